import { AsyncLocalStorage } from 'node:async_hooks';
import { DataSource, EntityManager } from 'typeorm';
import { translateDatabaseError } from './database-errors';

interface Action {
  readonly manager: EntityManager;
  readonly afterCommit: (() => void | Promise<void>)[];
}

/** Work that goes along with the next action, in its transaction. */
interface Companion {
  readonly work: () => Promise<void>;
  done: boolean;
}

export interface UnitOfWorkOptions {
  /** Actions wait for each other: SQLite has one connection, where overlapping transactions would share a rollback. */
  readonly queue: boolean;
  /** After so long an action is rolled back: a forgotten await must not hold everybody up. */
  readonly timeoutMilliseconds?: number;
  /** Told of whatever a listener throws after the commit: the action itself stands. */
  readonly onListenerFault?: (fault: unknown) => void;
}

/** How often an action is tried when PostgreSQL ends it for a deadlock or a serialisation failure. */
const TRIES = 4;

/**
 * One action, whole or not at all. The transaction is ambient: whatever runs inside `run` and reads or writes through
 * `manager` takes part in it, and an action begun inside another joins it.
 *
 * An action does nothing but database work: it may be run again from the start after a deadlock.
 */
export class UnitOfWork {
  private readonly ambient = new AsyncLocalStorage<Action>();
  private readonly companions = new AsyncLocalStorage<Companion>();
  private tail: Promise<unknown> = Promise.resolve();
  private underWay = 0;
  private accompanied = 0;
  private idle: (() => void)[] = [];

  constructor(
    private readonly writer: DataSource,
    private readonly reader: DataSource,
    private readonly options: UnitOfWorkOptions,
  ) {}

  /** What repositories read and write with: the ambient transaction, or outside any the read-only connection. */
  get manager(): EntityManager {
    return this.ambient.getStore()?.manager ?? this.reader.manager;
  }

  get isRunning(): boolean {
    return this.ambient.getStore() !== undefined;
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.isRunning) return work();
    this.underWay += 1;
    try {
      const { result, afterCommit } = await (this.options.queue ? this.inTurn(work) : this.attempt(work));
      for (const listener of afterCommit) await this.tell(listener);
      return result;
    } finally {
      this.underWay -= 1;
      if (this.underWay === 0) this.rest();
    }
  }

  /** Runs once the action has committed; not at all if it is rolled back. */
  afterCommit(listener: () => void | Promise<void>): void {
    const action = this.ambient.getStore();
    if (!action) throw new Error('afterCommit belongs inside unitOfWork.run');
    action.afterCommit.push(listener);
  }

  /** The first action begun within `body` also does `work`, in the same transaction: both stand, or neither. */
  async accompany<Result>(work: () => Promise<void>, body: () => Promise<Result>): Promise<Result> {
    this.accompanied += 1;
    try {
      return await this.companions.run({ work, done: false }, body);
    } finally {
      this.accompanied -= 1;
      if (this.accompanied === 0) this.companions.disable();
    }
  }

  /**
   * Waits until no other action holds this name, and holds it until this one ends: for a rule over several rows, which no
   * unique key can guard. Actions on SQLite take turns anyway.
   *
   * @param how `shared`: together with others who only rest on the rule, and with nobody who changes it.
   */
  async hold(name: string, how: 'alone' | 'shared' = 'alone'): Promise<void> {
    if (!this.isRunning) throw new Error('hold belongs inside unitOfWork.run');
    if (this.manager.connection.options.type !== 'postgres') return;
    const lock = how === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared';
    await this.manager.query(`SELECT ${lock}(hashtextextended($1, 0))`, [name]);
  }

  /** Resolves when no action is under way: a server that stops finishes what is in flight. */
  async settled(): Promise<void> {
    if (this.underWay > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  /** No action is under way. While a context is kept, Node 20 has every promise pay for it, those of mere reading too. */
  private rest(): void {
    this.ambient.disable();
    this.idle.splice(0).forEach((resolve) => resolve());
  }

  private inTurn<Result>(work: () => Promise<Result>) {
    const turn = this.tail.then(() => this.attempt(work));
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  private async attempt<Result>(work: () => Promise<Result>) {
    for (let left = TRIES; ; left -= 1) {
      const afterCommit: Action['afterCommit'] = [];
      const companion = this.companions.getStore();
      const whole = companion && !companion.done ? () => companion.work().then(work) : work;
      try {
        const result = await this.writer.transaction((manager) =>
          this.ambient.run({ manager, afterCommit }, () => this.withinTime(whole)),
        );
        if (companion) companion.done = true;
        return { result, afterCommit };
      } catch (fault) {
        if (left > 1 && isTransient(fault)) continue;
        throw translateDatabaseError(fault);
      }
    }
  }

  private async withinTime<Result>(work: () => Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const limit = this.options.timeoutMilliseconds ?? 15_000;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`An action took longer than ${limit} ms and was rolled back.`)), limit);
    });
    try {
      return await Promise.race([work(), timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async tell(listener: () => void | Promise<void>): Promise<void> {
    try {
      await listener();
    } catch (fault) {
      this.options.onListenerFault?.(fault);
    }
  }
}

/** PostgreSQL: 40001 serialization_failure, 40P01 deadlock_detected. SQLite actions queue and have neither. */
function isTransient(fault: unknown): boolean {
  return ['40001', '40P01'].includes(String((fault as { code?: unknown } | null)?.code));
}
