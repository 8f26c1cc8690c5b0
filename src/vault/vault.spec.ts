import { aHouse, House } from '../../test/support/a-house';
import { Vault } from './vault.service';

describe('Given something that identifies a person', () => {
  const [ada, ben] = ['019aa000-0000-7000-8000-000000000001', '019aa000-0000-7000-8000-000000000002'];
  let house: House;
  let vault: Vault;
  beforeAll(async () => {
    house = await aHouse();
    vault = house.get(Vault);
  });
  afterAll(() => house.close());
  const seal = (subject: string, text: string) => house.unitOfWork.run(() => vault.seal(subject, text));

  it('when it is sealed, then it opens to the same text and shows nothing of it', async () => {
    const sealed = await seal(ada, 'Zsófia Ó’Brien 🩺');
    expect(sealed).not.toContain('Brien');
    expect(await vault.open(ada, sealed)).toBe('Zsófia Ó’Brien 🩺');
    expect(await seal(ada, 'Zsófia Ó’Brien 🩺')).not.toBe(sealed);
  });

  it('when it is moved to somebody else or a byte is changed, then it does not open', async () => {
    const sealed = await seal(ada, 'licence PT-123');
    await seal(ben, 'x');
    await expect(vault.open(ben, sealed)).rejects.toThrow();
    await expect(vault.open(ada, sealed.slice(0, -2) + (sealed.endsWith('A') ? 'BB' : 'AA'))).rejects.toThrow();
  });

  it('when two seal for a new subject at once, then both open: there is one key', async () => {
    const carl = '019aa000-0000-7000-8000-000000000003';
    const sealed = await Promise.all(['a', 'b', 'c'].map((text) => seal(carl, text)));
    expect(await vault.openAll(sealed.map((text) => ({ subjectId: carl, sealed: text })))).toEqual(['a', 'b', 'c']);
  });

  it('when the person is erased, then it can never be read again, and others still can', async () => {
    const [hers, his] = [await seal(ada, 'hers'), await seal(ben, 'his')];
    await house.unitOfWork.run(() => vault.erase(ada));
    expect(await vault.open(ada, hers)).toBeNull();
    expect(await vault.open(ben, his)).toBe('his');
  });
});
