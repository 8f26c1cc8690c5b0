import type { Finding, RequirementKind, Verdict } from '../../training-record/requirement';
import { isGroup } from '../findings';

/** Somebody of a cohort, with what one scheme asks of them. */
export interface Learner {
  readonly id: string;
  readonly name: string;
  readonly findings: readonly Finding[];
}

export interface Cell {
  readonly verdict: Verdict;
  readonly words: string;
  readonly explanation: string;
}

export interface Matrix {
  /** What a column is called where there is little room, and what is asked in it. */
  readonly columns: readonly { readonly label: string; readonly asked: string; readonly shown: number }[];
  readonly rows: readonly {
    readonly id: string;
    readonly name: string;
    readonly shown: number;
    readonly asked: number;
    readonly complete: boolean;
    readonly cells: readonly Cell[];
  }[];
}

const SHORT: Partial<Record<RequirementKind, string>> = {
  'lessons-completed': 'Lessons',
  'quiz-passed': 'Quiz',
  'supervised-treatments': 'Sessions',
  'treatments-performed': 'Sessions',
  'evidence-in-date': 'Papers',
  'licensed-years': 'Years',
  'practice-years': 'Years',
};

const WORDS: Record<Verdict, string> = { met: 'Shown', 'not-met': 'Still owed', 'cannot-tell': 'Cannot be told' };

/** People down, requirements across; whoever has most to show still comes first, for they need their instructor most. */
export function matrixOf(learners: readonly Learner[]): Matrix {
  const shown = (findings: readonly Finding[]) => findings.filter(({ verdict }) => verdict === 'met').length;
  const asked = learners[0]?.findings ?? [];
  return {
    columns: asked.map((finding, index) => ({
      label: labelOf(finding),
      asked: finding.detail ?? 'One of several ways',
      shown: learners.filter(({ findings }) => findings[index].verdict === 'met').length,
    })),
    rows: learners
      .toSorted((a, b) => shown(a.findings) - shown(b.findings) || a.name.localeCompare(b.name, 'en'))
      .map(({ id, name, findings }) => ({
        id,
        name,
        shown: shown(findings),
        asked: findings.length,
        complete: shown(findings) === findings.length,
        cells: findings.map(({ verdict, explanation }) => ({ verdict, words: WORDS[verdict], explanation })),
      })),
  };
}

function labelOf(finding: Finding): string {
  if (isGroup(finding)) return 'Ways';
  if (finding.kind === 'sign-off') return finding.competency ?? 'Sign-off';
  return SHORT[finding.kind] ?? (finding.kind.endsWith('-hours') ? 'Hours' : 'Other');
}
