/** Which attempts decide the grade of a quiz. */
export type GradeMethod = 'first' | 'last' | 'best' | 'mean';

/** One graded attempt. One that is void has no grade: it counts as used and for nothing else. */
export interface GradedAttempt {
  readonly number: number;
  /** 0 to 100. */
  readonly percentage: number;
  readonly passed: boolean;
  readonly provisional: boolean;
  readonly failedSafetyTopics: readonly string[];
}

export interface QuizGrade {
  readonly method: GradeMethod;
  /** 0 to 100, two decimals, never rounded up. */
  readonly percentage: number;
  readonly passed: boolean;
  readonly provisional: boolean;
  /** The numbers of the attempts that it rests on. */
  readonly attempts: readonly number[];
}

const ROUNDING = 1e-9;

/**
 * The grade of a quiz; `null` while nothing is graded. A pass is better than any fail, whatever the percentage, since a
 * fail on safety may have more marks. The mean passes at the pass mark when the newest attempt failed nothing on safety:
 * what was dangerous once may be learned, but not averaged away.
 */
export function gradeOfQuiz(
  method: GradeMethod,
  attempts: readonly GradedAttempt[],
  passMark: number,
): QuizGrade | null {
  if (attempts.length === 0) return null;
  const inOrder = attempts.toSorted((one, other) => one.number - other.number);
  const newest = inOrder[inOrder.length - 1];
  if (method === 'mean') {
    const mean = inOrder.reduce((sum, { percentage }) => sum + percentage, 0) / inOrder.length;
    return {
      method,
      percentage: Math.floor((mean + ROUNDING) * 100) / 100,
      passed: mean + ROUNDING >= passMark && newest.failedSafetyTopics.length === 0,
      provisional: inOrder.some(({ provisional }) => provisional),
      attempts: inOrder.map(({ number }) => number),
    };
  }
  const { number, percentage, passed, provisional } =
    method === 'first' ? inOrder[0] : method === 'last' ? newest : inOrder.reduce(better);
  return { method, percentage, passed, provisional, attempts: [number] };
}

function better(one: GradedAttempt, other: GradedAttempt): GradedAttempt {
  if (one.passed !== other.passed) return one.passed ? one : other;
  return other.percentage > one.percentage ? other : one;
}
