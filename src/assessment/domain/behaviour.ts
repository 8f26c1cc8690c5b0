/*
 * When a candidate learns how an answer fared, and what that does to its mark. A type says how right an answer is; the
 * behaviour says what it earns.
 */

export type Behaviour =
  /** Nothing is said before the end. */
  | { readonly kind: 'deferred' }
  /** An answer may be checked once, and then stands. */
  | { readonly kind: 'immediate' }
  /** A wrong answer may be given again; each wrong try costs a fraction of the mark. */
  | { readonly kind: 'several-tries'; readonly tries: number; readonly penalty: number }
  /** The candidate says how sure the answer is; being sure and wrong costs. */
  | { readonly kind: 'certainty' };

export type BehaviourKind = Behaviour['kind'];
export type Certainty = 1 | 2 | 3;

export const DEFERRED: Behaviour = { kind: 'deferred' };

/** How many times an answer to one question may be checked; 0: never. */
export function triesOf(behaviour: Behaviour): number {
  if (behaviour.kind === 'immediate') return 1;
  return behaviour.kind === 'several-tries' ? behaviour.tries : 0;
}

/** Whether nothing more may be answered: the answer was wholly right, or every try is used. */
export function isFinished(behaviour: Behaviour, fractionsChecked: readonly number[]): boolean {
  const tries = triesOf(behaviour);
  return tries > 0 && (fractionsChecked.length >= tries || fractionsChecked.some((fraction) => fraction === 1));
}

/**
 * What the tries at one question earn, first to last: the best of them, each less the penalty for every one before it. To
 * try again can therefore never take away what was earned.
 *
 * @param fractions 0 to 1, how right each try was.
 * @param penalty 0 to 1, of the whole mark.
 */
export function earnedByTries(fractions: readonly number[], penalty: number): number {
  return fractions.reduce((best, fraction, before) => Math.max(best, fraction - penalty * before), 0);
}

/**
 * Certainty-based marking after A. R. Gardner-Medwin (University College London): at certainty 1, 2 or 3 a right answer
 * earns 1, 2 or 3, and a wrong one 0, −2 or −6. To say 3 pays above 80 % certain, 2 above 67 %, so that honesty pays best.
 * Gardner-Medwin, A. R. (2006), "Confidence-based marking: towards deeper learning and better exams", in: Bryan and Clegg
 * (eds), Innovative Assessment in Higher Education; the same scheme stands in https://docs.moodle.org/en/Using_certainty-based_marking.
 */
export const CERTAINTY_MARKS: Readonly<Record<Certainty, { readonly right: number; readonly wrong: number }>> = {
  1: { right: 1, wrong: 0 },
  2: { right: 2, wrong: -2 },
  3: { right: 3, wrong: -6 },
};

/**
 * What an answer earns by how sure it was given, as a part of the maximum mark, which certainty 3 and right earns: from −2
 * to 1. The published scheme knows right and wrong alone; one that is partly right earns that part of what is earned by
 * being right, as Moodle has it.
 *
 * @param certainty `null`: none was stated. It counts as the lowest, which risks nothing.
 */
export function earnedByCertainty(fraction: number, certainty: Certainty | null): number {
  const { right, wrong } = CERTAINTY_MARKS[certainty ?? 1];
  return (fraction > 0 ? right * fraction : wrong) / CERTAINTY_MARKS[3].right;
}
