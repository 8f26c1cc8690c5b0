import { DomainError, Fault, Invalid } from '../../../kernel/errors';
import { CsvRows, Field, place } from './csv-rows';
import { Marks, NOT_PRESENTED } from './marks';

const MOST_ITEMS = 1_000;
/** Candidates times items: some hundred megabytes of marks. */
const MOST_CELLS = 10_000_000;
/** More than anybody mends at once. */
const MOST_FAULTS = 50;
const EXAMPLE = 'candidate,Question 1:1,Question 2:2';

export class TooManyMarks extends DomainError {
  constructor(message: string) {
    super('payload-too-large', 'payload-too-large', message, { mostItems: MOST_ITEMS, mostMarks: MOST_CELLS });
  }
}

interface Column {
  readonly name: string;
  readonly maxMark: number;
  marks: Float64Array;
}

/**
 * Reads marks as they come: `candidate,<item>:<maximum mark>,…`, then a row for each candidate. An empty field is 0, `-`
 * stands for an item that was not presented. Every fault is kept with its line and column, up to fifty.
 */
export class MarksCsv {
  private readonly rows = new CsvRows(
    (fields, line) => this.take(fields, line),
    (fault) => this.faults.push(fault),
  );
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private readonly faults: Fault[] = [];
  private readonly seen = new Map<string, number>();
  private columns: Column[] | null = null;
  private attempts = 0;

  /** Whether more would be read; after too many faults it would not. */
  push(chunk: Uint8Array): boolean {
    return this.rows.push(chunk);
  }

  /** @throws Invalid naming what to mend, with line and column. */
  end(): Marks {
    if (this.faults.length === 0) this.rows.end();
    if (this.faults.length === 0 && !this.columns) {
      this.faults.push({ path: place(1, 1), message: `is empty: begin with the names of the columns, ${EXAMPLE}` });
    }
    if (this.faults.length > 0 || !this.columns) {
      const message =
        this.faults.length >= MOST_FAULTS
          ? `The marks cannot be read. Mend these ${MOST_FAULTS} places first; there may be more.`
          : 'The marks cannot be read. Mend these places and send them again.';
      throw new Invalid(this.faults, message);
    }
    return {
      attempts: this.attempts,
      items: this.columns.map(({ name, maxMark, marks }, index) => ({
        slot: index + 1,
        name,
        maxMark,
        randomGuess: null,
        marks: marks.subarray(0, this.attempts),
      })),
    };
  }

  private take(fields: readonly Field[], line: number): boolean {
    if (!this.columns) this.columns = this.columnsIn(fields, line);
    else this.candidate(fields, line, this.columns);
    return this.columns !== null && this.faults.length < MOST_FAULTS;
  }

  private columnsIn(fields: readonly Field[], line: number): Column[] | null {
    if (fields.length - 1 > MOST_ITEMS) throw new TooManyMarks(`That is more than ${MOST_ITEMS} items.`);
    const first = this.textOf(fields[0], line, 1);
    if (first === null) return null;
    if (!/^candidate$/i.test(first)) {
      const said = JSON.stringify(first.slice(0, 40));
      const message = separatorFault(first) ?? `is ${said}: the first row names the columns, such as ${EXAMPLE}`;
      this.faults.push({ path: place(line, 1), message });
      return null;
    }
    if (fields.length === 1) {
      this.faults.push({
        path: place(line, 1),
        message: `is the only column: name an item after it, such as ${EXAMPLE}`,
      });
    }
    const others = fields.slice(1).map((field, index) => this.textOf(field, line, index + 2));
    const known = new Map<string, number>();
    const columns = others.map((said, index): Column => {
      const text = said ?? '';
      const column = index + 2;
      const refuse = (message: string) => this.faults.push({ path: place(line, column), message });
      const cut = text.lastIndexOf(':');
      const name = text.slice(0, Math.max(cut, 0)).trim();
      const maxMark = numberIn(text.slice(cut + 1));
      if (said === null) return { name: '', maxMark: 0, marks: new Float64Array(0) };
      if (cut < 0)
        refuse('has no maximum mark: write the item’s name, a colon and the most that it earns, as in Question 1:1');
      else if (name === '') refuse('has no name: write it before the colon, as in Question 1:1');
      else if (known.has(name)) refuse(`has the name of column ${known.get(name)}: every item has a name of its own`);
      else if (!(maxMark >= 0))
        refuse('has no maximum mark of 0 or more after its colon: write a number such as 1 or 2.5');
      known.set(name, column);
      return { name, maxMark, marks: new Float64Array(64) };
    });
    return this.faults.length > 0 ? null : columns;
  }

