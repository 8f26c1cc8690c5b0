import type { MultipleQuestion, QuestionOption, SingleQuestion } from '../../../catalogue/question-definition';
import type { Notes } from './exchange';
import { partSlug } from './filling';

/** An option as files weigh it: from −1 to 1, the part of the mark that choosing it earns or costs. */
export interface WeighedOption {
  readonly text: string;
  readonly fraction: number;
  readonly feedback: string;
}

type Choice =
  Pick<SingleQuestion, 'type' | 'options' | 'scoring'> | Pick<MultipleQuestion, 'type' | 'options' | 'scoring'>;

/** How near two fractions are one: far below what anybody writes, far above what adding costs. */
const NEAR = 1e-9;
const near = (one: number, other: number) => Math.abs(one - other) < NEAR;

/**
 * A question with weighed options, in the plainest words that score it just so: one right option, right minus wrong, else
 * each option by its own weight. `null` with a refusal where no definition scores it so.
 */
export function choiceOf(
  weighed: readonly WeighedOption[],
  choosing: 'one' | 'several',
  notes: Notes,
  line?: number,
): Choice | null {
  if (weighed.length < 2) {
    notes.refuse('too-few-options', 'It has fewer than two options. Add a plausible wrong one.', line);
    return null;
  }
  if (weighed.some(({ text }) => text.trim() === '')) {
    notes.refuse('empty-option', 'An option has no words. Write what it says, or remove it.', line);
    return null;
  }
  if (weighed.some(({ fraction }) => !(Math.abs(fraction) <= 1 + NEAR))) {
    notes.refuse(
      'weight-out-of-range',
      'An option weighs more than the whole mark. Weights go from −100 % to 100 %.',
      line,
    );
    return null;
  }
  if (!weighed.some(({ fraction }) => fraction > 0)) {
    notes.refuse('no-right-option', 'No option earns anything. Mark the right one.', line);
    return null;
  }
  return choosing === 'one' ? single(weighed, notes, line) : multiple(weighed, notes, line);
}

const option = ({ text, fraction, feedback }: WeighedOption, index: number): QuestionOption => ({
  slug: partSlug(index),
  text,
  correct: fraction > 0,
  feedback,
});

const weighedOption = (weighed: WeighedOption, index: number): QuestionOption => ({
  ...option(weighed, index),
  fraction: weighed.fraction,
});

function single(weighed: readonly WeighedOption[], notes: Notes, line?: number): Choice {
  const whole = weighed.filter(({ fraction }) => near(fraction, 1)).length;
  const nothing = weighed.filter(({ fraction }) => fraction === 0).length;
  if (whole === 1 && nothing === weighed.length - 1) return { type: 'single', options: weighed.map(option) };
  if (whole > 1) {
    notes.mention(
      'several-right',
      'Several options earn the whole mark, and one may be chosen. Several to be chosen are another type.',
      line,
    );
  }
  if (whole === 0) notes.mention('whole-out-of-reach', 'No option earns the whole mark.', line);
  return { type: 'single', scoring: 'weighted', options: weighed.map(weighedOption) };
}

function multiple(weighed: readonly WeighedOption[], notes: Notes, line?: number): Choice {
  const right = weighed.filter(({ fraction }) => fraction > 0);
  const share = 1 / right.length;
  if (weighed.every(({ fraction }) => near(fraction, fraction > 0 ? share : -share))) {
    return { type: 'multiple', scoring: 'right-minus-wrong', options: weighed.map(option) };
  }
  const most = right.reduce((sum, { fraction }) => sum + fraction, 0);
  if (most < 1 - 1e-4) {
    notes.mention(
      'whole-out-of-reach',
      `All right options together earn ${Number((most * 100).toFixed(3))} % of the mark.`,
      line,
    );
  }
  return { type: 'multiple', scoring: 'weighted', options: weighed.map(weighedOption) };
}

/**
 * A per cent as a fraction. Files cannot write a third: 33.33333 is one, as in the program that wrote it, and so is every
 * fraction up to twelfths that is written to two decimals or more.
 */
export function fractionOfPercent(written: string): number {
  const percent = Number(written);
  const decimals = written.includes('.') ? written.length - written.indexOf('.') - 1 : 0;
  if (decimals >= 2) {
    const unit = 10 ** -decimals;
    for (let under = 3; under <= 12; under += 1) {
      const over = Math.round((percent / 100) * under);
      const exact = (over / under) * 100;
      // Rounded or cut off: less than one unit of the last decimal away, and not to be written exactly.
      const isExact = Number(exact.toFixed(Math.min(decimals, 10))) === exact;
      if (exact !== percent && Math.abs(exact - percent) < unit && !isExact) return over / under;
    }
  }
  return percent / 100;
}

/** The per cent that `fractionOfPercent` reads as this fraction, as short as other programs write it. */
export function percentOfFraction(fraction: number): string {
  for (const decimals of [0, 1, 2, 5]) {
    const written = String(Number((fraction * 100).toFixed(decimals)));
    if (fractionOfPercent(written) === fraction) return written;
  }
  return plainNumber(fraction * 100);
}

/** A number in decimal digits alone, as few as tell it apart. */
export function plainNumber(number: number): string {
  const shortest = String(number);
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(shortest);
  if (!parts) return shortest;
  const [, sign, first, rest = '', exponent] = parts;
  const digits = first + rest;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0')}`;
}
