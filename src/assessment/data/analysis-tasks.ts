import type { ExportedSource, ExportResult, ImportReport } from '../domain/exchange/exchange';
import { formatOf, type KnownFormat } from '../exchange-formats';
import { DataSource, DataSourceOptions } from 'typeorm';
import { type DatabaseAddress, readOptions } from '../../database/data-source';
import { HotReads } from '../../database/hot-reads';
import { analyse, ItemAnalysis } from '../domain/item-analysis/analyse';
import { MarksCsv } from '../domain/item-analysis/marks-csv';
import { medianOf } from '../domain/item-analysis/moments';
import { wilson } from '../domain/item-analysis/intervals';
import type { PassRule } from '../domain/grade';
import type { Treatments } from '../domain/regrade/treatment';
import type { AttemptsCounted, QuizItemReport, QuizStatisticsView } from '../quiz-statistics';
import { AttemptsToCount } from './attempts-to-count';
import { ItemTimes } from './item-times';
import { MarksReader } from './marks-reader';

/** Marks from elsewhere. */
export interface CsvTask {
  readonly kind: 'csv';
  readonly csv: Uint8Array;
  readonly passMark: number | null;
}

/** The graded attempts of a quiz of ours. */
export interface QuizTask {
  readonly kind: 'quiz';
  readonly database: DatabaseAddress;
  readonly quizId: string;
  /** Of the version in use. */
  readonly title: string;
  readonly which: AttemptsCounted;
  readonly now: Date;
  /** What passes, for whoever sits it now. */
  readonly rule: PassRule;
  /** By which its attempts are scored, where a regrade has it so. */
  readonly treatments: Treatments;
}

/** A file of another program, to be read. */
export interface ReadTask {
  readonly kind: 'read';
  readonly format: KnownFormat;
  readonly bytes: Uint8Array;
}

/** Questions, to be written for another program and read back. */
export interface WriteTask {
  readonly kind: 'write';
  readonly format: KnownFormat;
  readonly sources: readonly ExportedSource[];
}

export type AnalysisTask = CsvTask | QuizTask | ReadTask | WriteTask;
export interface AnalysisResults {
  readonly csv: ItemAnalysis;
  readonly quiz: QuizStatisticsView | null;
  readonly read: ImportReport;
  readonly write: ExportResult;
}
export type AnalysisOf<Task extends AnalysisTask> = AnalysisResults[Task['kind']];

/** @throws Invalid naming what to mend. */
export function analyseCsv({ csv, passMark }: CsvTask): ItemAnalysis {
  const reader = new MarksCsv();
  reader.push(csv);
  return analyse(reader.end(), { passMark });
}

/** Everything that the graded attempts of a quiz say. */
export class QuizAnalyst {
  private readonly attempts: AttemptsToCount;
  private readonly marks: MarksReader;
  private readonly times: ItemTimes;
  private readonly quiz;

  constructor(reads: HotReads) {
    this.attempts = new AttemptsToCount(reads);
    this.marks = new MarksReader(reads);
    this.times = new ItemTimes(reads);
    this.quiz = reads.prepare<{ readonly slug: string; readonly programme: string }>(
      'SELECT "slug", "programme" FROM "quiz" WHERE "id" = $1',
    );
  }

  markOf(quizId: string, now: Date) {
    return this.attempts.markOf(quizId, now);
  }

  /** Of first attempts, 0 to 100. */
  async firstPercentagesOf(quizId: string, now: Date): Promise<number[]> {
    return (await this.attempts.list(quizId, 'first', now)).map(({ percentage }) => percentage);
  }

  /** `null` where there is no such quiz. */
  async analyse({ quizId, title, which, now, rule, treatments }: Omit<QuizTask, 'kind' | 'database'>): Promise<QuizStatisticsView | null> {
    const quiz = await this.quiz(quizId);
    if (!quiz) return null;
    const { passMark, passMarkStatus } = rule;
    const attempts = await this.attempts.list(quizId, which, now);
    const { marks, answers, versions } = await this.marks.read(attempts, treatments);
    const times = await this.times.read(attempts);
    const { items, ...test } = analyse(marks, { passMark, answers });
    const passed = attempts.filter((attempt) => attempt.passed).length;
    const share = attempts.length === 0 ? null : passed / attempts.length;
    return {
      quiz: { id: quizId, slug: quiz.slug, title, programme: quiz.programme },
      attemptsCounted: which,
      passMark,
      provisional: passMarkStatus === 'provisional',
      passed: { n: passed, share, interval: share === null ? null : wilson(share, attempts.length) },
      ...test,
      items: items.map((item, index): QuizItemReport => {
        const { questionId: id, slug, versionId, version: number, definition } = versions[index];
        const { type, prompt } = definition;
        const seconds = Float64Array.from(times.get(versionId) ?? []).sort();
        const median = medianOf(seconds);
        return {
          ...item,
          question: { id, slug, versionId, version: number, type, prompt },
          seconds: median === null ? null : { n: seconds.length, median },
        };
      }),
    };
  }
}

/** What a thread of its own does: where it needs the database it opens it for itself, to read only. */
export async function perform(task: AnalysisTask): Promise<AnalysisResults[AnalysisTask['kind']]> {
  switch (task.kind) {
    case 'csv':
      return analyseCsv(task);
    case 'read':
      return formatOf(task.format).read(task.bytes);
    case 'write':
      return formatOf(task.format).write.export(task.sources);
    case 'quiz':
      return analyseQuiz(task);
  }
}

async function analyseQuiz(task: QuizTask): Promise<QuizStatisticsView | null> {
  const options = { ...readOptions(task.database), entities: [], poolSize: 1 } as DataSourceOptions;
  const reader = await new DataSource(options).initialize();
  try {
    return await new QuizAnalyst(new HotReads(reader)).analyse(task);
  } finally {
    await reader.destroy();
  }
}
