import { fractionOf } from './moodle-fields';

/*
 * The embedded answers of Moodle's cloze questions, `{2:SHORTANSWER:=pleura#Yes.~%50%lung#Nearly.}`. Source: Moodle,
 * "Embedded Answers (Cloze) question type" and question/type/multianswer/questiontype.php. An answer ends at `~`, `#` or
 * `}` that no backslash precedes; a `#` or `}` of an entity (`&#160;`) is part of it.
 */

export type ClozeKind = 'choice' | 'choices' | 'typed' | 'number';

export interface ClozeAnswer {
  /** −1 to 1. */
  readonly fraction: number;
  readonly text: string;
  readonly feedback: string;
}

export interface ClozeBlank {
  readonly kind: ClozeKind;
  /** As the file names it. */
  readonly name: string;
  readonly weight: number;
  readonly exactCase: boolean;
  readonly answers: readonly ClozeAnswer[];
  readonly fault?: string;
}

const KINDS: Readonly<Record<string, { kind: ClozeKind; exactCase?: true }>> = {
  NUMERICAL: { kind: 'number' },
  NM: { kind: 'number' },
  SHORTANSWER: { kind: 'typed' },
  SA: { kind: 'typed' },
  MW: { kind: 'typed' },
  SHORTANSWER_C: { kind: 'typed', exactCase: true },
  SAC: { kind: 'typed', exactCase: true },
  MWC: { kind: 'typed', exactCase: true },
  ...Object.fromEntries(
    [
      'MULTICHOICE',
      'MC',
      'MULTICHOICE_V',
      'MCV',
      'MULTICHOICE_H',
      'MCH',
      'MULTICHOICE_S',
      'MCS',
      'MULTICHOICE_VS',
      'MCVS',
      'MULTICHOICE_HS',
      'MCHS',
    ].map((name) => [name, { kind: 'choice' as const }]),
  ),
  ...Object.fromEntries(
    ['MULTIRESPONSE', 'MR', 'MULTIRESPONSE_H', 'MRH', 'MULTIRESPONSE_S', 'MRS', 'MULTIRESPONSE_HS', 'MRHS'].map(
      (name) => [name, { kind: 'choices' as const }],
    ),
  ),
};

const START = /\{([\d.]*)\s*:\s*([A-Z_]+)\s*:/g;

/** The text between blanks, and the blanks, in order: `[text, blank, text, blank, text]`. */
export function clozeParts(text: string): (string | ClozeBlank)[] {
  const parts: (string | ClozeBlank)[] = [];
  let done = 0;
  START.lastIndex = 0;
  for (let start = START.exec(text); start; start = START.exec(text)) {
    const [whole, weight, name] = start;
    if (!Object.hasOwn(KINDS, name)) continue;
    const from = start.index + whole.length;
    const to = endOf(text, from);
    if (to === -1) continue;
    parts.push(text.slice(done, start.index), blankOf(name, weight, text.slice(from, to)));
    done = to + 1;
    START.lastIndex = done;
  }
  parts.push(text.slice(done));
  return parts;
}

const ENTITY = /&#?\w{1,31};/y;

/** Where the bracket that ends a blank stands. */
function endOf(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '}' && text[at - 1] !== '\\') return at;
  }
  return -1;
}

function blankOf(name: string, weight: string, inside: string): ClozeBlank {
  const { kind, exactCase = false } = KINDS[name];
  const answers: ClozeAnswer[] = [];
  let fault: string | undefined;
  for (const piece of dividedAt(inside, '~')) {
    const [, percent, equals, rest] = /^\s*(?:%(-?[\d.,]+)%|(=))?([^]*)$/.exec(piece) ?? [];
    const fraction = equals ? 1 : percent === undefined ? 0 : (fractionOf(percent) ?? NaN);
    if (!Number.isFinite(fraction) || Math.abs(fraction) > 1)
      fault = `“${percent}” per cent is not within −100 and 100`;
    const [answer, ...feedback] = dividedAt(rest ?? '', '#');
    answers.push({ fraction, text: unescaped(answer).trim(), feedback: unescaped(feedback.join('#')).trim() });
  }
  const number = weight === '' ? 1 : Number(weight);
  if (!(number >= 0)) fault = `its weight “${weight}” is not a number`;
  return { kind, name, weight: number, exactCase, answers, ...(fault ? { fault } : {}) };
}

function dividedAt(text: string, sign: '~' | '#'): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '&') {
      ENTITY.lastIndex = at;
      if (ENTITY.test(text)) at = ENTITY.lastIndex - 1;
    } else if (text[at] === sign && text[at - 1] !== '\\') {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

const unescaped = (text: string) => text.replace(/\\([~#{}])/g, '$1');

/** What stands in a blank as it is meant. */
export function escapedForCloze(text: string): string {
  // A space keeps a backslash at the end from escaping what follows; spaces around an answer do not count.
  return text.replace(/[~#{}]/g, '\\$&').replace(/\\$/, '\\ ');
}
