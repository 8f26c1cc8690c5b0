import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work';
import type { Grade } from './domain/grade';
import type { PassChange } from './pass-changes.service';

/**
 * A result that its candidate could not have read on handing in: later marked, marked otherwise, or opened. `other-attempts`:
 * one of which the candidate need not be told, by which the pass of another attempt comes or goes.
 */
export interface NewResult {
  readonly because: 'marking' | 'cut-score' | 'other-attempts';
  readonly quizId: string;
  readonly attemptId: string;
  readonly personId: string;
  /** `null`: there was none, or no whole one. */
  readonly before: Grade | null;
  readonly after: Grade;
  readonly passes: readonly PassChange[];
}

/** Lets the rooms above know of new results, by whatever way they came about. */
@Injectable()
export class NewResults {
  private readonly listeners: ((result: NewResult) => void)[] = [];

  constructor(private readonly unitOfWork: UnitOfWork) {}

  listen(listener: (result: NewResult) => void): void {
    this.listeners.push(listener);
  }

  /** Belongs inside the action that records the result. */
  announceWhenCommitted(result: NewResult): void {
    this.unitOfWork.afterCommit(() => {
      for (const listener of this.listeners) listener(result);
    });
  }
}
