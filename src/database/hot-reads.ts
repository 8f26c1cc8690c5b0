import { DataSource } from 'typeorm';

/** Runs one prepared statement: the first row, or undefined. Values stand for `$1`, `$2` … in the order of their numbers. */
export type HotRead<Row> = (...values: (string | number)[]) => Promise<Row | undefined>;

interface SqliteConnection {
  prepare(sql: string): { get(...values: unknown[]): unknown };
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

  constructor(private readonly reader: DataSource) {}

  prepare<Row>(sql: string): HotRead<Row> {
    if (this.reader.options.type === 'postgres') {
      const { master } = this.reader.driver as unknown as { master: PostgresPool };
      const name = `filiform_hot_${(this.count += 1)}`;
      return async (...values) => (await master.query({ name, text: sql, values })).rows[0] as Row | undefined;
    }
    const { databaseConnection } = this.reader.driver as unknown as { databaseConnection: SqliteConnection };
    // SQLite's driver binds a list of values to plain question marks only: each takes the value of its number.
    const places = [...sql.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number) - 1);
    const statement = databaseConnection.prepare(sql.replace(/\$\d+/g, '?'));
    return async (...values) => statement.get(...places.map((place) => values[place])) as Row | undefined;
  }
}
