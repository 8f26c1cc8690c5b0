/*
 * The labelled grid by which a place on a picture is set without a mouse: columns A, B, C … from the left, rows 1, 2, 3 …
 * from the top. A cell stands for its middle.
 */

export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

const A = 'A'.charCodeAt(0);

export const columnName = (column: number): string => String.fromCharCode(A + column);

/** `B3` for the cell that holds a place. What lies on a line between two belongs to the one further on. */
export function cellOf({ columns, rows }: Grid, { x, y }: Place): string {
  const column = Math.min(Math.floor(x * columns), columns - 1);
  const row = Math.min(Math.floor(y * rows), rows - 1);
  return `${columnName(column)}${row + 1}`;
}

/** The middle of a cell; `null` where the grid has no such cell. */
export function middleOf({ columns, rows }: Grid, cell: string): Place | null {
  const [, letter, digits] = /^([A-Z])([1-9]\d?)$/.exec(cell) ?? [];
  if (letter === undefined) return null;
  const [column, row] = [letter.charCodeAt(0) - A, Number(digits) - 1];
  return column < columns && row < rows ? { x: (column + 0.5) / columns, y: (row + 0.5) / rows } : null;
}

/** The places that a form says: the exact ones that came with it, as long as they lie in just the cells that are ticked. */
export function placesIn(grid: Grid, cells: readonly string[], exact: readonly Place[]): Place[] {
  const ticked = new Set(cells);
  const held = new Set(exact.map((place) => cellOf(grid, place)));
  const agree = held.size === ticked.size && [...held].every((cell) => ticked.has(cell));
  if (agree) return [...exact];
  return cells.flatMap((cell) => middleOf(grid, cell) ?? []);
}
