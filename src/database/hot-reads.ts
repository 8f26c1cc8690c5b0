import { DataSource } from 'typeorm';

type Values = (string | number)[];

/** Runs one prepared statement: the first row, or undefined. Values stand for `$1`, `$2` … in the order of their numbers. */
export type HotRead<Row> = (...values: Values) => Promise<Row | undefined>;

/** The same for every row. */
export type HotList<Row> = (...values: Values) => Promise<Row[]>;

/** Names a state of the whole database. Two are compared, nothing else. */
export type Mark = string | number;

interface SqliteStatement {
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
}

interface SqliteConnection {
  prepare(sql: string): SqliteStatement;
}

interface PostgresPool {
  query(question: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

/**
 * Reads that are asked thousands of times a second, past the ORM and its query building: prepared once, on the read-only
 * connection. Only for what is committed; inside an action use `unitOfWork.manager`.
 */
export class HotReads {
  private count = 0;
  private readonly readMark: HotRead<{ data_version: Mark }>;

  constructor(private readonly reader: DataSource) {
    // SQLite counts what other connections commit, and this one only reads. A snapshot of PostgreSQL names the transactions
    // that are visible: where two are alike, so is everything that can be seen.
    this.readMark = this.prepare(
      this.isOnPostgres ? 'SELECT pg_current_snapshot()::text AS "data_version"' : 'PRAGMA data_version',
    );
  }

  /** Differs whenever anything at all was committed since, by any node. It costs less than reading what may have changed. */
  async mark(): Promise<Mark | undefined> {
    return (await this.readMark())?.data_version;
  }

  prepare<Row>(sql: string): HotRead<Row> {
    if (this.isOnPostgres) {
      const rows = this.onPostgres(sql);
      return async (...values) => (await rows(values))[0] as Row | undefined;
    }
    const { statement, bind } = this.onSqlite(sql);
    return async (...values) => statement.get(...bind(values)) as Row | undefined;
  }

  prepareList<Row>(sql: string): HotList<Row> {
    if (this.isOnPostgres) {
      const rows = this.onPostgres(sql);
      return (...values) => rows(values) as Promise<Row[]>;
    }
    const { statement, bind } = this.onSqlite(sql);
    return async (...values) => statement.all(...bind(values)) as Row[];
  }

  private get isOnPostgres(): boolean {
    return this.reader.options.type === 'postgres';
  }

  private onPostgres(text: string): (values: Values) => Promise<unknown[]> {
    const { master } = this.reader.driver as unknown as { master: PostgresPool };
    const name = `filiform_hot_${(this.count += 1)}`;
    return async (values) => (await master.query({ name, text, values })).rows;
  }

  /** SQLite's driver binds a list of values to plain question marks only: each takes the value of its number. */
  private onSqlite(sql: string): { statement: SqliteStatement; bind: (values: Values) => Values } {
    const { databaseConnection } = this.reader.driver as unknown as { databaseConnection: SqliteConnection };
    const places = [...sql.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number) - 1);
    const isInOrder = places.every((place, n) => place === n);
    const statement = databaseConnection.prepare(sql.replace(/\$\d+/g, '?'));
    return { statement, bind: isInOrder ? (values) => values : (values) => places.map((place) => values[place]) };
  }
}
