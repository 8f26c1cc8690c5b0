import { DataSource } from 'typeorm';
import { Settings } from '../config/settings';
import { writeOptions } from './data-source';

/** Names the advisory lock under which one of several starting instances migrates while the others wait. */
const MIGRATION_LOCK = 734_619_202;

/** Brings the schema up to date before anything else opens the database. Returns the names of what was run. */
export async function migrate(settings: Settings): Promise<string[]> {
  const dataSource = await new DataSource(writeOptions(settings)).initialize();
  try {
    if (!settings.databaseUrl) return (await dataSource.runMigrations()).map(({ name }) => name);
    const lock = dataSource.createQueryRunner();
    await lock.connect();
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      return (await dataSource.runMigrations()).map(({ name }) => name);
    } finally {
      await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      await lock.release();
    }
  } finally {
    await dataSource.destroy();
  }
}