  private candidate(fields: readonly Field[], line: number, columns: readonly Column[]): void {
    if (fields.length !== columns.length + 1) {
      const few = `has ${fields.length} of ${columns.length + 1} fields: give every item a field, empty for 0, - where it was not presented`;
      const many = `has ${fields.length} fields where the first row has ${columns.length + 1}: look for a comma too many (a decimal comma is a point here)`;
      const alone = fields.length === 1 ? separatorFault(this.textOf(fields[0], line, 1) ?? '') : null;
      const message = alone ?? (fields.length <= columns.length ? few : many);
      this.faults.push({ path: place(line, Math.min(fields.length, columns.length + 1)), message });
      return;
    }
    if ((this.attempts + 1) * columns.length > MOST_CELLS) {
      throw new TooManyMarks(`That is more than ${MOST_CELLS} marks (candidates times items).`);
    }
    this.name(fields[0], line);
    for (const [index, column] of columns.entries()) {
      if (this.attempts === column.marks.length) {
        const more = new Float64Array(2 * this.attempts);
        more.set(column.marks);
        column.marks = more;
      }
      column.marks[this.attempts] = this.mark(fields[index + 1], column, line, index + 2);
      if (this.faults.length >= MOST_FAULTS) return;
    }
    this.attempts += 1;
  }

  private name(field: Field, line: number): void {
    const name = this.textOf(field, line, 1);
    if (name === null) return;
    const earlier = this.seen.get(name);
    const refuse = (message: string) => this.faults.push({ path: place(line, 1), message });
    if (name === '') refuse('has no candidate: write a name or a number, of each candidate their own');
    else if (earlier !== undefined) refuse(`is the candidate of line ${earlier} again: keep one row for each`);
    else this.seen.set(name, line);
  }

  private mark({ data, from, to }: Field, { name, maxMark }: Column, line: number, column: number): number {
    const mark = markAt(data, from, to);
    if (mark >= 0 && mark <= maxMark) return mark;
    const text = Buffer.from(data.buffer, data.byteOffset + from, Math.min(to - from, 40))
      .toString('utf8')
      .trim();
    if (text === '') return 0;
    if (text === '-') return NOT_PRESENTED;
    const value = numberIn(text);
    const refuse = (message: string) => this.faults.push({ path: place(line, column), message });
    if (value >= 0 && value <= maxMark) return value;
    if (value > maxMark)
      refuse(`is ${text}, more than the ${maxMark} that ${name} earns at most: mend the mark or the maximum`);
    else if (value < 0) refuse(`is ${text}, below 0: marks start at 0`);
    else if (/^\d+,\d+$/.test(text)) refuse(`is ${text}: write decimals with a point`);
    else
      refuse(
        `is ${JSON.stringify(text)}, no number: write one, leave it empty for 0, or write - where it was not presented`,
      );
    return 0;
  }

  private textOf({ data, from, to }: Field, line: number, column: number): string | null {
    const refuse = (message: string) => {
      this.faults.push({ path: place(line, column), message });
      return null;
    };
    const bytes = data.subarray(from, to);
    if (line === 1 && column === 1 && (bytes[0] === 0xff || bytes[0] === 0xfe))
      return refuse('is UTF-16: save the file as UTF-8');
    try {
      const text = this.utf8.decode(bytes).trim();
      return /[\u0000-\u0008\u000e-\u001f\u007f]/.test(text) ? refuse('has a control character: take it out') : text;
    } catch {
      return refuse('is not UTF-8: save the file as UTF-8');
    }
  }
}

const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?\s*$/i;

/** `NaN` for what is no number. */
function numberIn(text: string): number {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

const POWERS = Array.from({ length: 16 }, (_, power) => 10 ** power);

/** The usual mark (digits, perhaps a point) straight from its bytes; `NaN`: look closer. A quotient of exact numbers is exact. */
function markAt(data: Uint8Array, from: number, to: number): number {
  if (to === from || to - from > 15) return Number.NaN;
  let [digits, decimals] = [0, -1];
  for (let at = from; at < to; at += 1) {
    const digit = data[at] - 0x30;
    if (digit >= 0 && digit <= 9) {
      digits = digits * 10 + digit;
      if (decimals >= 0) decimals += 1;
    } else if (data[at] === 0x2e && decimals < 0 && to - from > 1) {
      decimals = 0;
    } else {
      return Number.NaN;
    }
  }
  return decimals > 0 ? digits / POWERS[decimals] : digits;
}

function separatorFault(text: string): string | null {
  if (text.includes(';'))
    return 'is separated by semicolons: save the file with commas between fields, and points in decimals';
  return text.includes('\t') ? 'is separated by tabs: save the file with commas between fields' : null;
}
