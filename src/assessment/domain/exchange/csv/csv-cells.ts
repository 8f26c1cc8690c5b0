import { type Column, columnOf, type PartColumn, type SingleColumn } from './csv-columns';
import { unguarded } from './csv-rows';

export interface Header {
  readonly names: readonly string[];
  readonly columns: readonly Column[];
  /** Whether right options may be given by number: only our own column counts from 1 for certain. */
  readonly countsFromOne: boolean;
}

/** The columns that a first row names; `null` where it names no prompt. Of columns with one name, the first counts. */
export function headerOf(cells: readonly string[]): Header | null {
  const seen = new Set<string>();
  const columns = cells.map((cell) => {
    const column = columnOf(cell);
    if (column === null) return null;
    const key = JSON.stringify(column);
    if (seen.has(key)) return null;
    seen.add(key);
    return column;
  });
  if (!seen.has(JSON.stringify({ single: 'prompt' }))) return null;
  const right = columns.findIndex((column) => column !== null && 'single' in column && column.single === 'right');
  return { names: cells, columns, countsFromOne: right !== -1 && cells[right].trim().toLowerCase() === 'right' };
}

/** The cells of a row by their columns. Whatever is never taken is said to be left out. */
export class CsvCells {
  private readonly single = new Map<SingleColumn, number>();
  private readonly part = new Map<string, number>();
  private readonly taken = new Set<number>();

  constructor(
    private readonly header: Header,
    private readonly cells: readonly string[],
  ) {
    header.columns.forEach((column, index) => {
      if (column === null) return;
      if ('single' in column) this.single.set(column.single, index);
      else this.part.set(`${column.part}_${column.index}`, index);
    });
  }

  /** How many cells stand beyond the last column and say something. */
  get beyond(): number {
    return this.cells.slice(this.header.columns.length).filter((cell) => cell.trim() !== '').length;
  }

  look(column: SingleColumn): string {
    const index = this.single.get(column);
    return index === undefined ? '' : unguarded(this.cells[index] ?? '');
  }

  take(column: SingleColumn): string {
    const index = this.single.get(column);
    if (index !== undefined) this.taken.add(index);
    return this.look(column);
  }

  takePart(column: PartColumn, place: number): string {
    const index = this.part.get(`${column}_${place}`);
    if (index === undefined) return '';
    this.taken.add(index);
    return unguarded(this.cells[index] ?? '');
  }

  /** One more than the last place at which a column of parts says something. */
  parts(column: PartColumn): number {
    let last = 0;
    for (const [key, index] of this.part) {
      const [name, place] = key.split('_');
      if (name === column && (this.cells[index] ?? '') !== '') last = Math.max(last, Number(place) + 1);
    }
    return last;
  }

  /** The names of columns that say something and were never taken. */
  notTaken(): string[] {
    return this.header.names.filter((_, index) => !this.taken.has(index) && (this.cells[index] ?? '').trim() !== '');
  }
}
