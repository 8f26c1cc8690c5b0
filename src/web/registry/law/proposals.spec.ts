import { aSchool, School } from '../../../../test/support/a-school';
import { lettersTo } from '../../../../test/support/mail';
import type { SignedInPerson } from '../../../../test/support/people';
import { SCHEME, train } from '../../../../test/support/training';

interface Rule {
  readonly id: string;
  readonly version: number;
  readonly edition: string;
  readonly standing: string;
  readonly review: { readonly state: string; readonly reviewedBy: string | null };
  readonly printable: boolean;
  readonly requirements: readonly { readonly id: string; readonly minimum?: number }[];
}

const PLACE = {
  jurisdiction: 'US-CO',
  profession: 'physical-therapist',
  intervention: 'dry-needling',
  rule: 'authority',
};
const COMPARED = { comparedWith: 'The act as published, section 1', comparedOn: '2026-11-22', outcome: 'verified' };

/** Sixty hours from the new year, where fifty were asked. */
const TEXT = {
  standing: 'permitted-with-conditions',
  legalTerm: 'dry needling',
  summary: 'From the new year a course has sixty hours.',
  instrument: { kind: 'statute', citation: 'Act 7 of 2026', binding: 'law' },
  inForce: { from: '2027-01-01', to: null },
  requirements: [
    {
      ...{ id: 'r1', kind: 'training-hours', stage: 'before-independent-practice', bearer: 'practitioner' },
      ...{ minimum: 60, unit: 'hours', detail: 'A course of dry needling.' },
    },
  ],
  sources: [
    {
      ...{ url: 'https://leg.colorado.gov/act-7', publisher: 'The legislature', official: true, kind: 'primary' },
      ...{ asOf: '2026-11-20', supports: 'All of it' },
    },
  ],
  confidence: 'high',
  confidenceWhy: 'The act was read.',
  doubts: [],
  watchNotes: [],
};

let school: School;
let [author, second, trainee]: SignedInPerson[] = [];
let certificate: { id: string; number: string };

const post = (who: SignedInPerson, path: string, body: object = {}) =>
  school.post(who, `scope-of-practice/proposals${path}`, body);
const rulesOn = async (asOf: string, knownOn?: string): Promise<Rule[]> => {
  const query = `jurisdiction=US-CO&asOf=${asOf}${knownOn ? `&knownOn=${knownOn}` : ''}`;
  return (await school.get(author, `scope-of-practice/rules?${query}`)).body.rules as Rule[];
};
const proposed = async (more: object = {}) => post(author, '', { ...PLACE, edition: 'act-7', text: TEXT, ...more });

beforeAll(async () => {
  school = await aSchool();
  ({ registrar: author, registrar2: second, trainee } = school.people);
  await train(school, school.people.trainee);
  await school.patch(trainee, 'me', {
    legalName: 'Ada Tinney',
    profession: 'physical-therapist',
    jurisdiction: 'US-CO',
  });
  const issued = await school.post(author, 'certificates', {
    ...{ personId: school.people.trainee.id, scheme: SCHEME, jurisdiction: 'US-CO' },
  });
  expect(issued.status).toBe(201);
  certificate = issued.body as typeof certificate;
});
afterAll(() => school.house.close());

