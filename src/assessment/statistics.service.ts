import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings';
import { HotReads, type Mark } from '../database/hot-reads';
import { Clock } from '../kernel/clock';
import { NotFound } from '../kernel/errors';
import { AnalysisDesk } from './data/analysis-desk';
import { analyseCsv, QuizAnalyst, type QuizTask } from './data/analysis-tasks';
import { QuizBank } from './data/quiz-bank';
import { RegradeBook } from './data/regrade-book';
import type { PassRule } from './domain/grade';
import type { ItemAnalysis } from './domain/item-analysis/analyse';
import { PassRules } from './pass-rules.service';
import type { AttemptsCounted, QuizStatisticsView } from './quiz-statistics';

/** An analysis of more attempts, or of a larger file, has a thread of its own; starting one costs more than a small one. */
const SMALL_QUIZ = 200;
const SMALL_FILE = 100 * 1024;
/** Quizzes whose statistics are kept. */
const MOST_KEPT = 200;

interface Kept {
  /** Of the runs in force on which the answer rests. */
  readonly mark: string;
  /** Of the whole database, when that was last compared. */
  databaseMark: Mark | undefined;
  readonly view: Promise<QuizStatisticsView>;
}

/**
 * What marks say of a test. Statistics of a quiz are computed when the runs in force have changed since they last were, and
 * by one computation however many ask at once; looking at them costs no more than finding that nothing has changed.
 */
@Injectable()
export class Statistics {
  private readonly analyst: QuizAnalyst;
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly reads: HotReads,
    private readonly bank: QuizBank,
    private readonly rules: PassRules,
    private readonly regrades: RegradeBook,
    private readonly desk: AnalysisDesk,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.analyst = new QuizAnalyst(reads);
  }

  /** @throws NotFound */
  async ofQuiz(quizId: string, which: AttemptsCounted): Promise<QuizStatisticsView> {
    const key = `${quizId}/${which}`;
    const databaseMark = await this.reads.mark();
    const known = this.kept.get(key);
    if (known && databaseMark !== undefined && known.databaseMark === databaseMark) return known.view;

    const now = this.clock.now();
    const { title, rule } = await this.ruleOf(quizId, now);
    const { runs, mark: marked } = await this.analyst.markOf(quizId, now);
    const mark = `${marked}/${rule.passMark}/${rule.passMarkStatus}/${title}`;
    if (known?.mark === mark) {
      known.databaseMark = databaseMark;
      return known.view;
    }
    const treatments = await this.regrades.treatmentsOf(quizId);
    const view = this.compute({ quizId, title, which, now, rule, treatments }, runs);
    this.keep(key, { mark, databaseMark, view });
    return view;
  }

  /**
   * Marks from elsewhere.
   *
   * @param passMark per cent of the maximum mark; `null`: no decision rests on it.
   * @throws Invalid naming every line and column to mend.
   */
  async ofMarks(csv: Uint8Array, passMark: number | null): Promise<ItemAnalysis> {
    const task = { kind: 'csv', csv, passMark } as const;
    return csv.length <= SMALL_FILE ? analyseCsv(task) : this.desk.run(task);
  }

  /** Per cent that each candidate reached at the first attempt. */
  firstPercentagesOf(quizId: string): Promise<number[]> {
    return this.analyst.firstPercentagesOf(quizId, this.clock.now());
  }

  private async ruleOf(quizId: string, now: Date): Promise<{ title: string; rule: PassRule }> {
    if (!(await this.bank.findQuiz(quizId))) throw new NotFound('That quiz');
    const edition = await this.bank.editionInUse(quizId);
    const { passMark, passMarkStatus } = await this.rules.at(edition, now);
    return { title: edition.content.title, rule: { passMark, passMarkStatus } };
  }

  private async compute(asked: Omit<QuizTask, 'kind' | 'database'>, runs: number): Promise<QuizStatisticsView> {
    const { databaseUrl, dataDir } = this.settings;
    const view =
      runs <= SMALL_QUIZ
        ? await this.analyst.analyse(asked)
        : await this.desk.run({ kind: 'quiz', database: { databaseUrl, dataDir }, ...asked });
    if (!view) throw new NotFound('That quiz');
    return view;
  }

  private keep(key: string, kept: Kept): void {
    this.kept.delete(key);
    this.kept.set(key, kept);
    kept.view.catch(() => {
      if (this.kept.get(key) === kept) this.kept.delete(key);
    });
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT) this.kept.delete(oldest);
  }
}
