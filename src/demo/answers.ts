import type { QuestionDefinition } from '../catalogue/programme';

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
}

/** The right response to each item, by slot. */
export function answersFor(
  questions: readonly QuestionDefinition[],
  items: readonly PresentedItem[],
): Map<number, object> {
  return new Map(
    items.map((item) => {
      const question = questions.find(({ prompt }) => prompt.trim() === item.prompt.trim());
      if (!question) throw new Error(`The quiz has no question "${item.prompt}"`);
      return [item.slot, responseTo(question, item)];
    }),
  );
}

function responseTo(question: QuestionDefinition, { options = [], stems = [] }: PresentedItem): object {
  const idOf = (choices: readonly Choice[], wanted: string) =>
    choices.find(({ text }) => text === wanted)?.id ?? wanted;
  switch (question.type) {
    case 'single':
      return { choice: idOf(options, question.options.find(({ correct }) => correct)?.text ?? '') };
    case 'multiple':
      return { choices: question.options.filter(({ correct }) => correct).map(({ text }) => idOf(options, text)) };
    case 'true-false':
      return { choice: String(question.answer) };
    case 'numeric':
      return { number: question.answer };
    case 'matching':
      return {
        pairs: Object.fromEntries(question.pairs.map(({ stem, match }) => [idOf(stems, stem), idOf(options, match)])),
      };
    default:
      throw new Error(`The demo cannot answer a question of type ${question.type} yet.`);
  }
}
