import { setTimeout as after } from 'node:timers/promises';
import { DataSource, Table } from 'typeorm';
import { someGround } from '../../test/support/a-house';
import { Conflict } from '../kernel/errors';
import { readOptions, writeOptions } from './data-source';
import { UnitOfWork } from './unit-of-work';

/** Two actions in any interleaving: what was acknowledged is there, what was refused is not. */
describe('Given two actions that overlap', () => {
  let ground: Awaited<ReturnType<typeof someGround>>;
  let writer: DataSource;
  let reader: DataSource;
  let unitOfWork: UnitOfWork;
  const onSqlite = () => ground.settings.databaseUrl === null;

  const open = (queue: boolean) => new UnitOfWork(writer, reader, { queue, timeoutMilliseconds: 2000 });
  const write = (name: string, through = unitOfWork) =>
    through.manager.query(`INSERT INTO "note" ("name") VALUES ('${name}')`);
  const kept = async () =>
    (await reader.query<{ name: string }[]>('SELECT "name" FROM "note" ORDER BY "name"')).map(({ name }) => name);

  beforeAll(async () => {
    ground = await someGround();
    writer = await new DataSource(writeOptions(ground.settings)).initialize();
    reader = await new DataSource(readOptions(ground.settings)).initialize();
    await writer
      .createQueryRunner()
      .createTable(
        new Table({ name: 'note', columns: [{ name: 'name', type: 'varchar', length: '50', isPrimary: true }] }),
      );
  });
  beforeEach(async () => {
    await writer.query('DELETE FROM "note"');
    unitOfWork = open(onSqlite());
  });
  afterAll(async () => {
    await reader.destroy();
    await writer.destroy();
    await ground.remove();
  });

  /** A resolves or throws when told; B is begun while A is open. */
  async function overlap(through: UnitOfWork, aFails: boolean, bFails: boolean): Promise<string[]> {
    const action = (name: string, fails: boolean) =>
      through.run(async () => {
        await write(`${name}1`, through);
        await after(15);
        await write(`${name}2`, through);
        if (fails) throw new Error(`${name} is refused`);
      });
    const a = action('a', aFails);
    await after(5);
    const outcomes = await Promise.allSettled([a, action('b', bFails)]);
    return outcomes.flatMap(({ status }, index) => (status === 'fulfilled' ? ['ab'[index]] : []));
  }

  it.each`
    aFails   | bFails   | acknowledged  | rows
    ${false} | ${false} | ${['a', 'b']} | ${['a1', 'a2', 'b1', 'b2']}
    ${true}  | ${false} | ${['b']}      | ${['b1', 'b2']}
    ${false} | ${true}  | ${['a']}      | ${['a1', 'a2']}
    ${true}  | ${true}  | ${[]}         | ${[]}
  `(
    'when A fails: $aFails and B fails: $bFails, then exactly $rows are kept',
    async ({ aFails, bFails, acknowledged, rows }) => {
      expect(await overlap(unitOfWork, aFails, bFails)).toEqual(acknowledged);
      expect(await kept()).toEqual(rows);
    },
  );

  it('when the queue is taken out on SQLite, then acknowledged rows vanish or rejected rows stay: so it is needed', async () => {
    if (!onSqlite()) return expect(unitOfWork).toBeDefined();
    const faults: string[] = [];
    for (const [aFails, bFails] of [
      [true, false],
      [false, true],
    ]) {
      await writer.query('DELETE FROM "note"');
      const acknowledged = await overlap(open(false), aFails, bFails);
      const rows = await kept();
      const right = acknowledged.flatMap((name) => [`${name}1`, `${name}2`]);
      if (rows.join() !== right.join()) faults.push(`acknowledged ${acknowledged.join()}, kept ${rows.join()}`);
    }
    expect(faults.length).toBeGreaterThan(0);
  });

  it('when someone reads while an action is open, then nobody sees what is not committed', async () => {
    const action = unitOfWork.run(async () => {
      await write('a');
      await after(30);
      throw new Error('refused');
    });
    await after(10);
    expect(await kept()).toEqual([]);
    await expect(action).rejects.toThrow('refused');
  });

  it('when something writes outside an action, then the database refuses it', async () => {
    await expect(write('stray')).rejects.toThrow(/readonly|read-only/);
  });

  it('when an action begins inside another, then it joins it: both or neither', async () => {
    const outer = unitOfWork.run(async () => {
      await unitOfWork.run(() => write('inner'));
      throw new Error('the outer one is refused');
    });
    await expect(outer).rejects.toThrow('refused');
    expect(await kept()).toEqual([]);
  });

  it('when two write the same key, then one wins and the other is told of a conflict', async () => {
    const outcomes = await Promise.allSettled([1, 2].map(() => unitOfWork.run(() => write('same'))));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason).toBeInstanceOf(Conflict);
    expect(await kept()).toEqual(['same']);
  });

  it('when an action hangs, then it is rolled back and those behind it go on', async () => {
    const impatient = new UnitOfWork(writer, reader, { queue: onSqlite(), timeoutMilliseconds: 50 });
    const hung = impatient.run(async () => {
      await write('hung', impatient);
      await new Promise(() => undefined);
    });
    const behind = impatient.run(() => write('behind', impatient));
    await expect(hung).rejects.toThrow('rolled back');
    await behind;
    expect(await kept()).toEqual(['behind']);
  });

  it('when an action commits, then its listeners run after; when it is rolled back, never', async () => {
    const heard: string[] = [];
    await unitOfWork.run(async () => {
      unitOfWork.afterCommit(async () => void heard.push((await kept()).join()));
      await write('told');
      expect(heard).toEqual([]);
    });
    await unitOfWork
      .run(async () => {
        unitOfWork.afterCommit(() => void heard.push('never'));
        throw new Error();
      })
      .catch(() => undefined);
    expect(heard).toEqual(['told']);
  });
});
