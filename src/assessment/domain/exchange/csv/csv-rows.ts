/*
 * RFC 4180, as people's spreadsheets write it: commas, or semicolons or tabs where the header has them.
 */

export interface CsvRow {
  readonly cells: readonly string[];
  /** Of its first line, counted from 1. */
  readonly line: number;
  /** A quoted cell begins and never ends; `cells` are those before it. */
  readonly isOpen: boolean;
}

/** How many quotes that never end are read past: each costs another look at the rest of the file. */
const OPEN_QUOTES = 20;

/** The sign between cells: of those that the first line has outside quotes, the most frequent. */
export function separatorOf(text: string): ',' | ';' | '\t' {
  const [header] = text.split('\n', 1);
  const counts = { ',': 0, ';': 0, '\t': 0 };
  let isQuoted = false;
  for (const letter of header) {
    if (letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (letter === ',' || letter === ';' || letter === '\t')) counts[letter] += 1;
  }
  if (counts[','] >= counts[';'] && counts[','] >= counts['\t']) return ',';
  return counts[';'] >= counts['\t'] ? ';' : '\t';
}

/**
 * Rows of cells; `null` after too many quotes that never end. A quote that never ends costs its own row: reading goes on
 * at the next line.
 */
export function csvRows(text: string, separator: string): CsvRow[] | null {
  const rows: CsvRow[] = [];
  let open = 0;
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const row = rowAt(text, at, separator);
    if (row.isOpen && (open += 1) > OPEN_QUOTES) return null;
    const end = row.isOpen ? endOfLine(text, at) : row.end;
    if (row.isOpen || row.cells.some((cell) => cell.trim() !== ''))
      rows.push({ cells: row.cells, line, isOpen: row.isOpen });
    for (let place = text.indexOf('\n', at); place !== -1 && place < end; place = text.indexOf('\n', place + 1))
      line += 1;
    at = end;
  }
  return rows;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end + 1;
}

/** One row, and where the next begins. */
function rowAt(text: string, from: number, separator: string): { cells: string[]; end: number; isOpen: boolean } {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    let cell: string;
    let start = at;
    while (text[start] === ' ') start += 1;
    if (text[start] === '"') {
      const parts: string[] = [];
      let begin = start + 1;
      for (;;) {
        const quote = text.indexOf('"', begin);
        if (quote === -1) return { cells, end: text.length, isOpen: true };
        parts.push(text.slice(begin, quote));
        if (text[quote + 1] !== '"') {
          at = quote + 1;
          break;
        }
        parts.push('"');
        begin = quote + 2;
      }
      // What stands between a closing quote and the next sign is part of the cell: nothing is dropped.
      const end = endOfCell(text, at, separator);
      cell = parts.join('') + text.slice(at, end).trimEnd();
      at = end;
    } else {
      const end = endOfCell(text, at, separator);
      // Spaces around a cell without quotes are the writer's, not the author's.
      cell = text.slice(at, end).trim();
      at = end;
    }
    cells.push(cell);
    if (text[at] !== separator) return { cells, end: Math.min(at + 1, text.length), isOpen: false };
    at += 1;
  }
}

function endOfCell(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n') at += 1;
  return at;
}

/** What a spreadsheet would take for a formula begins with an apostrophe, which reading takes away again. */
export const guarded = (text: string) => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text);
export const unguarded = (text: string) => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

/** A row as RFC 4180 writes it, with its line end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\n\r;\t]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
