import { QueryRunner } from 'typeorm';

/*
 * Facts are never rewritten or deleted, not even by a mistaken statement: the database itself refuses. A correction is
 * a new row that says what it corrects.
 */

const FUNCTION = 'filiform_refuse_change';

function isPostgres(queryRunner: QueryRunner): boolean {
  return queryRunner.connection.options.type === 'postgres';
}

/** Makes a table append-only: UPDATE and DELETE (and on PostgreSQL TRUNCATE) are refused from then on. */
export async function appendOnly(queryRunner: QueryRunner, ...tables: string[]): Promise<void> {
  for (const table of tables) {
    if (isPostgres(queryRunner)) {
      await queryRunner.query(`
        CREATE OR REPLACE FUNCTION ${FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation'; END $$`);
      await queryRunner.query(`CREATE TRIGGER "${table}_append_only" BEFORE UPDATE OR DELETE ON "${table}"
        FOR EACH ROW EXECUTE FUNCTION ${FUNCTION}()`);
      await queryRunner.query(`CREATE TRIGGER "${table}_no_truncate" BEFORE TRUNCATE ON "${table}"
        FOR EACH STATEMENT EXECUTE FUNCTION ${FUNCTION}()`);
    } else {
      for (const operation of ['UPDATE', 'DELETE']) {
        await queryRunner.query(`CREATE TRIGGER "${table}_append_only_${operation.toLowerCase()}" BEFORE ${operation} ON "${table}"
          BEGIN SELECT RAISE(ABORT, '${table} is append-only: ${operation} refused'); END`);
      }
    }
  }
}

/** The tables that refuse to be changed, as the database itself says: what a test tries one by one. */
export async function appendOnlyTables(query: (sql: string) => Promise<unknown>, postgres: boolean): Promise<string[]> {
  const rows = (await query(
    postgres
      ? `SELECT DISTINCT event_object_table AS "name" FROM information_schema.triggers WHERE trigger_name LIKE '%\\_append\\_only'`
      : `SELECT DISTINCT tbl_name AS "name" FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_append\\_only\\_%' ESCAPE '\\'`,
  )) as { name: string }[];
  return rows.map(({ name }) => name).sort();
}
