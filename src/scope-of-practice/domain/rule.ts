import type { Day } from '../../kernel/day';
import type { Requirement } from '../../training-record/requirement';

/**
 * From the freest to the strictest: the standing of several rules together is the strictest among them. *Silent*,
 * *unknown* and *contested* are no permission; doubt is stricter than silence, and a known dispute than not knowing.
 */
export const STANDINGS = [
  'permitted',
  'permitted-with-conditions',
  'silent',
  'unknown',
  'contested',
  'prohibited',
] as const;
export type Standing = (typeof STANDINGS)[number];

export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export type InstrumentKind =
  'statute' | 'regulation' | 'board-policy' | 'attorney-general-opinion' | 'court-decision' | 'guideline';

export type Binding = 'law' | 'regulator-guidance' | 'professional-guidance' | 'insurer-condition';

/** The act, rule or decision that says so. */
export interface Instrument {
  readonly kind: InstrumentKind;
  readonly citation: string;
  readonly url?: string;
  readonly publisher?: string;
  /** Only an official publisher's address is made a link; a mirror or a vendor is named without one. */
  readonly official?: boolean;
  readonly binding: Binding;
}

export interface Source {
  readonly url: string;
  readonly publisher: string;
  readonly official: boolean;
  readonly kind: 'primary' | 'secondary';
  /** The date the source bears, as it bears it: `about January 2026`. */
  readonly asOf: string | null;
  readonly supports: string;
}

/** Something proposed or expected. Never a rule. */
export interface WatchNote {
  readonly expectedOn: Day | null;
  readonly text: string;
  readonly source: string | null;
}

/** A day that is not known lies between these, both included; `null`: not bounded on that side either. */
export interface Bounds {
  readonly earliest: Day | null;
  readonly latest: Day | null;
  readonly why: string;
}

/** First and last day in force. `null` is an open end, with the bounds that are known beside it. */
export interface InForce {
  readonly from: Day | null;
  readonly fromBounds?: Bounds;
  readonly to: Day | null;
  readonly toBounds?: Bounds;
}

/** What one edition of a rule says: the part that a digest names for ever, and that a reviewer compares with the law. */
export interface RuleText {
  readonly standing: Standing;
  /** Where no source states the standing: what it was read from. */
  readonly standingWhy: string | null;
  readonly legalTerm: string | null;
  /** In our words. May name figures: print it only where the rule is printable. */
  readonly summary: string;
  /** Where in the jurisdiction it applies, if not everywhere. */
  readonly territory: string | null;
  readonly instrument: Instrument | null;
  readonly inForce: InForce;
  readonly requirements: readonly Requirement[];
  readonly sources: readonly Source[];
  readonly confidence: Confidence;
  readonly confidenceWhy: string;
  readonly doubts: readonly string[];
  /** Why no figure may be printed even after a review: the recorded text is known to be incomplete. */
  readonly hold: string | null;
  readonly watchNotes: readonly WatchNote[];
}

/** The same members for whatever carries a rule's text, so that its digest can be made again from a view or a snapshot. */
export function textOf(from: Omit<RuleText, 'standingWhy' | 'territory' | 'hold'> & Partial<RuleText>): RuleText {
  return {
    standing: from.standing,
    standingWhy: from.standingWhy ?? null,
    legalTerm: from.legalTerm,
    summary: from.summary,
    territory: from.territory ?? null,
    instrument: from.instrument,
    inForce: from.inForce,
    requirements: from.requirements,
    sources: from.sources,
    confidence: from.confidence,
    confidenceWhy: from.confidenceWhy,
    doubts: from.doubts,
    hold: from.hold ?? null,
    watchNotes: from.watchNotes,
  };
}
