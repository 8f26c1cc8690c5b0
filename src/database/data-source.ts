import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { DataSource, DataSourceOptions } from 'typeorm';
import { Settings, settings } from '../config/settings';

const HERE = path.join(__dirname, '..');
const ENTITIES = [path.join(HERE, '*', 'data', '*.entity.{js,ts}')];
const MIGRATIONS = [path.join(HERE, 'database', 'migrations', '[0-9]*.{js,ts}')];

const shared = {
  entities: ENTITIES,
  migrations: MIGRATIONS,
  migrationsTransactionMode: 'each' as const,
  synchronize: false,
  logging: false as const,
};

/** Where the database is. */
export type DatabaseAddress = Pick<Settings, 'databaseUrl' | 'dataDir'>;

function sqliteFile({ dataDir }: DatabaseAddress): string {
  mkdirSync(dataDir, { recursive: true });
  return path.join(dataDir, 'filiform.sqlite');
}

interface Pragmas {
  pragma(statement: string): unknown;
}

/** The connection that writes: one on SQLite (actions queue for it), a pool on PostgreSQL. */
export function writeOptions(from: DatabaseAddress): DataSourceOptions {
  if (from.databaseUrl) return { ...shared, type: 'postgres', url: from.databaseUrl, poolSize: 16 };
  return {
    ...shared,
    type: 'better-sqlite3',
    database: sqliteFile(from),
    enableWAL: true,
    prepareDatabase: (database: Pragmas) => {
      // FULL makes an acknowledged commit survive a power cut; recursive triggers keep INSERT OR REPLACE from slipping
      // past the triggers that protect append-only tables.
      database.pragma('synchronous = FULL');
      database.pragma('recursive_triggers = ON');
      database.pragma('busy_timeout = 5000');
    },
  };
}

/** The connection that only reads, and never sees what is not committed. */
export function readOptions(from: DatabaseAddress): DataSourceOptions {
  if (from.databaseUrl) {
    const extra = { options: '-c default_transaction_read_only=on' };
    return { ...shared, type: 'postgres', url: from.databaseUrl, poolSize: 16, migrations: [], extra };
  }
  return {
    ...shared,
    type: 'better-sqlite3',
    database: sqliteFile(from),
    readonly: true,
    migrations: [],
    prepareDatabase: (database: Pragmas) => {
      database.pragma('busy_timeout = 5000');
    },
  };
}

/** For the TypeORM command line, through `ormconfig.ts`. The server makes its own from its settings. */
export const commandLineDataSource = () => new DataSource(writeOptions(settings()));
