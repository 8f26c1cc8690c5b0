import type { RequirementKind, SingleRequirement } from '../../training-record/requirement';
import type { ReviewState } from './review';
import type { Binding, InForce, Standing } from './rule';

export const STANDING_WORDS: Record<Standing, string> = {
  permitted: 'permitted',
  'permitted-with-conditions': 'permitted with conditions',
  silent: 'silent: the law does not speak of it',
  unknown: 'unknown',
  contested: 'contested',
  prohibited: 'prohibited',
};

export const REVIEW_WORDS: Record<ReviewState, string> = {
  verified: 'verified against the primary text',
  'review-overdue': 'review overdue',
  unverified: 'not verified against the primary text',
  refused: 'refused at its review',
};

export const BINDING_WORDS: Record<Binding, string> = {
  law: 'law',
  'regulator-guidance': 'guidance of the regulator',
  'professional-guidance': 'guidance of the profession',
  'insurer-condition': 'condition of an insurer',
};

export const KIND_WORDS: Record<RequirementKind, string> = {
  'practice-hours': 'hours in practice',
  'minimum-age': 'least age',
  indemnity: 'indemnity insurance',
  'training-hours': 'hours of training',
  'in-person-hours': 'hours in person',
  'didactic-hours': 'hours of theory',
  'practical-hours': 'practical hours',
  'licensed-years': 'time licensed',
  'practice-years': 'time in practice',
  'supervised-treatments': 'supervised treatments',
  'treatments-performed': 'treatments already performed',
  'completion-window': 'time allowed to finish',
  'filing-window': 'time allowed to file',
  examination: 'examination',
  'course-approval': 'approval of the course',
  'coursework-topics': 'topics of the course',
  'board-registration': 'registration',
  'premises-registration': 'registration of the premises',
  'informed-consent': 'informed consent',
  'delegation-ban': 'ban on delegation',
  'record-keeping': 'record keeping',
  'sterile-technique': 'sterile technique',
  referral: 'referral',
  'display-or-title': 'display or title',
  'anatomical-limit': 'anatomical limit',
  'technique-limit': 'limit of technique',
  'licence-standing': 'standing of the licence',
  'academic-degree': 'academic degree',
  'life-support': 'life support',
  supervision: 'supervision',
  competence: 'competence',
  'continuing-education': 'continuing education',
  'adverse-event-report': 'report of an adverse event',
  'patient-assessment': 'assessment of the patient',
  notification: 'notification',
  other: 'other condition',
  'lessons-completed': 'lessons completed',
  'quiz-passed': 'quiz passed',
  'sign-off': 'sign-off',
  'evidence-in-date': 'evidence in date',
};

/** `at least 40 hours`, `more than 50 percent`, `at most 4 years`; null where the requirement has no figure. */
export function figureOf({ minimum, exclusiveMinimum, maximum, unit }: SingleRequirement): string | null {
  const of = (value: number) => `${value} ${value === 1 ? (unit ?? '').replace(/s$/, '') : (unit ?? '')}`.trim();
  const parts = [
    minimum === undefined ? [] : [`at least ${of(minimum)}`],
    exclusiveMinimum === undefined ? [] : [`more than ${of(exclusiveMinimum)}`],
    maximum === undefined ? [] : [`at most ${of(maximum)}`],
  ].flat();
  return parts.length === 0 ? null : parts.join(' and ');
}

/** `from 2022-04-18`, `from 2018-08-01 to 2023-12-02`, `from a day not known …`. */
export function periodOf({ from, fromBounds, to, toBounds }: InForce): string {
  const between = (earliest: string | null | undefined, latest: string | null | undefined) =>
    earliest && latest
      ? `a day between ${earliest} and ${latest}`
      : latest
        ? `a day not after ${latest}`
        : earliest
          ? `a day not before ${earliest}`
          : 'a day not known';
  const start = from ?? between(fromBounds?.earliest, fromBounds?.latest);
  const end = to ?? (toBounds ? between(toBounds.earliest, toBounds.latest) : null);
  return end === null ? `from ${start}` : `from ${start} to ${end}`;
}
