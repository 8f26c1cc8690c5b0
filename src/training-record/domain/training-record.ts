import { Day } from '../../kernel/day';

export const DELIVERIES = ['in-person', 'live-online', 'self-paced', 'not-stated'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** Hours of teaching that somebody took part in. */
export interface Instruction {
  readonly source: 'lesson-completion' | 'attendance' | 'external-evidence';
  readonly id: string;
  readonly on: Day;
  /** Clock hours; 45 minutes are 0.75. */
  readonly hours: number;
  readonly delivery: Delivery;
  /** Theory, or hands-on; `null` where nobody said. */
  readonly mode: 'didactic' | 'practical' | null;
  /** `dry-needling` unless the source says otherwise; then the subject. */
  readonly subject: string;
}

export interface CompletedLesson {
  readonly id: string;
  readonly lessonId: string;
  readonly programme: string;
  readonly on: Day;
}

export interface QuizPass {
  readonly quizId: string;
  readonly quiz: string;
  readonly programme: string;
  readonly attemptId: string;
  readonly scoringRunId: string;
  readonly percentage: number;
  /** The pass mark was not yet set by a panel. */
  readonly provisional: boolean;
  readonly on: Day;
}

export interface SignOffInForce {
  readonly id: string;
  readonly competency: string;
  readonly level: number;
  readonly regionTier: number | null;
  readonly assessorId: string;
  readonly on: Day;
}

/** A treatment under supervision that the supervisor verified. */
export interface SupervisedTreatment {
  readonly id: string;
  readonly region: string;
  readonly regionTier: number;
  readonly supervisorId: string;
  readonly on: Day;
}

export interface Licence {
  /** Id of the profile version that stated it. */
  readonly id: string;
  readonly jurisdiction: string;
  readonly issuedOn: Day;
}

export interface DatedEvidence {
  readonly id: string;
  readonly kind: string;
  readonly on: Day;
  readonly validUntil: Day | null;
}

/** What a person has shown, as of the end of a day. Derived from the facts of the rooms below; never stored. */
export interface TrainingRecord {
  readonly personId: string;
  readonly asOf: Day;
  readonly profession: string | null;
  readonly licences: readonly Licence[];
  readonly instruction: readonly Instruction[];
  readonly lessons: readonly CompletedLesson[];
  /** How many lessons the version of each programme has that the person is enrolled on. */
  readonly programmes: readonly { readonly slug: string; readonly lessonIds: readonly string[] }[];
  readonly quizzes: readonly QuizPass[];
  readonly signOffs: readonly SignOffInForce[];
  readonly treatments: readonly SupervisedTreatment[];
  readonly evidence: readonly DatedEvidence[];
}
