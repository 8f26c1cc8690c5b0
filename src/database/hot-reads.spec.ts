import { DataSource, Table } from 'typeorm';
import { someGround } from '../../test/support/a-house';
import { readOptions, writeOptions } from './data-source';
import { HotReads } from './hot-reads';

describe('Given reads that are asked thousands of times a second', () => {
  let ground: Awaited<ReturnType<typeof someGround>>;
  let writer: DataSource;
  let reader: DataSource;
  let hotReads: HotReads;

  beforeAll(async () => {
    ground = await someGround();
    writer = await new DataSource(writeOptions(ground.settings)).initialize();
    reader = await new DataSource(readOptions(ground.settings)).initialize();
    await writer.createQueryRunner().createTable(
      new Table({
        name: 'needle',
        columns: [
          { name: 'gauge', type: 'integer', isPrimary: true },
          { name: 'brand', type: 'varchar', length: '20' },
        ],
      }),
    );
    await writer.query(`INSERT INTO "needle" VALUES (25, 'Acme'), (30, 'Acme'), (32, 'Other')`);
    hotReads = new HotReads(reader);
  });
  afterAll(async () => {
    await reader.destroy();
    await writer.destroy();
    await ground.remove();
  });

  it('when values are named in another order, or twice, then each takes the place of its number', async () => {
    const find = hotReads.prepare<{ gauge: number }>(
      `SELECT "gauge" FROM "needle" WHERE "gauge" > $2 AND "brand" = $1 AND "gauge" <> $2`,
    );

    expect(await find('Acme', 25)).toEqual({ gauge: 30 });
    expect(await find('Nobody', 25)).toBeUndefined();
  });

  it('when a list is asked for, then it has every row', async () => {
    const gauges = hotReads.prepareList<{ gauge: number }>(
      `SELECT "gauge" FROM "needle" WHERE "brand" = $1 ORDER BY "gauge"`,
    );

    expect(await gauges('Acme')).toEqual([{ gauge: 25 }, { gauge: 30 }]);
    expect(await gauges('Nobody')).toEqual([]);
  });

  it('when anything was committed, then the mark is another one before the next read, and only then', async () => {
    const before = await hotReads.mark();
    expect(await hotReads.mark()).toBe(before);

    const action = writer.createQueryRunner();
    await action.startTransaction();
    await action.query(`INSERT INTO "needle" VALUES (40, 'Fine')`);
    const meanwhile = await hotReads.mark();
    await action.commitTransaction();
    const after = await hotReads.mark();
    await action.release();

    expect(after).not.toBe(before);
    expect(after).not.toBe(meanwhile);
    expect(await hotReads.mark()).toBe(after);
  });
});
