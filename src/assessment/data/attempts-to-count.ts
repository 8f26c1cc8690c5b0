import type { HotList, HotRead, HotReads } from '../../database/hot-reads';
import type { AttemptsCounted } from '../quiz-statistics';

/** One graded attempt, by the scoring run in force. */
export interface CountedAttempt {
  readonly attemptId: string;
  readonly personId: string;
  readonly attemptNumber: number;
  readonly quizVersionId: string;
  readonly startedAt: string;
  readonly runId: string;
  readonly percentage: number;
  readonly passed: boolean;
}

type Row = Omit<CountedAttempt, 'passed'> & { readonly passed: boolean | 0 | 1; readonly waits: number };

/**
 * Runs that count at a moment, and those that wait for a panel, which needs to know how the test was answered. Of an attempt
 * with several it is the newest that counts, else the newest that waits.
 */
const RUNS_COUNTED = `FROM "attempt" a JOIN "scoring_run" r ON r."attemptId" = a."id"
  WHERE a."quizId" = $1 AND (r."inForceFrom" IS NULL OR r."inForceFrom" <= $2)`;

/** Which attempts of a quiz statistics rest on. */
export class AttemptsToCount {
  private readonly runs: HotList<Row>;
  private readonly mark: HotRead<{ readonly runs: number | string; readonly newest: string | null }>;

  constructor(reads: HotReads) {
    this.runs = reads.prepareList(
      `SELECT a."id" AS "attemptId", a."personId", a."number" AS "attemptNumber", a."quizVersionId", a."startedAt",
              r."id" AS "runId", r."percentage", r."passed", CASE WHEN r."inForceFrom" IS NULL THEN 1 ELSE 0 END AS "waits"
       ${RUNS_COUNTED} ORDER BY a."id", "waits" DESC, r."number"`,
    );
    this.mark = reads.prepare(`SELECT COUNT(*) AS "runs", MAX(r."id") AS "newest" ${RUNS_COUNTED}`);
  }

  /** Graded ones, in the order in which they began. */
  async list(quizId: string, which: AttemptsCounted, now: Date): Promise<CountedAttempt[]> {
    const newest = new Map<string, CountedAttempt>();
    for (const { waits: _waits, ...row } of await this.runs(quizId, now.toISOString())) {
      newest.set(row.attemptId, { ...row, passed: Boolean(row.passed) });
    }
    return which === 'all' ? [...newest.values()] : onePerPerson([...newest.values()], which);
  }

  /** How many runs there are, and a mark that differs as soon as the runs in force do. */
  async markOf(quizId: string, now: Date): Promise<{ readonly runs: number; readonly mark: string }> {
    const { runs = 0, newest = null } = (await this.mark(quizId, now.toISOString())) ?? {};
    return { runs: Number(runs), mark: `${runs}/${newest}` };
  }
}

function onePerPerson(attempts: readonly CountedAttempt[], which: Exclude<AttemptsCounted, 'all'>): CountedAttempt[] {
  const isRather: Record<typeof which, (one: CountedAttempt, other: CountedAttempt) => boolean> = {
    first: (one, other) => one.attemptNumber < other.attemptNumber,
    last: (one, other) => one.attemptNumber > other.attemptNumber,
    // Of two that are as good, the earlier.
    best: (one, other) =>
      one.percentage > other.percentage ||
      (one.percentage === other.percentage && one.attemptNumber < other.attemptNumber),
  };
  const chosen = new Map<string, CountedAttempt>();
  for (const attempt of attempts) {
    const known = chosen.get(attempt.personId);
    if (!known || isRather[which](attempt, known)) chosen.set(attempt.personId, attempt);
  }
  return attempts.filter((attempt) => chosen.get(attempt.personId) === attempt);
}
