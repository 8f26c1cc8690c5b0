import { DataSource } from 'typeorm';
import { someGround } from '../../test/support/a-house';
import { appendOnlyTables } from './append-only';
import { writeOptions } from './data-source';

describe('Given the migrations', () => {
  let ground: Awaited<ReturnType<typeof someGround>>;
  let dataSource: DataSource;

  beforeAll(async () => {
    ground = await someGround();
    dataSource = await new DataSource(writeOptions(ground.settings)).initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await ground.remove();
  });

  const isPostgres = () => ground.settings.databaseUrl !== null;
  const guarded = () => appendOnlyTables((sql) => dataSource.query(sql), isPostgres());

  it('when they have run, then the entities have nothing to add', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('when a fact is changed or deleted in any append-only table, then the database refuses', async () => {
    const tables = await guarded();
    expect(tables).toContain('audit_entry');
    // A row for the triggers to protect: constraints are off, since only the refusal is of interest.
    for (const table of tables) {
      const metadata = dataSource.entityMetadatas.find(({ tableName }) => tableName === table);
      if (!metadata) throw new Error(`${table} has no entity`);
      const runner = dataSource.createQueryRunner();
      await runner.connect();
      await runner.query(isPostgres() ? `SET session_replication_role = 'replica'` : 'PRAGMA foreign_keys = OFF');
      const columns = metadata.columns.map(({ databaseName }) => `"${databaseName}"`);
      const values = metadata.columns.map(({ type, isNullable }) =>
        isNullable
          ? 'NULL'
          : type === 'integer'
            ? '1'
            : type === 'boolean'
              ? isPostgres()
                ? 'true'
                : '1'
              : type === 'bytea'
                ? `'\\x00'`
                : type === 'blob'
                  ? `x'00'`
                  : `'0'`,
      );
      await runner.query(`INSERT INTO "${table}" (${columns.join()}) VALUES (${values.join()})`);
      if (isPostgres()) await runner.query(`SET session_replication_role = 'origin'`);
      await expect(runner.query(`UPDATE "${table}" SET ${columns[0]} = ${columns[0]}`)).rejects.toThrow(/append-only/);
      await expect(runner.query(`DELETE FROM "${table}"`)).rejects.toThrow(/append-only/);
      if (isPostgres()) await expect(runner.query(`TRUNCATE "${table}" CASCADE`)).rejects.toThrow(/append-only/);
      else
        await expect(
          runner.query(`INSERT OR REPLACE INTO "${table}" (${columns.join()}) VALUES (${values.join()})`),
        ).rejects.toThrow(/append-only/);
      await runner.release();
    }
  });

  it('when they are taken back one by one, then nothing is left; and they can run again', async () => {
    const other = await someGround();
    const fresh = await new DataSource(writeOptions(other.settings)).initialize();
    try {
      for (let left = fresh.migrations.length; left > 0; left -= 1) await fresh.undoLastMigration();
      const runner = fresh.createQueryRunner();
      const tables = (await runner.getTables()).map(({ name }) => name.replace(/^public\./, ''));
      expect(
        tables.filter(
          (name) =>
            !name.endsWith('migrations') &&
            !name.includes('sqlite_') &&
            !name.includes('pg_') &&
            !name.includes('information_schema'),
        ),
      ).toEqual([]);
      await runner.release();
      expect((await fresh.runMigrations()).length).toBe(fresh.migrations.length);
    } finally {
      await fresh.destroy();
      await other.remove();
    }
  });
});
