import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import * as path from 'node:path';
import { Worker } from 'node:worker_threads';
import { DomainError } from '../../kernel/errors';
import { AnalysisOf, AnalysisTask } from './analysis-tasks';
import type { Outcome } from './analysis.worker';

/** So many at once: the other processors answer requests. */
const AT_ONCE = 1;
/** Whoever comes after so many waits elsewhere. */
const MOST_WAITING = 16;
/** Megabytes that one task may hold besides its arrays of marks, and the bytes of its file. */
const HEAP = 400;

export class TooManyAnalyses extends DomainError {
  constructor() {
    super('too-many-requests', 'too-many-requests', 'Much is being worked out just now. Try again in a minute.', {
      retryAfterSeconds: 60,
    });
  }
}

/** Works out what takes long in threads of their own, statistics and files of questions alike, so that nobody else waits. */
@Injectable()
export class AnalysisDesk implements OnApplicationShutdown {
  private readonly waiting: (() => void)[] = [];
  private readonly running = new Set<Worker>();
  private underWay = 0;
  private closed = false;

  /** @throws TooManyAnalyses */
  async run<Task extends AnalysisTask>(task: Task): Promise<AnalysisOf<Task>> {
    if (this.underWay >= AT_ONCE && this.waiting.length >= MOST_WAITING) throw new TooManyAnalyses();
    while (this.underWay >= AT_ONCE && !this.closed) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    if (this.closed) throw new TooManyAnalyses();
    this.underWay += 1;
    try {
      return (await this.inThread(task)) as AnalysisOf<Task>;
    } finally {
      this.underWay -= 1;
      this.waiting.shift()?.();
    }
  }

  /** Whoever waits is sent away, and what runs is cut off: nothing is lost but the computing. */
  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    this.waiting.splice(0).forEach((goOn) => goOn());
    await Promise.all([...this.running].map((worker) => worker.terminate()));
  }

  private inThread(task: AnalysisTask): Promise<unknown> {
    const extension = path.extname(__filename);
    const worker = new Worker(path.join(__dirname, `analysis.worker${extension}`), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: HEAP },
      // Run from source, as tests do, the thread compiles what it loads.
      ...(extension === '.ts' ? { execArgv: ['--require', 'ts-node/register/transpile-only'] } : {}),
    });
    this.running.add(worker);
    return new Promise<unknown>((resolve, reject) => {
      worker.once('message', (outcome: Outcome) => {
        if ('result' in outcome) return resolve(outcome.result);
        const { kind, code, message, facts } = outcome.refusal;
        reject(new DomainError(kind, code, message, facts));
      });
      worker.once('error', (cause) => reject(new Error('An analysis failed', { cause })));
      worker.once('exit', () => reject(new Error('An analysis ended before it was done')));
    }).finally(() => this.running.delete(worker));
  }
}