describe('Given a registrar who learns that the law changes with the new year', () => {
  it('when it is written down, compared by another and published, then it is in force on its day, and what was stays what it was', async () => {
    const [before] = await rulesOn('2027-01-01');
    const { status, body: draft } = await proposed();
    expect([status, draft.state, draft.replaces]).toEqual([201, 'draft', before.version]);
    expect(draft.changes.join(' ')).toContain('60');
    expect(await rulesOn('2027-01-01')).toEqual([before]);

    expect((await post(author, `/${draft.id}/publication`)).body.code).toBe('rule-proposal-decided');
    await post(author, `/${draft.id}/submission`);
    expect((await post(author, `/${draft.id}/review`, COMPARED)).body.code).toBe('second-person-required');
    const refused = await post(second, `/${draft.id}/review`, { ...COMPARED, outcome: 'refused', note: 'It says 62.' });
    expect(refused.body.state).toBe('refused');

    const [requirement] = TEXT.requirements;
    const text = { ...TEXT, requirements: [{ ...requirement, minimum: 62 }] };
    const worded = await post(author, `/${draft.id}/wordings`, { text });
    expect([worded.body.state, worded.body.wording]).toEqual(['draft', 2]);
    await post(author, `/${draft.id}/submission`);
    const stale = await post(second, `/${draft.id}/review`, { ...COMPARED, digest: draft.digest });
    expect([stale.status, stale.body.code]).toEqual([409, 'rule-proposal-decided']);
    const verified = await post(second, `/${draft.id}/review`, { ...COMPARED, digest: worded.body.digest });
    expect(verified.body.state).toBe('verified');

    const { body: impact } = await school.get(author, `scope-of-practice/proposals/${draft.id}/impact`);
    expect(impact.certificates).toMatchObject([{ id: certificate.id, status: 'valid' }]);
    expect(impact.people).toMatchObject([{ id: school.people.trainee.id, isLearning: true }]);
    expect(await lettersTo(school.house, school.people.trainee.email)).toEqual([]);

    const published = await Promise.all([1, 2].map(() => post(author, `/${draft.id}/publication`)));
    expect(published.map((one) => one.status).sort()).toEqual([201, 409]);

    expect(await rulesOn('2026-12-31')).toMatchObject([{ edition: before.edition, version: before.version }]);
    const [after] = await rulesOn('2027-01-01');
    expect(after).toMatchObject({ edition: 'act-7', printable: true, requirements: [{ minimum: 62 }] });
    expect(after.review).toMatchObject({ state: 'verified', reviewedBy: school.people.registrar2.id });

    const { body: issued } = await school.get(author, `certificates/${certificate.id}`);
    expect(JSON.stringify(issued)).not.toContain('act-7');
    const letter = (await lettersTo(school.house, school.people.trainee.email)).at(-1);
    expect(letter?.text).toContain('/scope-of-practice/US-CO');
    expect(letter?.text).toContain(certificate.number);
    expect(letter?.text).not.toMatch(/6[02]/);
  });

  it('when what we wrote of last year turns out wrong, then what we say of it changes, and not what we said', async () => {
    const [recorded] = await rulesOn('2026-06-01');
    const { body: whole } = await school.get(author, 'scope-of-practice/rules?jurisdiction=US-CO&asOf=2026-06-01');
    const { inForce } = whole.rules[0];
    const text = { ...TEXT, inForce, summary: 'As we know by now.' };
    const { body: draft } = await proposed({ edition: recorded.edition, corrects: recorded.version, text });
    await post(author, `/${draft.id}/submission`);
    await post(second, `/${draft.id}/review`, COMPARED);
    const knownBefore = school.house.clock.now().toISOString();
    school.house.clock.advance(60_000);
    expect((await post(second, `/${draft.id}/publication`)).status).toBe(201);
    expect(await rulesOn('2026-06-01')).toMatchObject([{ version: draft.version.version }]);
    expect(await rulesOn('2026-06-01', knownBefore)).toEqual([recorded]);

    const { body: again } = await proposed({ edition: recorded.edition, corrects: recorded.version, text });
    expect(again.errors).toMatchObject([{ path: 'corrects' }]);
  });

  it.each`
    more                                                                                                 | path
    ${{ jurisdiction: 'US-ZZ' }}                                                                         | ${'jurisdiction'}
    ${{ edition: 'Not a name' }}                                                                         | ${'edition'}
    ${{ edition: 'act-7' }}                                                                              | ${'edition'}
    ${{ edition: 'x', corrects: 99 }}                                                                    | ${'corrects'}
    ${{ edition: 'x', text: { ...TEXT, standing: 'allowed' } }}                                          | ${'text.standing'}
    ${{ edition: 'x', text: { ...TEXT, sources: [] } }}                                                  | ${'text.sources'}
    ${{ edition: 'x', text: { ...TEXT, requirements: [{ ...TEXT.requirements[0], unit: undefined }] } }} | ${'text.requirements.0.unit'}
    ${{ edition: 'x', text: { ...TEXT, requirements: [TEXT.requirements[0], TEXT.requirements[0]] } }}   | ${'text.requirements'}
    ${{ edition: 'x', text: { ...TEXT, inForce: { from: '2027-02-30', to: null } } }}                    | ${'text.inForce.from'}
    ${{ edition: 'x', text: { ...TEXT, inForce: { from: '2027-02-01', to: '2027-01-01' } } }}            | ${'text.inForce'}
    ${{ edition: 'x', text: { ...TEXT, more: 1 } }}                                                      | ${'text.more'}
  `('when $path is not as it should be, then it is refused, and nothing is kept', async ({ more, path }) => {
    const count = async () => (await school.get(author, 'scope-of-practice/proposals')).body.items.length as number;
    const were = await count();
    const { status, body } = await proposed(more);
    expect([status, body.errors?.map((one: { path: string }) => one.path)]).toEqual([400, [path]]);
    expect(await count()).toBe(were);
  });

  it('when it is withdrawn, then it stays readable, and nothing can be done with it', async () => {
    const { body: draft } = await proposed({ edition: 'act-8' });
    await post(author, `/${draft.id}/withdrawal`, { note: 'It was vetoed.' });
    for (const step of ['submission', 'publication', 'withdrawal']) {
      expect((await post(author, `/${draft.id}/${step}`)).status).toBe(409);
    }
    const { body } = await school.get(author, `scope-of-practice/proposals/${draft.id}`);
    expect(body).toMatchObject({ state: 'withdrawn', steps: [{ kind: 'withdrawn', note: 'It was vetoed.' }] });
  });

  it('when anybody else asks, then it is not for them; an auditor may look', async () => {
    const { auditor, instructor } = school.people;
    expect((await post(instructor, '', { ...PLACE, edition: 'x', text: TEXT })).status).toBe(403);
    expect((await post(auditor, '', { ...PLACE, edition: 'x', text: TEXT })).status).toBe(403);
    expect((await school.get(auditor, 'scope-of-practice/proposals')).status).toBe(200);
    expect((await school.get(trainee, 'scope-of-practice/proposals')).status).toBe(403);
  });
});
