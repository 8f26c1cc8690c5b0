import type { Requirement, Stage } from '../../training-record/requirement';
import {
  BINDING_WORDS,
  figureOf,
  KIND_WORDS,
  periodOf,
  REVIEW_WORDS,
  type ReviewState,
  type RuleView,
  type Standing,
  STANDING_WORDS,
} from '../../scope-of-practice/rule-set';
import { capitalised, unhyphened, Wording } from '../wording';

/** A standing as nobody can mistake it: only what is recorded as permitted looks like permission. */
const STANDING_TONES: Record<Standing, 'good' | 'plain' | 'careful' | 'bad'> = {
  permitted: 'good',
  'permitted-with-conditions': 'plain',
  silent: 'careful',
  unknown: 'careful',
  contested: 'careful',
  prohibited: 'bad',
};

/** What a standing means to somebody who would practise. */
const STANDING_MEANS: Record<Standing, string> = {
  permitted: 'The register records that this profession may. It is not legal advice, and confers no authority.',
  'permitted-with-conditions': 'The register records that this profession may, under the conditions below.',
  silent: 'The law does not speak of it. That is not permission: ask the regulator before practising.',
  unknown: 'We do not know. That is not permission: ask the regulator before practising.',
  contested: 'It is in dispute. That is not permission: ask the regulator before practising.',
  prohibited: 'The register records that this profession may not.',
};

const STAGES: Record<Stage, string> = {
  'before-training': 'Before training begins',
  'before-supervised-practice': 'Before practice under supervision',
  'before-independent-practice': 'Before practising alone',
  'within-window': 'Within a time after beginning',
  continuing: 'Continuing',
  'per-encounter': 'At every treatment',
  certification: 'For the certificate',
};

const REVIEW_TONES: Record<ReviewState, 'good' | 'careful' | 'bad'> = {
  verified: 'good',
  'review-overdue': 'careful',
  unverified: 'careful',
  refused: 'bad',
};

/** Permission looks like permission only where somebody has compared it with the law. */
export function standingInWords(standing: Standing, review: ReviewState) {
  const tone = standing === 'permitted' && review !== 'verified' ? 'plain' : STANDING_TONES[standing];
  return { text: capitalised(STANDING_WORDS[standing]), tone, means: STANDING_MEANS[standing] };
}

export function reviewInWords(state: ReviewState) {
  return { text: capitalised(REVIEW_WORDS[state]), tone: REVIEW_TONES[state] };
}

export interface RequirementInWords {
  readonly detail: string;
  readonly kind?: string;
  readonly stage?: string;
  readonly figure?: string | null;
  readonly bearer?: string | null;
  readonly doubt?: string;
  readonly appliesFrom?: string;
  readonly group?: string;
  readonly members?: readonly RequirementInWords[];
}

export function requirementInWords(requirement: Requirement, wording: Wording): RequirementInWords {
  if ('anyOf' in requirement) {
    const members = requirement.anyOf.map((item) => requirementInWords(item, wording));
    return { detail: requirement.detail ?? 'One of several ways', group: 'One of these is enough:', members };
  }
  if ('allOf' in requirement) {
    const members = requirement.allOf.map((item) => requirementInWords(item, wording));
    return { detail: requirement.detail ?? 'All of these', group: 'All of these together:', members };
  }
  const { kind, stage, bearer, doubt, appliesFrom } = requirement;
  return {
    detail: requirement.detail,
    kind: capitalised(KIND_WORDS[kind]),
    stage: STAGES[stage],
    figure: figureOf(requirement),
    bearer: bearer === 'practitioner' ? null : `Asked of the ${unhyphened(bearer)}`,
    ...(doubt ? { doubt } : {}),
    ...(appliesFrom ? { appliesFrom: wording.day(appliesFrom) } : {}),
  };
}

/** One rule with everything the register holds of it, always with its review and how sure we are. */
export function presentRule(rule: RuleView, wording: Wording, reviewers: ReadonlyMap<string, string> = new Map()) {
  const { review, instrument } = rule;
  return {
    id: rule.id,
    version: rule.version,
    jurisdiction: rule.jurisdiction,
    profession: unhyphened(rule.profession),
    intervention: unhyphened(rule.intervention),
    standing: standingInWords(rule.standing, review.state),
    standingWhy: rule.standingWhy,
    legalTerm: rule.legalTerm,
    summary: rule.summary,
    territory: rule.territory,
    period: capitalised(periodOf(rule.inForce)),
    uncertain: rule.certainty === 'in-force' ? null : 'Whether it is in force on that day is not known.',
    instrument: instrument && {
      citation: instrument.citation,
      kind: unhyphened(instrument.kind),
      binding: BINDING_WORDS[instrument.binding],
      publisher: instrument.publisher,
      // Only an official publisher's address becomes a link.
      address: instrument.official ? instrument.url : null,
    },
    requirements: rule.requirements.map((requirement) => requirementInWords(requirement, wording)),
    sources: rule.sources.map(({ url, publisher, official, kind, asOf, supports }) => ({
      publisher,
      kind,
      asOf,
      supports,
      address: official ? url : null,
    })),
    confidence: rule.confidence,
    confidenceWhy: rule.confidenceWhy,
    doubts: rule.doubts,
    review: {
      ...reviewInWords(review.state),
      by: review.reviewedBy && (reviewers.get(review.reviewedBy) ?? 'a registrar'),
      comparedWith: review.comparedWith,
      comparedOn: review.comparedOn && wording.day(review.comparedOn),
      dueOn: review.dueOn && wording.day(review.dueOn),
    },
    printable: rule.printable,
    notPrintableBecause: rule.notPrintableBecause,
    watchNotes: rule.watchNotes.map(({ expectedOn, text, source }) => ({ expectedOn: expectedOn && wording.day(expectedOn), text, source })),
    recordedOn: wording.dayOfMoment(new Date(rule.recordedAt)),
    digest: rule.digest,
  };
}
