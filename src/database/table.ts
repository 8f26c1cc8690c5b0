import { QueryRunner, Table, TableColumnOptions, TableForeignKeyOptions, TableIndexOptions } from 'typeorm';

/*
 * The words in which migrations are written: the same names as the columns of entities, and one definition for both
 * engines.
 */

type Extra = Partial<TableColumnOptions>;

const column =
  (type: string, length?: number) =>
  (name: string, extra: Extra = {}): TableColumnOptions => ({
    name,
    type,
    ...(length === undefined ? {} : { length: String(length) }),
    ...extra,
  });

export const primaryId = (name = 'id'): TableColumnOptions => column('varchar', 36)(name, { isPrimary: true });
export const id = column('varchar', 36);
export const instant = column('varchar', 24);
export const day = column('varchar', 10);
export const json = column('text');
export const longText = column('text');
export const integer = column('integer');
export const boolean = column('boolean');
export const text = (name: string, length: number, extra: Extra = {}) => column('varchar', length)(name, extra);

export function number(queryRunner: QueryRunner, name: string, extra: Extra = {}): TableColumnOptions {
  return column(queryRunner.connection.options.type === 'postgres' ? 'double precision' : 'double')(name, extra);
}

export function bytes(queryRunner: QueryRunner, name: string, extra: Extra = {}): TableColumnOptions {
  return column(queryRunner.connection.options.type === 'postgres' ? 'bytea' : 'blob')(name, extra);
}

export interface TableDefinition {
  readonly columns: TableColumnOptions[];
  /** Unique keys and indexes: their columns, and whether unique. Named by TypeORM as the entities name them. */
  readonly indices?: (Omit<TableIndexOptions, 'name'> & { name?: string })[];
  /** column → table it refers to (its `id`). */
  readonly refers?: Readonly<Record<string, string>>;
}

/** Creates a table whose indexes and foreign keys carry the names that TypeORM expects of the entity. */
export async function createTable(queryRunner: QueryRunner, name: string, definition: TableDefinition): Promise<void> {
  const naming = queryRunner.connection.namingStrategy;
  const primary = definition.columns.filter((item) => item.isPrimary).map((item) => item.name);
  await queryRunner.createTable(
    new Table({
      name,
      columns: definition.columns.map((item) =>
        item.isPrimary ? { ...item, primaryKeyConstraintName: naming.primaryKeyName(name, primary) } : item,
      ),
      indices: definition.indices?.map((index) => ({
        ...index,
        name: index.name ?? naming.indexName(name, [...(index.columnNames ?? [])], index.where),
      })),
      foreignKeys: Object.entries(definition.refers ?? {}).map(
        ([columnName, referencedTableName]): TableForeignKeyOptions => ({
          columnNames: [columnName],
          referencedTableName,
          referencedColumnNames: ['id'],
          name: naming.foreignKeyName(name, [columnName], referencedTableName, ['id']),
        }),
      ),
    }),
  );
}

/** Drops tables in the order given: those that refer to others first. */
export async function dropTables(queryRunner: QueryRunner, ...names: string[]): Promise<void> {
  for (const name of names) await queryRunner.dropTable(name);
}
