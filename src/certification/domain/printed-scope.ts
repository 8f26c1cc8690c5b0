import { figureOf, periodOf, type RuleFindings, type RuleView } from '../../scope-of-practice/rule-set';
import type { Finding, Requirement, Verdict } from '../../training-record/requirement';
import { ScopeOnRecord } from './snapshot';

/*
 * What of the law may stand on paper. Figures and standings come only from rules that a registrar compared with the
 * primary text. Of any other rule the certificate names the instrument and the standing as recorded, and no figure: not
 * the requirements, not the summary, not the reason that is kept with the rule, and not the verdicts, for all of these
 * repeat the figures.
 */

/** One line of the table: a requirement, or the heading of a group. */
export interface PrintedRequirement {
  /** How deep it stands in groups. */
  readonly depth: number;
  /** `training-hours`, or `any-of` and `all-of` for the heading of a group. */
  readonly kind: string;
  readonly stage: string | null;
  /** Of whom it is asked, where that is not the practitioner. */
  readonly bearer: string | null;
  /** "at least 50 hours"; null where the law gives none. */
  readonly figure: string | null;
  readonly detail: string;
  readonly appliesFrom: string | null;
  readonly verdict: Verdict | null;
  readonly explanation: string | null;
}

/** Why a rule is only named. */
export type NamedBecause =
  'unverified' | 'refused' | 'review-overdue' | 'incomplete' | 'low-confidence' | 'dates-unknown';

export interface PrintedRule {
  readonly citation: string | null;
  readonly standing: string;
  readonly version: string;
  /** Where in the jurisdiction it applies, if not everywhere. */
  readonly territory: string | null;
  /** Null where it may be printed in full. */
  readonly namedBecause: NamedBecause | null;
  /** `from 2019-01-01`; null where it is only named. */
  readonly period: string | null;
  readonly comparedWith: string | null;
  readonly comparedOn: string | null;
  readonly requirements: readonly PrintedRequirement[];
}

export interface PrintedScope {
  /** No rule is recorded: nothing is known, which is not a permission. */
  readonly unknown: boolean;
  readonly standing: string;
  /** Null where every rule that applies may be printed. */
  readonly namedBecause: NamedBecause | null;
  /** The earliest day on which one of them was compared with its text; null unless all may be printed. */
  readonly verifiedOn: string | null;
  /** Whether the person meets it; null where that may not be printed. */
  readonly outcome: string | null;
  readonly rules: readonly PrintedRule[];
}

function namedBecause({ printable, review, hold, confidence, certainty }: RuleView): NamedBecause | null {
  if (printable) return null;
  if (review.state !== 'verified') return review.state;
  if (hold !== null) return 'incomplete';
  if (certainty !== 'in-force') return 'dates-unknown';
  return confidence === 'low' ? 'low-confidence' : 'unverified';
}

const partsOf = (item: Requirement | Finding | undefined) =>
  item === undefined
    ? []
    : 'anyOf' in item && item.anyOf
      ? item.anyOf
      : 'allOf' in item && item.allOf
        ? item.allOf
        : [];

/** Requirements one under another, each beside the finding that answers it. */
function printed(items: readonly Requirement[], findings: readonly Finding[], depth = 0): PrintedRequirement[] {
  return items.flatMap((item): PrintedRequirement[] => {
    const finding = findings.find(({ id }) => id === item.id);
    const answer = { verdict: finding?.verdict ?? null, explanation: finding?.explanation ?? null };
    if ('anyOf' in item || 'allOf' in item) {
      const kind = 'anyOf' in item ? 'any-of' : 'all-of';
      const heading = {
        depth,
        kind,
        stage: null,
        bearer: null,
        figure: null,
        detail: item.detail ?? '',
        appliesFrom: null,
        ...answer,
      };
      return [
        heading,
        ...printed(partsOf(item) as readonly Requirement[], partsOf(finding) as readonly Finding[], depth + 1),
      ];
    }
    const bearer = item.bearer === 'practitioner' ? null : item.bearer;
    const { kind, stage, detail, appliesFrom = null } = item;
    return [{ depth, kind, stage, bearer, figure: figureOf(item), detail, appliesFrom, ...answer }];
  });
}

function printedRule(rule: RuleView, evaluated: readonly RuleFindings[]): PrintedRule {
  const reason = namedBecause(rule);
  const named = {
    citation: rule.instrument?.citation ?? null,
    standing: rule.standing,
    version: String(rule.version),
    territory: rule.territory,
    namedBecause: reason,
  };
  if (reason !== null) return { ...named, period: null, comparedWith: null, comparedOn: null, requirements: [] };
  const findings = evaluated.find(({ id, version }) => id === rule.id && version === rule.version)?.requirements ?? [];
  return {
    ...named,
    period: periodOf(rule.inForce),
    comparedWith: rule.review.comparedWith,
    comparedOn: rule.review.comparedOn,
    requirements: printed(rule.requirements, findings),
  };
}

export function printedScope(scope: ScopeOnRecord): PrintedScope {
  const rules = scope.rules.map((rule) => printedRule(rule, scope.evaluation.rules));
  const unknown = rules.length === 0;
  const reason = rules.find((rule) => rule.namedBecause !== null)?.namedBecause ?? null;
  const inFull = !unknown && reason === null;
  const [verifiedOn = null] = rules.flatMap(({ comparedOn }) => (comparedOn === null ? [] : [comparedOn])).sort();
  return {
    unknown,
    standing: unknown ? 'unknown' : scope.standing,
    namedBecause: reason,
    verifiedOn: inFull ? verifiedOn : null,
    outcome: inFull ? scope.evaluation.outcome : null,
    rules,
  };
}
