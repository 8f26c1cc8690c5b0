import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { EntityManager } from 'typeorm';

const TIMESTAMP = /^(\d+)-.*(?<!\.d)\.(js|ts)$/;

/** Timestamps of the migrations that this build brings and the database has not had. */
export async function pendingMigrations(manager: EntityManager): Promise<string[]> {
  const brought = readdirSync(path.join(__dirname, 'migrations')).flatMap((file) => TIMESTAMP.exec(file)?.[1] ?? []);
  const rows = await manager.query<{ timestamp: string | number }[]>('SELECT "timestamp" FROM "migrations"');
  const had = new Set(rows.map(({ timestamp }) => String(timestamp)));
  return brought.filter((timestamp) => !had.has(timestamp)).sort();
}
