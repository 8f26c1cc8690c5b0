import { aHouse, House } from '../../test/support/a-house';
import { systemActor } from './actor';
import { AuditTrail } from './audit-trail';

describe('Given an audit trail of three entries', () => {
  let house: House;
  let trail: AuditTrail;

  beforeAll(async () => {
    house = await aHouse();
    trail = house.get(AuditTrail);
    for (const action of ['a.done', 'b.done', 'c.done']) {
      await house.unitOfWork.run(() => trail.record(action, systemActor('test'), { type: 'thing', id: '1' }));
    }
  });
  afterAll(() => house.close());

  it('when nobody has touched it, then it verifies', async () => {
    expect(await trail.verify()).toMatchObject({ firstBreak: null });
  });
});
