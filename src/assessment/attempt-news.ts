import { BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work';

/** Whoever wants to be told when something about one attempt changed. */
export interface Listener {
  /** Look again: something was committed. */
  readonly changed: () => void;
  /** No more news: the house closes, or too many listen. */
  readonly end: () => void;
}

/** Browsers of one candidate that may listen at once; the oldest makes room. */
const LISTENERS_PER_ATTEMPT = 6;

/** Tells those who listen that something about an attempt changed: only that, what it is they ask themselves. */
@Injectable()
export class AttemptNews implements BeforeApplicationShutdown {
  private readonly listeners = new Map<string, Set<Listener>>();
  private isClosing = false;

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Returns how to stop listening. */
  listen(attemptId: string, listener: Listener): () => void {
    if (this.isClosing) {
      listener.end();
      return () => undefined;
    }
    const all = this.listeners.get(attemptId) ?? new Set<Listener>();
    this.listeners.set(attemptId, all.add(listener));
    const [oldest] = all;
    if (all.size > LISTENERS_PER_ATTEMPT) oldest.end();
    return () => {
      all.delete(listener);
      if (all.size === 0 && this.listeners.get(attemptId) === all) this.listeners.delete(attemptId);
    };
  }

  /** Belongs inside the action that changes something. */
  tellWhenCommitted(attemptId: string): void {
    this.unitOfWork.afterCommit(() => {
      for (const { changed } of this.listeners.get(attemptId) ?? []) changed();
    });
  }

  /** An open stream would keep the server from closing. */
  beforeApplicationShutdown(): void {
    this.isClosing = true;
    for (const { end } of [...this.listeners.values()].flatMap((all) => [...all])) end();
  }
}
