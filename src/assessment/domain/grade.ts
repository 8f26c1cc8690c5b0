/** What decides whether an attempt passes. */
export interface PassRule {
  /** Per cent of the maximum mark. */
  readonly passMark: number;
  /** `provisional` until a panel has set it by standard setting. */
  readonly passMarkStatus: 'provisional' | 'set';
}

export interface MarkedItem {
  /** What was earned, as a part of the maximum mark: 0 to 1, and below 0 where being sure and wrong costs. */
  readonly fraction: number;
  /** 0 to 1, how right the answer itself was, whatever the behaviour made of it. Absent: the same as the fraction. */
  readonly rightness?: number;
  readonly maxMark: number;
  readonly safetyCritical: boolean;
  readonly topic: string;
  /** Nobody has marked it yet. */
  readonly awaitsMarking?: boolean;
}

export interface Grade {
  readonly mark: number;
  readonly maxMark: number;
  /** 0 to 100, two decimals, never rounded up: 79.999 does not read as a pass. */
  readonly percentage: number;
  readonly passed: boolean;
  /** The pass mark was not yet set by a panel. */
  readonly provisional: boolean;
  /** Topics of the safety-critical questions that were not wholly right: the topic, never the answer. */
  readonly failedSafetyTopics: readonly string[];
}

/** A third of a mark is not exact in binary: so much is forgiven, far below anything that an item could be worth. */
const ROUNDING = 1e-9;

/**
 * The pass rule: enough marks in all, and every safety-critical question wholly right, whatever the total. What nobody has
 * marked counts as nothing and fails no topic, but until it is marked the attempt does not pass.
 */
export function gradeOf(items: readonly MarkedItem[], { passMark, passMarkStatus }: PassRule): Grade {
  const sum = (value: (item: MarkedItem) => number) => items.reduce((total, item) => total + value(item), 0);
  const maxMark = sum((item) => item.maxMark);
  const mark = sum((item) => item.fraction * item.maxMark);
  const exact = maxMark === 0 ? 0 : Math.max((100 * mark) / maxMark, 0);
  const isMarked = items.every(({ awaitsMarking }) => !awaitsMarking);
  const failed = items.filter(
    ({ safetyCritical, fraction, rightness, awaitsMarking }) =>
      safetyCritical && !awaitsMarking && (rightness ?? fraction) < 1,
  );
  return {
    mark: Math.round(mark * 1e6) / 1e6,
    maxMark,
    percentage: Math.floor((exact + ROUNDING) * 100) / 100,
    passed: maxMark > 0 && exact + ROUNDING >= passMark && failed.length === 0 && isMarked,
    provisional: passMarkStatus === 'provisional',
    failedSafetyTopics: [...new Set(failed.map(({ topic }) => topic))],
  };
}

/** The result as the contract has it. */
export function gradeIn({ mark, maxMark, percentage, passed, provisional, failedSafetyTopics }: Grade): Grade {
  return { mark, maxMark, percentage, passed, provisional, failedSafetyTopics };
}
