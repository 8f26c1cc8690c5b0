import type { RuleView } from '../../scope-of-practice/rule-set';
import { unhyphened } from '../wording';

/** What a rule is called in a list: `US-CO, physical therapist`, and which of several where it is not the main one. */
export function ruleName({
  jurisdiction,
  profession,
  rule,
}: Pick<RuleView, 'jurisdiction' | 'profession' | 'rule'>): string {
  const which = rule === 'authority' ? '' : ` (${unhyphened(rule)})`;
  return `${jurisdiction}, ${unhyphened(profession)}${which}`;
}
