import type { QuestionDefinition } from '../catalogue/question-definition';
import { digestOf } from '../kernel/canonical-json';
import type { ItemView } from './attempt-view';
import { questionOf } from './authored';
import { shuffledBy } from './domain/shuffle';
import { presentQuestion } from './domain/types/registry';

/**
 * A question as an attempt would show it before anything is answered, from what its author wrote: by the same functions, so
 * that whoever looks at it beforehand sees what candidates see, and nothing of the key.
 *
 * @param addressOf where a browser finds the picture that the author named.
 */
export function unanswered(
  definition: QuestionDefinition,
  slot: number,
  maxMark: number,
  addressOf: (src: string) => string,
): ItemView {
  return {
    slot,
    ...presentQuestion(questionOf(definition, digestOf(definition), addressOf), shuffledBy('preview', slot)),
    maxMark,
    response: null,
    sequence: null,
    certainty: null,
    savedAt: null,
    receipt: null,
    checks: null,
    flagged: false,
  };
}
