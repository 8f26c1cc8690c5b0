import { Fault } from '../../../kernel/errors';

/** One field of a row: bytes of `data`, its quotation marks resolved. */
export interface Field {
  readonly data: Uint8Array;
  readonly from: number;
  readonly to: number;
}

const [COMMA, QUOTE, LF, CR] = [0x2c, 0x22, 0x0a, 0x0d];
/** Longer than any name; a quotation mark that is never closed would otherwise swallow the rest of the file. */
export const LONGEST_FIELD = 1_000;

/** Where something stands in the file, as people count: the line, and which of its fields. */
export const place = (line: number, column: number) => `line ${line}, column ${column}`;

/**
 * Cuts a stream of bytes into rows and fields as RFC 4180 has them: commas, quotation marks around what holds any, lines that
 * end in LF, CRLF or CR. Rows are handed on as they are whole; nothing else is kept.
 */
export class CsvRows {
  private carried: Uint8Array = new Uint8Array(0);
  private line = 1;
  private isFirst = true;

  constructor(
    /** `line` is the one in which the row begins. Returns whether to go on. */
    private readonly take: (fields: readonly Field[], line: number) => boolean,
    /** What makes it impossible to tell fields apart from here on. */
    private readonly refuse: (fault: Fault) => void,
  ) {}

  /** Whether there is any sense in sending more. */
  push(chunk: Uint8Array): boolean {
    const data = this.carried.length === 0 ? chunk : joined(this.carried, chunk);
    return this.read(data, false);
  }

  end(): void {
    if (this.read(this.carried, true)) this.carried = new Uint8Array(0);
  }

  private read(data: Uint8Array, isLast: boolean): boolean {
    let from = 0;
    if (this.isFirst && (data.length >= 3 || isLast)) {
      if (data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf) from = 3;
      this.isFirst = false;
    }
    while (!this.isFirst && from < data.length) {
      const row = this.rowAt(data, from, isLast);
      if (row === 'refused') return false;
      if (row === 'unfinished') break;
      const isBlank = row.fields.length === 1 && row.fields[0].from === row.fields[0].to && !row.quoted;
      if (!isBlank && !this.take(row.fields, this.line)) return false;
      this.line += row.lines;
      from = row.next;
    }
    this.carried = data.slice(from);
    return true;
  }

  private rowAt(data: Uint8Array, start: number, isLast: boolean) {
    const fields: Field[] = [];
    let [lines, quoted, at] = [0, false, start];
    for (;;) {
      if (data[at] === QUOTE && at < data.length) {
        quoted = true;
        const field = this.quotedAt(data, at, isLast, this.line + lines, fields.length + 1);
        if (typeof field === 'string') return field;
        fields.push(field);
        lines += field.lines;
        at = field.next;
      } else {
        const from = at;
        while (at < data.length && data[at] !== COMMA && data[at] !== LF && data[at] !== CR) at += 1;
        if (at - from > LONGEST_FIELD) return this.tooLong(this.line + lines, fields.length + 1);
        fields.push({ data, from, to: at });
      }
      if (at === data.length) return isLast ? { fields, lines, next: at, quoted } : ('unfinished' as const);
      if (data[at] === COMMA) {
        at += 1;
        continue;
      }
      // A CR at the very end may be half of a CRLF.
      if (data[at] === CR && at + 1 === data.length && !isLast) return 'unfinished' as const;
      at += data[at] === CR && data[at + 1] === LF ? 2 : 1;
      return { fields, lines: lines + 1, next: at, quoted };
    }
  }

  private quotedAt(data: Uint8Array, start: number, isLast: boolean, line: number, column: number) {
    const bytes: number[] = [];
    let lines = 0;
    for (let at = start + 1; ; at += 1) {
      if (bytes.length > LONGEST_FIELD) return this.tooLong(line, column);
      if (at >= data.length) {
        if (!isLast) return 'unfinished' as const;
        this.refuse({ path: place(line, column), message: 'opens a quotation mark that is never closed: close it' });
        return 'refused' as const;
      }
      if (data[at] !== QUOTE) {
        if (data[at] === LF) lines += 1;
        bytes.push(data[at]);
        continue;
      }
      if (at + 1 === data.length && !isLast) return 'unfinished' as const;
      if (data[at + 1] === QUOTE) {
        bytes.push(QUOTE);
        at += 1;
        continue;
      }
      const next = at + 1;
      if (next < data.length && ![COMMA, LF, CR].includes(data[next])) {
        const message =
          'goes on after its quotation mark: put the whole field into quotation marks, and double those within';
        this.refuse({ path: place(line, column), message });
        return 'refused' as const;
      }
      return { data: Uint8Array.from(bytes), from: 0, to: bytes.length, lines, next };
    }
  }

  private tooLong(line: number, column: number) {
    const message = `has more than ${LONGEST_FIELD} bytes: look for a quotation mark that is not closed, or a wrong separator`;
    this.refuse({ path: place(line, column), message });
    return 'refused' as const;
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
