import type { ClozeQuestion, HotspotQuestion, Point, QuestionDefinition } from '../catalogue/programme';
import { isInside, middlesOf } from '../kernel/polygon';

/*
 * How somebody who knows a quiz answers it: they read the prompt and the options as they are presented, in whatever order,
 * and know which texts are right.
 */

interface Choice {
  readonly id: string;
  readonly text: string;
}

/** A question as a candidate sees it. */
export interface PresentedItem {
  readonly slot: number;
  readonly prompt: string;
  readonly options?: readonly Choice[];
  readonly stems?: readonly Choice[];
  readonly gaps?: readonly { readonly id: string; readonly options?: readonly Choice[] }[];
}

/** The right response to each item, by slot. */
export function answersFor(
  questions: readonly QuestionDefinition[],
  items: readonly PresentedItem[],
): Map<number, object> {
  return new Map(
    items.map((item) => {
      const question = questions.find(({ prompt }) => legible(prompt) === legible(item.prompt));
      if (!question) throw new Error(`The quiz has no question "${item.prompt}"`);
      return [item.slot, responseTo(question, item)];
    }),
  );
}

/** A prompt with its gaps unnamed: authors and candidates know them by other names. */
function legible(prompt: string): string {
  return prompt.replace(/\{\{[^{}]*\}\}/g, '{{}}').trim();
}

const idOf = (choices: readonly Choice[], wanted: string) => choices.find(({ text }) => text === wanted)?.id ?? wanted;

const rightOf = (options: readonly { readonly text: string; readonly correct: boolean }[]) =>
  options.find(({ correct }) => correct)?.text ?? '';

function responseTo(question: QuestionDefinition, { options = [], stems = [], gaps = [] }: PresentedItem): object {
  switch (question.type) {
    case 'single':
      return { choice: idOf(options, rightOf(question.options)) };
    case 'multiple':
      return { choices: question.options.filter(({ correct }) => correct).map(({ text }) => idOf(options, text)) };
    case 'true-false':
      return { choice: String(question.answer) };
    case 'numeric':
      return { number: question.answer, ...(question.unit?.required && { unit: question.unit.symbol }) };
    case 'matching':
      return {
        pairs: Object.fromEntries(question.pairs.map(({ stem, match }) => [idOf(stems, stem), idOf(options, match)])),
      };
    case 'ordering':
      return { order: question.items.map(({ text }) => idOf(options, text)) };
    case 'short-text':
      return { text: typedFor(question.answers) };
    case 'cloze':
      return { gaps: Object.fromEntries(gaps.map((gap, index) => [gap.id, gapFor(question.gaps[index], gap)])) };
    case 'hotspot':
      return { points: question.regions.filter(({ correct }) => correct).map((region) => cellIn(region, question)) };
    case 'essay':
      return { text: question.modelAnswer ?? question.rationale };
  }
}

function gapFor(
  gap: ClozeQuestion['gaps'][number],
  { options = [] }: { readonly options?: readonly Choice[] },
): object {
  switch (gap.type) {
    case 'single':
      return { choice: idOf(options, rightOf(gap.options)) };
    case 'short-text':
      return { text: typedFor(gap.answers) };
    case 'numeric':
      return { number: gap.answer };
  }
}

/** What fits the best answer: its stars stand for nothing at all. */
function typedFor(answers: readonly { readonly text: string; readonly fraction?: number }[]): string {
  const [best] = [...answers].sort((one, other) => (other.fraction ?? 1) - (one.fraction ?? 1));
  return best.text.replace(/\\\*|\*/g, (star) => (star === '*' ? '' : '*'));
}

/** The middle of the first cell of the grid that lies in a region: what somebody without a mouse would choose. */
function cellIn({ polygon }: HotspotQuestion['regions'][number], { grid }: HotspotQuestion): Point {
  return middlesOf(grid).find((middle) => isInside(middle, polygon)) ?? polygon[0];
}
