import type { StationResults } from './data/standard-setting.entity';
import type { StandardMethod } from './domain/standard-setting/ratings';
import type { Spread } from './domain/standard-setting/spread';

export { DIFFICULTIES, EBEL_CELLS, RELEVANCES } from './domain/standard-setting/judged';
export { METHODS, type JudgedMethod, type StandardMethod } from './domain/standard-setting/ratings';
export type { Spread } from './domain/standard-setting/spread';
export type { StationResults } from './data/standard-setting.entity';

/** What judges rate. */
export interface ItemToRate {
  readonly key: string;
  /** Of the question; of a pool what may be drawn from it. */
  readonly prompt: string;
  readonly format?: 'plain' | 'markdown';
  readonly maxMark: number;
  /** The key in words: judges know it. */
  readonly answer: readonly string[];
  /** Of a pool: what may be drawn from it. */
  readonly candidates?: readonly Pick<ItemToRate, 'prompt' | 'format' | 'answer'>[];
}

/** What came of a round, or of a station's results: all in per cent of the maximum mark. */
export interface StandardResult {
  /** `null`: none, and why. */
  readonly cut: number | null;
  readonly because: string | null;
  readonly standardError: number | null;
  /** Between judges. */
  readonly spread: Spread | null;
  readonly judges: readonly {
    readonly judgeId: string;
    readonly cut: number;
    /** How their expectations go with how hard the items proved, −1 to 1. */
    readonly consistency: number | null;
  }[];
  readonly items: readonly {
    readonly key: string;
    readonly spread: Spread | null;
    /** How it was answered so far, 0 to 1; `null`: by nobody. */
    readonly facility: number | null;
  }[];
  /** Whatever else the method says. */
  readonly details: Readonly<Record<string, number | null>>;
}

export interface RoundView {
  readonly round: number;
  readonly closedAt: Date | null;
  /** Those who have rated. */
  readonly rated: readonly string[];
  /** What one has said oneself. */
  readonly own: Readonly<Record<string, unknown>> | null;
  /** Not before it is closed. */
  readonly result: StandardResult | null;
}

export interface CutScoreView {
  readonly id: string;
  readonly number: number;
  readonly round: number | null;
  readonly computed: number;
  readonly adopted: number;
  readonly standardError: number | null;
  readonly judges: number | null;
  readonly ratingsDigest: string;
  readonly reason: string | null;
  readonly state: 'proposed' | 'approved' | 'declined';
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

export interface StandardSettingView {
  readonly id: string;
  readonly method: StandardMethod;
  readonly quiz: { readonly id: string; readonly title: string; readonly version: string } | null;
  readonly station: string | null;
  readonly borderline: string;
  readonly chairId: string;
  readonly judgeIds: readonly string[];
  readonly calledAt: Date;
  readonly items: readonly ItemToRate[];
  readonly rounds: readonly RoundView[];
  /** Of a station. */
  readonly result: StandardResult | null;
  /** Of its quiz: attempts whose results wait for a panel. `null`: nothing waits there. */
  readonly heldBack: HeldBack | null;
  readonly cutScores: readonly CutScoreView[];
}

export interface HeldBack {
  readonly attempts: number;
  /** Of them: asked something that this panel has not seen, so that its cut does not open them. */
  readonly beyondPanel: number;
}

export interface PanelCalled {
  readonly method: StandardMethod;
  readonly quizId?: string;
  readonly station?: string;
  readonly borderline: string;
  readonly judges?: readonly string[];
  readonly results?: StationResults;
}
