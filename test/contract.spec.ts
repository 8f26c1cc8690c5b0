import { Answer, aSchool, PROGRAMME, School } from './support/a-school';
import { PASSWORD } from './support/people';
import { Contract, theContract, watched } from './support/the-contract';
import { aSession, FINAL_QUIZ, SCHEME, train } from './support/training';

/*
 * The contract describes what is really answered: the story of a trainee who becomes certified is walked once more, and
 * every answer on the way is held against the published schemas, members that they do not name being faults.
 */

describe('Given the contract, and a trainee who becomes certified', () => {
  let contract: Contract;
  let faults: string[];
  let seen: Set<string>;
  let school: School;

  const must = async (what: Promise<Answer>, status = 200): Promise<Answer['body']> => {
    const answer = await what;
    if (answer.status !== status) throw new Error(`Answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  beforeAll(async () => {
    const plain = await aSchool();
    contract = await theContract(plain.house);
    ({ school, faults, seen } = watched(plain, contract));
  });
  afterAll(() => school.house.close());
  beforeEach(() => faults.splice(0));

  it('when somebody joins and looks around, then every answer is as described', async () => {
    const { admin, auditor, instructor, trainee } = school.people;
    const email = 'newcomer@example.test';
    const { id } = await must(school.post(null, 'people', { email, password: PASSWORD, name: 'New Comer' }), 201);
    await must(school.post(null, 'sessions', { email, password: PASSWORD }), 201);
    await must(school.get(trainee, 'me'));
    await must(school.patch(trainee, 'me', { legalName: 'Tamsin A. Okafor' }));
    const cohort = await must(school.post(instructor, 'cohorts', { name: 'Autumn', programme: PROGRAMME }), 201);
    await must(school.put(instructor, `cohorts/${cohort.id}/members/${id}`), 204);
    for (const path of ['people', `people/${id}`, 'cohorts?limit=1', `cohorts/${cohort.id}`]) {
      await must(school.get(instructor, path));
    }
    await must(school.post(admin, 'invitations', { email: 'invited@example.test', roles: ['assessor'] }), 201);
    await must(school.post(admin, `people/${id}/roles`, { role: 'clinic' }), 201);
    await must(school.get(auditor, 'audit-entries?limit=5'));
    await must(school.get(admin, 'assessors'));
    await must(school.post(null, 'password-resets', { email }), 202);
    expect(faults).toEqual([]);
  });

  it('when the trainee learns and is signed off, then every answer is as described', async () => {
    const { assessor, instructor, trainee } = school.people;
    await must(school.get(null, 'programmes'));
    await must(school.get(trainee, `quizzes/${FINAL_QUIZ}`));
    const { items } = await must(school.get(trainee, 'enrolments'));
    await train(school, trainee);
    await must(school.get(trainee, `enrolments/${items[0].id}/progress`));
    const day = { personId: trainee.id, heldOn: '2026-11-20', delivery: 'in-person', title: 'Practical day' };
    const taught = [{ subject: 'dry-needling', mode: 'practical', minutes: 90 }];
    await must(school.post(instructor, 'attendances', { ...day, items: taught }), 201);
    const event = { kind: 'Faint', action: 'Laid down', outcome: 'Well again', followUp: 'Called the next day' };
    const entry = { ...aSession(school, assessor), adverseEvent: event };
    const { id } = await must(school.post(trainee, 'logbook-entries', entry), 201);
    await must(school.get(trainee, `logbook-entries/${id}`));
    for (const list of ['attempts', 'observations', 'sign-offs', 'logbook-entries', 'supervisors']) {
      const { items } = await must(school.get(trainee, `${list}?limit=2`));
      expect([list, items.length]).not.toEqual([list, 0]);
    }
    const attempts = await must(school.get(trainee, 'attempts'));
    await must(school.get(trainee, `attempts/${attempts.items[0].id}`));
    const signOffs = await must(school.get(trainee, 'sign-offs'));
    await must(school.get(trainee, `sign-offs/${signOffs.items[0].id}`));
    const record = await must(school.get(trainee, `people/${trainee.id}/training-record`));
    const held = ['licences', 'instruction', 'lessons', 'programmes', 'quizzes', 'signOffs', 'treatments'];
    for (const member of held) expect([member, record[member].length]).not.toEqual([member, 0]);
    await must(school.get(trainee, `people/${trainee.id}/scope-of-practice?jurisdiction=US-CO`));
    expect(faults).toEqual([]);
  });

  it('when they are certified, and anybody asks whether to rely on it, then every answer is as described', async () => {
    const { assessor, registrar, trainee } = school.people;
    await must(school.get(null, 'scope-of-practice/jurisdictions'));
    await must(school.get(null, 'scope-of-practice/rules?jurisdiction=US-CO'));
    await must(school.get(null, 'issuer-keys'));
    const asked = { personId: trainee.id, scheme: SCHEME, jurisdiction: 'US-CO' };
    const { id, number, verifyUrl } = await must(school.post(registrar, 'certificates', asked), 201);
    await must(school.get(registrar, 'certificates'));
    await must(school.get(trainee, `certificates/${id}`));
    await must(school.get(trainee, `certificates/${id}/credential`));
    const secret = String(verifyUrl).split('/').at(-1);
    const look = async (query = '') => must(school.get(null, `verifications/${encodeURIComponent(number)}${query}`));
    expect(await look()).toMatchObject({ verdict: 'valid', certificate: { holder: { masked: true } } });
    expect(await look(`?secret=${secret}`)).toMatchObject({ certificate: { holder: { masked: false } } });
    expect(await look('?knownOn=2020-01-01')).toMatchObject({ verdict: 'unknown', certificate: { status: null } });
    await must(school.post(registrar, `certificates/${id}/suspension`, { reason: 'A complaint' }));
    await must(school.post(null, 'verification-batches', { numbers: [number, 'no number'] }));
    const [signOff] = (await must(school.get(trainee, 'sign-offs?limit=1'))).items;
    await must(school.post(assessor, `sign-offs/${signOff.id}/withdrawal`, { reason: 'Signed by mistake' }), 201);
    expect(faults).toEqual([]);
  });

  it('when something is refused, then the refusal is as described too', async () => {
    const { assessor, registrar, trainee } = school.people;
    const nobody = '01900000-0000-7000-8000-000000000000';
    await must(school.get(null, 'me'), 401);
    await must(school.get(trainee, 'audit-entries'), 403);
    await must(school.get(assessor, `people/${nobody}`), 404);
    await must(school.post(assessor, 'sign-offs', {}), 400);
    const asked = { personId: assessor.id, scheme: SCHEME, jurisdiction: 'US-CO', profession: 'physical-therapist' };
    const { owed } = await must(school.post(registrar, 'certificates', asked), 422);
    expect(owed.length).toBeGreaterThan(0);
    expect(faults).toEqual([]);
    expect(seen.size).toBeGreaterThan(40);
  });

  it('when an answer is not as described, then that is found', () => {
    const answer = { status: 200, body: { status: 'alive', mood: 'cheerful' } };
    expect(contract.faultsOf('GET', '/health', answer)).toHaveLength(1);
    expect(contract.faultsOf('GET', '/api/v1/nothing', answer)).toHaveLength(1);
    expect(contract.faultsOf('GET', '/health', { status: 200, body: { status: 1 } }).length).toBeGreaterThan(0);
  });
});
