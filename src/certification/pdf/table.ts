import { HAIR, HEIGHT, Line, MIST, MUTED, Sheet, Style } from './sheet';

type Element = PDFKit.PDFStructureElement;

export interface Column {
  readonly heading: string;
  readonly width: number;
}

/** A cell is texts one under another, each in its own style. */
export interface Cell {
  readonly blocks: readonly { readonly text: string; readonly style: Style }[];
  readonly indent?: number;
}

const HEADING: Style = { face: 'sans-bold', size: 7.2, leading: 9.6, colour: MUTED };
const PAD_X = 5;
const PAD_Y = 4.5;

export interface Area {
  readonly left: number;
  /** Where a table goes on at the top of a page that follows. */
  readonly top: number;
  readonly bottom: number;
}

/**
 * A table over as many pages as it needs. Its headings stand again on every page (to a screen reader they are said once);
 * a row stays together unless it is taller than a page. Returns where it ends.
 */
export function drawTable(
  sheet: Sheet,
  parent: Element,
  area: Area,
  y: number,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  newPage: () => void,
): number {
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const lefts = columns.map(
    (_, index) => area.left + columns.slice(0, index).reduce((sum, column) => sum + column.width, 0),
  );
  const headings = columns.map(({ heading, width: cell }) => sheet.lines(heading, HEADING, cell - 2 * PAD_X));
  const headingHeight = Math.max(...headings.map((lines) => sheet.heightOf(lines))) + 2 * PAD_Y;

  const table = sheet.element(parent, 'Table');

  const rule = (at: number, weight: number) =>
    sheet.artifact(() =>
      sheet.doc
        .lineWidth(weight)
        .strokeColor(HAIR)
        .moveTo(area.left, at)
        .lineTo(area.left + width, at)
        .stroke(),
    );
  const drawHeadings = (at: number, tagged: boolean) => {
    sheet.artifact(() => sheet.doc.rect(area.left, at, width, headingHeight).fill(MIST));
    const row = tagged ? sheet.element(table, 'TR') : null;
    headings.forEach((lines, index) => {
      const draw = () => void sheet.draw(lines, lefts[index] + PAD_X, at + PAD_Y);
      if (row) sheet.tagged(row, 'TH', draw, { scope: 'Column' });
      else sheet.artifact(draw, 'Pagination');
    });
    rule(at + headingHeight, 0.8);
    return at + headingHeight;
  };

  let top = y;
  if (top + headingHeight + 40 > area.bottom) {
    newPage();
    top = area.top;
  }
  top = drawHeadings(top, true);

  for (const cells of rows) {
    const left = cells.map(({ blocks, indent = 0 }, index): Line[] =>
      blocks.flatMap(({ text, style }) => sheet.lines(text, style, columns[index].width - 2 * PAD_X - indent)),
    );
    const height = Math.max(...left.map((lines) => sheet.heightOf(lines))) + 2 * PAD_Y;
    const room = area.bottom - area.top - headingHeight;
    if (top + height > area.bottom && height <= room) {
      newPage();
      top = drawHeadings(area.top, false);
    }
    const row = sheet.element(table, 'TR');
    const elements = cells.map((_, index) =>
      sheet.element(row, index === 0 ? 'TH' : 'TD', index === 0 ? { scope: 'Row' } : {}),
    );
    for (;;) {
      let end = top;
      left.forEach((lines, index) => {
        let fitting = 0;
        let used = PAD_Y;
        while (fitting < lines.length && top + used + lines[fitting].style.leading + PAD_Y <= area.bottom) {
          used += lines[fitting].style.leading;
          fitting += 1;
        }
        const now = lines.splice(0, fitting);
        if (now.length > 0)
          elements[index].add(
            () => void sheet.draw(now, lefts[index] + PAD_X + (cells[index].indent ?? 0), top + PAD_Y),
          );
        end = Math.max(end, top + used + PAD_Y);
      });
      rule(end, 0.4);
      top = end;
      if (left.every((lines) => lines.length === 0)) break;
      newPage();
      top = drawHeadings(area.top, false);
    }
  }
  table.end();
  return top;
}

/** Height of a page between the usual margins. */
export const PAGE_BOTTOM = HEIGHT - 52;
