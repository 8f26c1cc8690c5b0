import type { PoolRule, QuizSettings } from '../../catalogue/question-definition';
import type { QuizContent } from '../quiz-content';
import type { BlueprintCell } from './blueprint';

/** A quiz as `quiz-draft.schema.json` has it, its defaults filled in. */
export interface SentQuiz extends Omit<QuizSettings, 'passMarkStatus' | 'passMarkSource' | 'opensAt' | 'closesAt'> {
  readonly slots: readonly { readonly questionVersionId: string; readonly mark?: number }[];
  readonly pools: readonly PoolRule[];
  readonly blueprint: readonly BlueprintCell[];
}

/**
 * What is kept of it. The pass mark is provisional: nobody sets one by typing it. A blueprint with nothing else is drawn
 * cell by cell.
 */
export function quizDraftOf({ slots, pools, blueprint, ...settings }: SentQuiz): QuizContent {
  const rules = slots.length === 0 && pools.length === 0 ? blueprint : pools;
  return {
    ...settings,
    passMarkStatus: 'provisional',
    review: 'feedback',
    slots: slots.map(({ questionVersionId, mark }, index) => ({
      slot: index + 1,
      questionVersionId: questionVersionId.toLowerCase(),
      ...(mark === undefined ? {} : { mark }),
    })),
    pools: rules.map((rule) => ({ mark: 1, ...rule })),
    blueprint: [...blueprint],
  };
}
