import { DataSource } from 'typeorm';
import { aHouse, House } from '../../test/support/a-house';
import { writeOptions } from '../database/data-source';
import { systemActor } from './actor';
import { AuditTrail } from './audit-trail';

const TEST = systemActor('test');

describe('Given an audit trail', () => {
  let house: House;
  let trail: AuditTrail;
  let owner: DataSource;

  beforeAll(async () => {
    house = await aHouse();
    trail = house.get(AuditTrail);
    owner = await new DataSource(writeOptions(house.settings)).initialize();
    for (const action of ['a.done', 'b.done', 'c.done', 'd.done']) {
      await house.unitOfWork.run(() => trail.record(action, TEST, { type: 'thing', id: '1' }, { marks: 3 }));
    }
  });
  afterAll(async () => {
    await owner.destroy();
    await house.close();
  });

  /** What somebody with the database in their hands could do: the triggers are off. */
  async function tampering(statement: string, undo: string): Promise<string | undefined> {
    const onPostgres = house.settings.databaseUrl !== null;
    const runner = owner.createQueryRunner();
    await runner.connect();
    const triggers = (await runner.query(
      onPostgres
        ? 'SELECT 1 WHERE false'
        : `SELECT "name", "sql" FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'`,
    )) as { name: string; sql: string }[];
    if (onPostgres) await runner.query(`SET session_replication_role = 'replica'`);
    for (const { name } of triggers) await runner.query(`DROP TRIGGER "${name}"`);
    await runner.query(statement);
    const { firstBreak } = await trail.verify();
    await runner.query(undo);
    for (const { sql } of triggers) await runner.query(sql);
    if (onPostgres) await runner.query(`SET session_replication_role = 'origin'`);
    await runner.release();
    return firstBreak?.reason;
  }

  const last = async () => (await trail.list({ limit: 1 })).items[0].sequence;

  it('when nobody has touched it, then it fits from the first entry to the last', async () => {
    expect(await trail.verify()).toMatchObject({ entries: await last(), firstBreak: null });
  });

  it('when a word of an entry is changed, then that entry is named', async () => {
    const sequence = (await last()) - 2;
    const reason = await tampering(
      `UPDATE "audit_entry" SET "action" = 'x.done' WHERE "sequence" = ${sequence}`,
      `UPDATE "audit_entry" SET "action" = 'b.done' WHERE "sequence" = ${sequence}`,
    );
    expect(reason).toBe(`entry ${sequence} was changed: its content does not have its hash`);
  });

  it('when an entry is taken out, then the gap is named', async () => {
    const sequence = (await last()) - 1;
    const reason = await tampering(
      `UPDATE "audit_entry" SET "sequence" = 100000 WHERE "sequence" = ${sequence}`,
      `UPDATE "audit_entry" SET "sequence" = ${sequence} WHERE "sequence" = 100000`,
    );
    expect(reason).toBe(`entry ${sequence} is missing: entry ${sequence + 1} follows ${sequence - 1}`);
  });

  it('when the action is rolled back, then so is its entry', async () => {
    const before = await last();
    const action = house.unitOfWork.run(async () => {
      await trail.record('e.done', TEST, { type: 'thing', id: '1' });
      throw new Error('refused');
    });
    await expect(action).rejects.toThrow('refused');
    expect(await last()).toBe(before);
  });

  it('when twenty actions end at once, then their entries form one chain without a gap', async () => {
    const before = await last();
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        house.unitOfWork.run(() => trail.record('f.done', TEST, { type: 'thing', id: String(n) })),
      ),
    );
    expect(await trail.verify()).toMatchObject({ entries: before + 20, firstBreak: null });
  });

  it('when it is asked to record outside an action, then it refuses', async () => {
    await expect(trail.record('g.done', TEST, { type: 'thing', id: '1' })).rejects.toThrow('inside the action');
  });
});
