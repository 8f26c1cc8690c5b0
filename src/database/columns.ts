import { Column, ColumnOptions, PrimaryColumn } from 'typeorm';
import { settings } from '../config/settings';
import { canonicalJson } from '../kernel/canonical-json';

/*
 * One language of columns, the same bytes on SQLite and PostgreSQL. What a hash chain or a digest covers must read back
 * exactly as written, so moments and JSON are text; only raw bytes differ by engine.
 */

const onPostgres = settings().databaseUrl !== null;

type Options = Omit<ColumnOptions, 'type' | 'length' | 'transformer'>;

/** ISO 8601 in UTC with milliseconds, 24 characters: `2026-11-22T09:00:00.000Z`. Sorts as it reads. */
const instant = {
  to: (value: unknown) => (value instanceof Date ? value.toISOString() : value),
  from: (value: unknown) => (typeof value === 'string' ? new Date(value) : value),
};

const json = {
  to: (value: unknown) => (value === null || value === undefined ? value : canonicalJson(value)),
  from: (value: unknown) => (typeof value === 'string' ? (JSON.parse(value) as unknown) : value),
};

/** A UUID. */
export const PrimaryIdColumn = () => PrimaryColumn({ type: 'varchar', length: 36 });
export const IdColumn = (options: Options = {}) => Column({ ...options, type: 'varchar', length: 36 });

/** A moment: a `Date` in code, UTC text in the database. */
export const InstantColumn = (options: Options = {}) =>
  Column({ ...options, type: 'varchar', length: 24, transformer: instant });

/** A calendar day, `YYYY-MM-DD`. */
export const DayColumn = (options: Options = {}) => Column({ ...options, type: 'varchar', length: 10 });

/** A plain value, kept as its canonical JSON text. */
export const JsonColumn = (options: Options = {}) => Column({ ...options, type: 'text', transformer: json });

/** A code, name or digest of bounded length. */
export const TextColumn = (length: number, options: Options = {}) => Column({ ...options, type: 'varchar', length });

/** Text of any length; sealed text among it. */
export const LongTextColumn = (options: Options = {}) => Column({ ...options, type: 'text' });

export const IntegerColumn = (options: Options = {}) => Column({ ...options, type: 'integer' });
export const BooleanColumn = (options: Options = {}) => Column({ ...options, type: 'boolean' });

/** Double-precision number. */
export const NumberColumn = (options: Options = {}) =>
  Column({ ...options, type: onPostgres ? 'double precision' : 'double' });

/** Raw bytes, a `Buffer` in code. */
export const BytesColumn = (options: Options = {}) => Column({ ...options, type: onPostgres ? 'bytea' : 'blob' });
