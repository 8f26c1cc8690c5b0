import type { QuestionDefinition } from '../catalogue/question-definition';
import type { ItemAnalysis, ItemReport } from './domain/item-analysis/analyse';
import type { Interval } from './domain/item-analysis/intervals';

/** Which attempts of a person count. Each attempt that does counts as one of its own. */
export const ATTEMPTS_COUNTED = ['first', 'last', 'best', 'all'] as const;
export type AttemptsCounted = (typeof ATTEMPTS_COUNTED)[number];

/** An item of a quiz: one version of one question, at what it could earn. */
export interface QuizItemReport extends ItemReport {
  readonly question: {
    readonly id: string;
    readonly slug: string;
    readonly versionId: string;
    readonly version: number;
    readonly type: QuestionDefinition['type'];
    readonly prompt: string;
  };
  /** How long candidates worked on it, where what they saved tells. */
  readonly seconds: { readonly n: number; readonly median: number } | null;
}

/** What the graded attempts of a quiz say of it and of its questions: sums over all, nobody by name. */
export interface QuizStatisticsView extends Omit<ItemAnalysis, 'items'> {
  readonly quiz: { readonly id: string; readonly slug: string; readonly title: string; readonly programme: string };
  readonly attemptsCounted: AttemptsCounted;
  /** Per cent of the maximum mark, of the newest version that was sat; `null` before any was. */
  readonly passMark: number | null;
  readonly provisional: boolean;
  /** Safety-critical questions included, which the pass mark alone does not tell. */
  readonly passed: { readonly n: number; readonly share: number | null; readonly interval: Interval | null };
  readonly items: readonly QuizItemReport[];
}

export type { ItemAnalysis, ItemReport } from './domain/item-analysis/analyse';
export type { AnswerFigures } from './domain/item-analysis/distractors';
export type { DecisionConsistency } from './domain/item-analysis/decision-consistency';
export type { ScoreBin } from './domain/item-analysis/distribution';
export type { BandFigures } from './domain/item-analysis/score-bands';
export type { Interval } from './domain/item-analysis/intervals';
