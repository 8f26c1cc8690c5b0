import type { Requirement, Stage } from '../../training-record/requirement';
import {
  BINDING_WORDS,
  type Bounds,
  figureOf,
  type InForce,
  KIND_WORDS,
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

/** Told apart by shape as well as by words and colour: the same in print, in grey, and to those who do not see red. */
const STANDING_SIGNS: Record<Standing, string> = {
  permitted: 'check',
  'permitted-with-conditions': 'listed',
  silent: 'dash',
  unknown: 'question',
  contested: 'scales',
  prohibited: 'barred',
};

/** What a standing means to somebody who would practise. */
const STANDING_MEANS: Record<Standing, string> = {
  permitted:
    'The register records that this profession may practise it. It is not legal advice, and confers no authority.',
  'permitted-with-conditions':
    'The register records that this profession may practise it, under the conditions of its rules.',
  silent: 'The law does not speak of it. That is not permission: ask the regulator before practising.',
  unknown: 'We do not know. That is not permission: ask the regulator before practising.',
  contested: 'It is in dispute. That is not permission: ask the regulator before practising.',
  prohibited: 'The register records that this profession may not practise it.',
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
  return {
    code: standing,
    text: capitalised(STANDING_WORDS[standing]),
    tone,
    sign: STANDING_SIGNS[standing],
    means: STANDING_MEANS[standing],
    isPermission: standing === 'permitted' || standing === 'permitted-with-conditions',
  };
}

export function reviewInWords(state: ReviewState) {
  return { text: capitalised(REVIEW_WORDS[state]), tone: REVIEW_TONES[state] };
}

export interface RequirementInWords {
  readonly detail: string;
  readonly kind?: string;
  readonly stage?: string;
  readonly figure?: string | null;
  /** What stands beside the figure, always, while it may not be relied on. */
  readonly caveat?: string | null;
  readonly bearer?: string | null;
  readonly doubt?: string;
  readonly appliesFrom?: string;
  readonly group?: string;
  readonly members?: readonly RequirementInWords[];
}

/** @param caveat what stands beside each figure that may not be relied on; null where they may. */
export function requirementInWords(
  requirement: Requirement,
  wording: Wording,
  caveat: string | null = null,
): RequirementInWords {
  if ('anyOf' in requirement) {
    const members = requirement.anyOf.map((item) => requirementInWords(item, wording, caveat));
    return { detail: requirement.detail ?? 'One of several ways', group: 'One of these is enough:', members };
  }
  if ('allOf' in requirement) {
    const members = requirement.allOf.map((item) => requirementInWords(item, wording, caveat));
    return { detail: requirement.detail ?? 'All of these', group: 'All of these together:', members };
  }
  const { kind, stage, bearer, doubt, appliesFrom, topic } = requirement;
  const figure = figureOf(requirement);
  return {
    detail: requirement.detail,
    kind: topic ? `${capitalised(KIND_WORDS[kind])} (${unhyphened(topic)})` : capitalised(KIND_WORDS[kind]),
    stage: STAGES[stage],
    figure: figure && capitalised(figure),
    caveat: figure && caveat,
    bearer: bearer === 'practitioner' ? null : `Asked of the ${unhyphened(bearer)}`,
    ...(doubt ? { doubt } : {}),
    ...(appliesFrom ? { appliesFrom: wording.day(appliesFrom) } : {}),
  };
}

/** Requirements under the heading of when they are asked, in the order in which somebody meets them. */
function byStage(requirements: readonly Requirement[], wording: Wording, caveat: string | null) {
  return (Object.keys(STAGES) as Stage[])
    .map((stage) => ({
      stage: STAGES[stage],
      requirements: requirements
        .filter((requirement) => stageOf(requirement) === stage)
        .map((requirement) => withoutStage(requirementInWords(requirement, wording, caveat), STAGES[stage])),
    }))
    .filter((group) => group.requirements.length > 0);
}

/** Of a group, when its first member is asked. */
function stageOf(requirement: Requirement): Stage {
  if ('anyOf' in requirement) return stageOf(requirement.anyOf[0]);
  if ('allOf' in requirement) return stageOf(requirement.allOf[0]);
  return requirement.stage;
}

/** The heading says it already; only what is asked at another time says so itself. */
function withoutStage({ stage, members, ...rest }: RequirementInWords, heading: string): RequirementInWords {
  return {
    ...rest,
    ...(stage && stage !== heading ? { stage } : {}),
    ...(members ? { members: members.map((member) => withoutStage(member, heading)) } : {}),
  };
}

/** `Since 18 April 2022`, `From 1 August 2018 to 2 December 2023`, `Since a day not known`. */
export function periodInWords({ from, fromBounds, to, toBounds }: InForce, wording: Wording): string {
  const between = (bounds: Bounds | undefined) => {
    const { earliest = null, latest = null } = bounds ?? {};
    if (earliest && latest) return `a day between ${wording.day(earliest)} and ${wording.day(latest)}`;
    if (latest) return `a day not after ${wording.day(latest)}`;
    return earliest ? `a day not before ${wording.day(earliest)}` : 'a day not known';
  };
  const start = from ? wording.day(from) : between(fromBounds);
  if (to === null && !toBounds) return `Since ${start}`;
  return `From ${start} to ${to ? wording.day(to) : between(toBounds)}`;
}

/** Only an official publisher's address becomes a link; whatever is not the web's never does. */
export function officialLink({ official, url }: { readonly official?: boolean; readonly url?: string }): string | null {
  return official && url && /^https?:\/\//i.test(url) ? url : null;
}

/** One rule with everything the register holds of it, always with its review and how sure we are. */
export function presentRule(rule: RuleView, wording: Wording, reviewers: ReadonlyMap<string, string> = new Map()) {
  const { review, instrument } = rule;
  const caveat = rule.printable ? null : review.state === 'verified' ? 'held back' : 'unverified';
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
    period: periodInWords(rule.inForce, wording),
    uncertain: rule.certainty === 'in-force' ? null : 'Whether it is in force on that day is not known.',
    instrument: instrument && {
      citation: instrument.citation,
      kind: unhyphened(instrument.kind),
      binding: BINDING_WORDS[instrument.binding],
      publisher: instrument.publisher,
      address: officialLink(instrument),
    },
    requirements: rule.requirements.map((requirement) => requirementInWords(requirement, wording, caveat)),
    stages: byStage(rule.requirements, wording, caveat),
    hold: rule.hold,
    sources: rule.sources.map(({ url, publisher, official, kind, asOf, supports }) => ({
      publisher,
      kind,
      asOf,
      supports,
      address: officialLink({ official, url }),
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
    watchNotes: rule.watchNotes.map(({ expectedOn, text, source }) => ({
      expectedOn: expectedOn && wording.day(expectedOn),
      text,
      source,
    })),
    recordedOn: wording.dayOfMoment(new Date(rule.recordedAt)),
    digest: rule.digest,
  };
}
