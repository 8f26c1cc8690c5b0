import type { Finding, Verdict } from '../../training-record/requirement';
import type { Standing } from './rule';
import { permits } from './standing';

export type Outcome = 'meets' | 'does-not-meet' | 'cannot-tell';

/**
 * Whether a person may, as far as the register and the record can say. A prohibition is never met; silence, dispute and
 * not knowing are never permission; else one requirement that is not met decides, then one that cannot be told.
 */
export function outcomeOf(standing: Standing, verdicts: readonly Verdict[]): Outcome {
  if (standing === 'prohibited') return 'does-not-meet';
  if (!permits(standing)) return 'cannot-tell';
  if (verdicts.includes('not-met')) return 'does-not-meet';
  return verdicts.includes('cannot-tell') ? 'cannot-tell' : 'meets';
}

/** A person's record held against what one rule asks. */
export interface RuleFindings {
  readonly id: string;
  readonly version: number;
  readonly outcome: Outcome;
  readonly requirements: readonly Finding[];
}

/** A person's record held against all that applies in a place. */
export interface ScopeEvaluation {
  readonly outcome: Outcome;
  readonly standing: Standing;
  /** Of all the rules, one after the other. */
  readonly requirements: readonly Finding[];
  readonly rules: readonly RuleFindings[];
}
