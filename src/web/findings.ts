import type { Finding, GroupFinding, SingleFinding, Verdict } from '../training-record/requirement';

/** One finding ready to be shown: a verdict in words, what was asked, what is still owed. */
export interface FindingInWords {
  readonly verdict: Verdict;
  readonly verdictInWords: string;
  readonly detail: string;
  readonly explanation: string;
  readonly doubt?: string;
  /** For a group: how its members count. */
  readonly group?: string;
  readonly members?: readonly FindingInWords[];
}

const IN_WORDS: Record<Verdict, string> = { met: 'Shown', 'not-met': 'Still owed', 'cannot-tell': 'Cannot be told' };

export function inWords(finding: Finding): FindingInWords {
  const { verdict, explanation } = finding;
  const base = { verdict, verdictInWords: IN_WORDS[verdict], explanation };
  if ('anyOf' in finding && finding.anyOf) {
    return {
      ...base,
      detail: finding.detail ?? 'One of several ways',
      group: 'One of these is enough:',
      members: finding.anyOf.map(inWords),
    };
  }
  if ('allOf' in finding && finding.allOf) {
    return {
      ...base,
      detail: finding.detail ?? 'All of these',
      group: 'All of these together:',
      members: finding.allOf.map(inWords),
    };
  }
  const { detail, doubt } = finding as SingleFinding;
  return { ...base, detail, ...(doubt ? { doubt } : {}) };
}

export function owed(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ verdict }) => verdict !== 'met');
}

export function isGroup(finding: Finding): finding is GroupFinding {
  return 'anyOf' in finding || 'allOf' in finding;
}
