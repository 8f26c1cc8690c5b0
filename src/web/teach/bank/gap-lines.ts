import type { ClozeGap } from '../../../catalogue/question-definition';

/*
 * What counts in a gap, a line for each answer, in the signs of GIFT: `=` before what is right, `~` before what is not,
 * `%50%` before what earns a part, `#` before what is said to whoever gives it, `\` before such a sign that is none.
 */

type Part = Record<string, unknown>;

interface Line {
  readonly right: boolean;
  readonly fraction: number | undefined;
  readonly text: string;
  readonly feedback: string;
}

const escaped = (text: string) => text.replace(/[\\#=~%]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, ' ');
const plain = (text: string) => text.replace(/\\(.)/g, '$1').trim();

function lineOf({ right, fraction, text, feedback }: Line): string {
  const share = fraction === undefined ? '' : `%${Number((fraction * 100).toFixed(5))}%`;
  return `${right ? '=' : '~'}${share}${escaped(text)}${feedback === '' ? '' : `#${escaped(feedback)}`}`;
}

function linesIn(typed: string): Line[] {
  return typed.split(/\r?\n/).flatMap((line): Line[] => {
    const [, sign, share, text, feedback = ''] =
      /^\s*([=~]?)\s*(?:%(-?\d+(?:\.\d+)?)%)?((?:\\.|[^\\#])*)(?:#(.*))?$/.exec(line) ?? [];
    if (text === undefined || plain(text) === '') return [];
    const fraction = share === undefined ? undefined : Number(share) / 100;
    return [{ right: sign !== '~', fraction, text: plain(text), feedback: plain(feedback) }];
  });
}

export function linesOfGap(gap: ClozeGap): string {
  switch (gap.type) {
    case 'single':
      return gap.options
        .map(({ text, correct, feedback, fraction }) => lineOf({ right: correct, fraction, text, feedback }))
        .join('\n');
    case 'short-text':
      return gap.answers
        .map(({ text, fraction, feedback = '' }) => lineOf({ right: true, fraction, text, feedback }))
        .join('\n');
    case 'numeric':
      return [{ answer: gap.answer, tolerance: gap.tolerance, feedback: '' }, ...(gap.alternatives ?? [])]
        .map((one) => {
          const {
            answer,
            tolerance,
            feedback = '',
            fraction,
          } = one as { answer: number; tolerance: number; feedback?: string; fraction?: number };
          return lineOf({ right: true, fraction, text: `${answer}:${tolerance}`, feedback });
        })
        .join('\n');
  }
}

/** What a gap of this type is, as its lines say. A number reads `2.5` or, with its tolerance, `2.5:0.1`. */
export function gapOfLines(type: string, typed: string): Part {
  const lines = linesIn(typed);
  const optional = ({ fraction, feedback }: Line): Part => ({
    ...(fraction === undefined ? {} : { fraction }),
    ...(feedback === '' ? {} : { feedback }),
  });
  switch (type) {
    case 'single': {
      const options = lines.map((line) => ({ text: line.text, correct: line.right, ...optional(line) }));
      return { options, ...(lines.some(({ fraction }) => fraction !== undefined) ? { scoring: 'weighted' } : {}) };
    }
    case 'numeric': {
      const numbers = lines.map((line) => {
        const [answer, tolerance = '0'] = line.text.split(':');
        return { answer: asNumber(answer), tolerance: asNumber(tolerance), ...optional(line) };
      });
      const [first, ...alternatives] = numbers;
      return {
        ...(first && { answer: first.answer, tolerance: first.tolerance }),
        ...(alternatives.length > 0 && { alternatives }),
      };
    }
    default:
      return { answers: lines.map((line) => ({ text: line.text, ...optional(line) })) };
  }
}

/** A comma is read as the decimal point that many people write. What is no number is sent on, and refused where it stands. */
export function asNumber(text: string): number | string {
  const point = text.trim().replace(',', '.');
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(point) ? Number(point) : text;
}
