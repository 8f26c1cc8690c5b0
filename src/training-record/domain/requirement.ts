import { Day } from '../../kernel/day';

/** When a requirement must be met. The programme's own scheme uses `certification`. */
export const STAGES = [
  'before-training',
  'before-supervised-practice',
  'before-independent-practice',
  'within-window',
  'continuing',
  'per-encounter',
  'certification',
] as const;
export type Stage = (typeof STAGES)[number];

/** Of whom it is asked: most often the practitioner. */
export const BEARERS = [
  'practitioner',
  'supervisor',
  'instructor',
  'course-provider',
  'course',
  'premises',
  'regulator',
] as const;
export type Bearer = (typeof BEARERS)[number];

export const LAW_KINDS = [
  'training-hours',
  'in-person-hours',
  'didactic-hours',
  'practical-hours',
  'licensed-years',
  'practice-years',
  'supervised-treatments',
  'completion-window',
  'filing-window',
  'examination',
  'course-approval',
  'coursework-topics',
  'board-registration',
  'premises-registration',
  'informed-consent',
  'delegation-ban',
  'record-keeping',
  'sterile-technique',
  'referral',
  'display-or-title',
  'anatomical-limit',
  'technique-limit',
  'licence-standing',
  'life-support',
  'supervision',
  'competence',
  'continuing-education',
  'adverse-event-report',
  'treatments-performed',
  'academic-degree',
  'patient-assessment',
  'notification',
  'practice-hours',
  'minimum-age',
  'indemnity',
  'other',
] as const;
export const SCHEME_KINDS = ['lessons-completed', 'quiz-passed', 'sign-off', 'evidence-in-date'] as const;
export type RequirementKind = (typeof LAW_KINDS)[number] | (typeof SCHEME_KINDS)[number];

export const UNITS = ['hours', 'years', 'months', 'days', 'sessions', 'percent', 'gauge', 'lessons', 'level'] as const;
export type Unit = (typeof UNITS)[number];

/** One thing asked. Which of the optional members a kind needs is said by its schema. */
export interface SingleRequirement {
  /** Stable within its rule version or scheme: `r3`, `final-quiz`. */
  readonly id: string;
  readonly kind: RequirementKind;
  readonly stage: Stage;
  readonly bearer: Bearer;
  /** At least this much, in `unit`. */
  readonly minimum?: number;
  /** More than this: South Dakota's "majority" is `exclusiveMinimum: 50, unit: percent`. */
  readonly exclusiveMinimum?: number;
  /** At most this much: windows and deadlines. */
  readonly maximum?: number;
  readonly unit?: Unit;
  /** The hours count only on this subject, where the rule divides them. */
  readonly topic?: string;
  /** Jurisdiction in which years must have been practised or a licence be held. */
  readonly jurisdiction?: string;
  /** The licence must have been held without a break since this day: New Jersey's older therapists. */
  readonly heldSince?: Day;
  /** What the law or the scheme says, in our words. */
  readonly detail: string;
  readonly appliesFrom?: Day;
  /** Why this one requirement is less sure than its rule ("single secondary source"). */
  readonly doubt?: string;
  /** Scheme kinds: which programme, quiz, competency and level, kind of evidence. */
  readonly programme?: string;
  readonly quiz?: string;
  readonly competency?: string;
  readonly level?: number;
  readonly regionTier?: number;
  readonly evidenceKind?: string;
}

export interface AnyOf {
  readonly id: string;
  readonly detail?: string;
  readonly anyOf: readonly Requirement[];
}

export interface AllOf {
  readonly id: string;
  readonly detail?: string;
  readonly allOf: readonly Requirement[];
}

/** The one language in which the scheme of certification and the law of a jurisdiction are both written. */
export type Requirement = SingleRequirement | AnyOf | AllOf;

export type Verdict = 'met' | 'not-met' | 'cannot-tell';

/** A fact that a verdict rests on. */
export interface Evidence {
  /** `lesson-completion`, `attendance`, `external-evidence`, `attempt`, `sign-off`, `logbook-entry`, `profile`. */
  readonly type: string;
  readonly id: string;
  readonly on: Day;
}

export interface SingleFinding extends SingleRequirement {
  readonly verdict: Verdict;
  /** What the record proves, in `unit`; absent where nothing is counted. */
  readonly found?: number;
  /** What is still to be shown, in `unit`. */
  readonly owed?: number;
  readonly evidence: readonly Evidence[];
  /** The verdict in a sentence: "12 of 40 in-person hours; 28 owed." */
  readonly explanation: string;
}

export interface GroupFinding {
  readonly id: string;
  readonly detail?: string;
  readonly verdict: Verdict;
  readonly explanation: string;
  readonly evidence: readonly Evidence[];
  readonly anyOf?: readonly Finding[];
  readonly allOf?: readonly Finding[];
}

export type Finding = SingleFinding | GroupFinding;
