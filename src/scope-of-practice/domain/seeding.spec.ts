import { adopted, aJurisdiction, anEdition } from '../../../test/support/a-register';
import { Register } from './register';
import { seedingOf } from './seeding';

const file = (summary: string, edition = 'first') => aJurisdiction([anEdition({ edition, summary })]);
const first = adopted([file('One.')], '2026-01-01T00:00:00.000Z');
const NOTHING = { jurisdictions: [], rules: [], versions: [] };

/** Somebody put the newest version right on a page. */
function onAPage(register: Register): Register {
  const last = register.versions[register.versions.length - 1];
  const page = {
    ...last,
    id: 'page',
    sequence: last.sequence + 1,
    corrects: last.sequence,
    digest: 'page',
    recordedBy: 'registrar',
  };
  return { ...register, versions: [...register.versions, page] };
}

describe('Given a register that a package seeded', () => {
  it('when the same package is adopted again, then nothing is added', () => {
    expect(seedingOf(first, [file('One.')])).toEqual(NOTHING);
  });

  it('when a later package reads differently, then a version is added that corrects the first', () => {
    expect(seedingOf(first, [file('Two.')])).toMatchObject({
      jurisdictions: [],
      rules: [],
      versions: [{ sequence: 2, corrects: 1, text: { summary: 'Two.' } }],
    });
  });

  it('when somebody has put it right on a page, then no package overrides that', () => {
    expect(seedingOf(onAPage(first), [file('Two.')])).toEqual(NOTHING);
  });

  it('when a later package tells of a new edition, then it is added beside the old one', () => {
    expect(seedingOf(onAPage(first), [file('New law.', 'second')]).versions).toMatchObject([
      { edition: 'second', sequence: 3, corrects: null },
    ]);
  });

  it('when a later package no longer mentions it, then it stays', () => {
    expect(seedingOf(first, [])).toEqual(NOTHING);
  });

  it('when only the name of the regulator changed, then only the jurisdiction is recorded anew', () => {
    const seeding = seedingOf(first, [{ ...file('One.'), regulator: { name: 'Another board' } }]);
    expect(seeding).toMatchObject({ jurisdictions: [{ code: 'XX', sequence: 2 }], rules: [], versions: [] });
  });
});
