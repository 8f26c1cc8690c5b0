import type { Outcome, RuleSet, RuleView, ScopeEvaluation } from '../../scope-of-practice/rule-set';
import { inWords } from '../findings';
import { officialLink, reviewInWords, standingInWords } from '../scope/rule-presenter';
import { capitalised, unhyphened } from '../wording';

/** What the record of the law says of the holder: a certificate is issued whatever it says. */
const OUTCOMES: Record<Outcome, { tone: 'plain' | 'bad' | 'careful'; text: string }> = {
  meets: { tone: 'plain', text: 'The training record meets every recorded requirement that it can answer.' },
  'does-not-meet': { tone: 'bad', text: 'The holder does not meet what is recorded of the law.' },
  'cannot-tell': { tone: 'careful', text: 'The training record cannot tell whether the holder meets it.' },
};

/** What a certificate issued now would record of the law of a place, and which of it could be printed. */
export function lawPreview(set: RuleSet, { outcome, requirements }: ScopeEvaluation) {
  return {
    place: set.jurisdiction.name,
    code: set.jurisdiction.code,
    fictional: set.jurisdiction.fictional,
    profession: unhyphened(set.profession),
    hasRules: set.rules.length > 0,
    standing: standingInWords(set.standing, set.review),
    review: reviewInWords(set.review),
    outcome: OUTCOMES[outcome],
    rules: set.rules.map(ruleLine),
    findings: requirements.map(inWords),
    printable: set.printable,
    version: set.version,
    address: `/scope-of-practice/${set.jurisdiction.code}?${new URLSearchParams({ profession: set.profession }).toString()}`,
  };
}

function ruleLine({ id, version, instrument, rule, printable, notPrintableBecause }: RuleView) {
  return {
    citation: instrument?.citation ?? 'No instrument is recorded',
    rule: rule === 'authority' ? null : capitalised(unhyphened(rule)),
    official: instrument && officialLink(instrument),
    printable,
    because: notPrintableBecause,
    address: `/registry/rules/${id}/${version}`,
  };
}
