import type { QuestionDefinition } from '../catalogue/question-definition';
import type { Fault } from '../kernel/errors';
import type { ReviewState } from './domain/review-state';

export type { ReviewState } from './domain/review-state';

/** One dated step of a version between its author and those who are asked. */
export interface StepView {
  readonly fromState: ReviewState | null;
  readonly toState: ReviewState;
  readonly at: Date;
  readonly by: string;
  readonly note: string | null;
}

/** A version of a question with its key: for those who teach. */
export interface QuestionVersionView {
  readonly id: string;
  readonly number: number;
  readonly digest: string;
  readonly recordedAt: Date;
  readonly state: ReviewState;
  readonly content: QuestionDefinition;
  readonly steps: readonly StepView[];
  /** What it lacks before a second person may approve it. */
  readonly missing: readonly Fault[];
}

export interface OriginView {
  /** `package`: it came with its programme. */
  readonly kind: 'package' | 'written' | 'cloned' | 'imported';
  readonly by: string | null;
  readonly clonedFrom: { readonly questionId: string; readonly number: number } | null;
  readonly imported: { readonly format: string; readonly fileDigest: string } | null;
}

/** A question with all its versions, and where it is asked. */
export interface QuestionView {
  readonly id: string;
  readonly slug: string;
  readonly programme: string;
  readonly origin: OriginView;
  readonly tags: readonly string[];
  readonly versions: readonly QuestionVersionView[];
  readonly usage: {
    /** How many attempts met it, in whatever version. */
    readonly attempts: number;
    readonly lastUsedAt: Date | null;
    /** Versions of quizzes that ask it of everybody. */
    readonly quizzes: readonly {
      readonly quizId: string;
      readonly title: string;
      readonly version: number;
      readonly questionVersion: number;
      readonly state: ReviewState;
    }[];
    /** Quizzes in use that may draw it from a pool. */
    readonly pools: readonly { readonly quizId: string; readonly title: string; readonly questionVersion: number }[];
    /** At each quiz where it was met: how many attempts met it, of how many there were. */
    readonly exposures: readonly {
      readonly quizId: string;
      readonly title: string;
      readonly asked: number;
      readonly attempts: number;
    }[];
  };
}

/** A question in a list, as its newest version has it. */
export interface QuestionSummary {
  readonly id: string;
  readonly programme: string;
  readonly slug: string;
  readonly type: QuestionDefinition['type'];
  readonly prompt: string;
  readonly topic: string;
  readonly level: QuestionDefinition['level'] | null;
  readonly safetyCritical: boolean;
  readonly competencies: readonly string[];
  readonly tags: readonly string[];
  readonly versionId: string;
  readonly version: number;
  readonly state: ReviewState;
  readonly recordedAt: Date;
}
