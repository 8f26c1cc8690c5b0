/** What decides whether an attempt passes. */
export interface PassRule {
  /** Per cent of the maximum mark. */
  readonly passMark: number;
  /** `provisional` until a panel has set it by standard setting. */
  readonly passMarkStatus: 'provisional' | 'set';
}

export interface MarkedItem {
  readonly fraction: number;
  readonly maxMark: number;
  readonly safetyCritical: boolean;
  readonly topic: string;
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

/** The pass rule: enough marks in all, and every safety-critical question wholly right, whatever the total. */
export function gradeOf(items: readonly MarkedItem[], { passMark, passMarkStatus }: PassRule): Grade {
  const sum = (value: (item: MarkedItem) => number) => items.reduce((total, item) => total + value(item), 0);
  const maxMark = sum((item) => item.maxMark);
  const mark = sum((item) => item.fraction * item.maxMark);
  const exact = maxMark === 0 ? 0 : (100 * mark) / maxMark;
  const failed = items.filter(({ safetyCritical, fraction }) => safetyCritical && fraction < 1);
  return {
    mark: Math.round(mark * 1e6) / 1e6,
    maxMark,
    percentage: Math.floor((exact + ROUNDING) * 100) / 100,
    passed: maxMark > 0 && exact + ROUNDING >= passMark && failed.length === 0,
    provisional: passMarkStatus === 'provisional',
    failedSafetyTopics: [...new Set(failed.map(({ topic }) => topic))],
  };
}
