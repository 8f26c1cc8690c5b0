import { aHouse, House } from '../../test/support/a-house';
import { aJurisdiction, anEdition, theJurisdictionFiles } from '../../test/support/a-register';
import { aPerson, demoPeople, DemoName, signedIn, TestPerson } from '../../test/support/people';
import { AuditTrail } from '../audit/audit-trail';
import type { ProgrammeVersion } from '../catalogue/programme';
import { RegisterShelf } from './data/register-shelf';
import type { JurisdictionFile } from './domain/register-file';
import { ScopeRegister } from './scope-register.service';

const aPackage = (jurisdictions: readonly JurisdictionFile[]) =>
  ({ slug: 'dry-needling', content: { jurisdictions } }) as unknown as ProgrammeVersion;

/** What these tests look into; the rest they compare whole. */
interface Answer {
  readonly standing?: string;
  readonly outcome?: string;
  readonly requirements?: readonly { readonly allOf?: readonly unknown[] }[];
  readonly rules?: readonly { readonly id: string; readonly version: number; readonly digest: string }[];
}

describe('Given a house whose register was seeded from the programme package', () => {
  let house: House;
  let register: ScopeRegister;
  let people: Record<DemoName, TestPerson>;

  /** Signed in anew each time: a session does not outlive the leaps of the clock. */
  const headersOf = async (who?: TestPerson | null) => (who ? (await signedIn(house, who.email)).headers : {});
  const get = async (url: string, who?: TestPerson, headers: Record<string, string> = {}) => {
    const answer = await house.app.inject({
      method: 'GET',
      url: `/api/v1/${url}`,
      headers: { ...(await headersOf(who)), ...headers },
    });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: answer.body === '' ? null : answer.json<Answer>(),
    };
  };
  const colorado = async () =>
    (await register.ruleSet({ jurisdiction: 'US-CO', profession: 'physical-therapist', asOf: '2026-11-22' })).rules[0];
  const review = async (who: TestPerson | null, rule: { id: string; version: number }, over: object = {}) => {
    const answer = await house.app.inject({
      method: 'POST',
      url: `/api/v1/scope-of-practice/rules/${rule.id}/versions/${rule.version}/review`,
      headers: await headersOf(who),
      payload: {
        comparedWith: '4 CCR 732-1, rule 1.5',
        comparedOn: '2026-11-22',
        outcome: 'verified',
        note: 'Read line by line.',
        ...over,
      },
    });
    return { status: answer.statusCode, body: answer.json<Answer>() };
  };

  beforeAll(async () => {
    house = await aHouse();
    register = house.get(ScopeRegister);
    people = await demoPeople(house);
    await register.adopt(aPackage(theJurisdictionFiles()));
    house.clock.advance(60_000);
  });
  afterAll(() => house.close());

  it('when the same package is adopted again, then nothing changes, and every version was written down once', async () => {
    const before = await register.revision();
    await register.adopt(aPackage(theJurisdictionFiles()));
    expect(await register.revision()).toBe(before);
    const seeded = (await house.get(AuditTrail).list({ limit: 200 })).items.filter(
      ({ action }) => action === 'rule.seeded',
    );
    expect(seeded).toHaveLength((await house.get(RegisterShelf).whole()).versions.length);
  });

  it('when anybody asks for the jurisdictions, then each says where each profession stands, and that nothing is verified', async () => {
    const { status, body } = await get('scope-of-practice/jurisdictions');
    expect(status).toBe(200);
    expect(body).toHaveLength(10);
    expect(body).toContainEqual(
      expect.objectContaining({
        code: 'US-CO',
        name: 'Colorado',
        fictional: false,
        professions: [
          { profession: 'occupational-therapist', standing: 'prohibited', review: 'unverified' },
          { profession: 'physical-therapist', standing: 'permitted-with-conditions', review: 'unverified' },
        ],
      }),
    );
  });

  it('when anybody asks for the rules of Maryland, then everything is told, and that it may not be printed', async () => {
    const { status, body } = await get('scope-of-practice/rules?jurisdiction=US-MD');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ruleSet: { version: 'US-MD/physical-therapist/2026-11-22.1', digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      standing: 'permitted-with-conditions',
      review: 'unverified',
      printable: false,
      asOf: '2026-11-22',
      rules: [
        {
          version: 1,
          printable: false,
          confidence: 'medium',
          review: { state: 'unverified' },
          instrument: { binding: 'law' },
          notPrintableBecause: ['It has not been compared with the primary text.'],
          watchNotes: [{ expectedOn: null }],
        },
      ],
    });
  });

  it.each`
    query                                                   | status | standing
    ${'jurisdiction=US-WY'}                                 | ${200} | ${'unknown'}
    ${'jurisdiction=IE&profession=osteopath'}               | ${200} | ${'unknown'}
    ${'jurisdiction=US-NJ&asOf=2022-04-17'}                 | ${200} | ${'prohibited'}
    ${'jurisdiction=US-NJ&asOf=2022-04-18'}                 | ${200} | ${'permitted-with-conditions'}
    ${'jurisdiction=US-CO&knownOn=2026-11-21'}              | ${200} | ${'unknown'}
    ${'jurisdiction=US-CO&knownOn=2026-11-22'}              | ${200} | ${'permitted-with-conditions'}
    ${'jurisdiction=US-CO&knownOn=2026-11-22T11:59:59Z'}    | ${200} | ${'unknown'}
    ${''}                                                   | ${400} | ${undefined}
    ${'jurisdiction=us-co'}                                 | ${400} | ${undefined}
    ${'jurisdiction=US-CO&jurisdiction=US-MD'}              | ${400} | ${undefined}
    ${'jurisdiction=US-CO&asOf=2026-02-29'}                 | ${400} | ${undefined}
    ${'jurisdiction=US-CO&knownOn=yesterday'}               | ${400} | ${undefined}
    ${'jurisdiction=US-CO&profession=Physical%20Therapist'} | ${400} | ${undefined}
    ${'jurisdiction=US-CO&colour=red'}                      | ${400} | ${undefined}
  `('when anybody asks for rules?$query, then it is $status $standing', async ({ query, status, standing }) => {
    const answer = await get(`scope-of-practice/rules?${query}`);
    expect([answer.status, answer.body?.standing]).toEqual([status, standing]);
  });

  it('when the review is by somebody who may not, then it is refused and nothing is recorded', async () => {
    const rule = await colorado();
    const before = await register.revision();
    expect((await review(null, rule)).status).toBe(401);
    for (const name of ['trainee', 'instructor', 'assessor', 'clinic', 'auditor', 'admin'] as const) {
      expect([name, (await review(people[name], rule)).status]).toEqual([name, 403]);
    }
    expect(await register.revision()).toBe(before);
  });

  it.each<[string, object, number, string]>([
    ['dated tomorrow', { comparedOn: '2026-11-23' }, 422, 'date-not-allowed'],
    ['without an outcome', { outcome: undefined }, 400, 'validation-failed'],
    ['with nothing it was compared with', { comparedWith: '  ' }, 400, 'validation-failed'],
    ['dated on a day that does not exist', { comparedOn: '2026-02-30' }, 400, 'validation-failed'],
    ['with a field of its own', { verifiedBy: 'me' }, 400, 'validation-failed'],
  ])('when a registrar sends a review %s, then it is refused', async (_, over, status, code) => {
    expect(await review(people.registrar, await colorado(), over)).toMatchObject({ status, body: { code } });
  });

  it('when the rule, or its version, does not exist, then it is not found', async () => {
    const rule = await colorado();
    expect((await review(people.registrar, { ...rule, version: 99 })).status).toBe(404);
    expect((await review(people.registrar, { id: '00000000-0000-5000-8000-000000000000', version: 1 })).status).toBe(
      404,
    );
    expect((await review(people.registrar, { id: 'colorado', version: 1 })).status).toBe(400);
  });

  it('when the version is no longer in force, then it is not reviewable', async () => {
    const [{ id }] = (
      await register.ruleSet({ jurisdiction: 'US-SD', profession: 'physical-therapist', asOf: '2026-11-22' })
    ).rules;
    expect(await review(people.registrar, { id, version: 2 })).toMatchObject({
      status: 422,
      body: { code: 'rule-not-reviewable' },
    });
  });

  it('when a registrar has compared Colorado with its text, then its figures may be printed, until a year has passed', async () => {
    const rule = await colorado();
    const tag = (await get('scope-of-practice/rules?jurisdiction=US-CO')).headers.etag;
    expect(
      (await get('scope-of-practice/rules?jurisdiction=US-CO', undefined, { 'if-none-match': String(tag) })).status,
    ).toBe(304);
    const before = await register.revision();

    expect(await review(people.registrar, rule)).toMatchObject({
      status: 201,
      body: {
        id: rule.id,
        version: 1,
        printable: true,
        review: { state: 'verified', comparedOn: '2026-11-22', dueOn: '2027-11-22', reviewedBy: people.registrar.id },
      },
    });

    expect(await register.revision()).not.toBe(before);
    const after = await get('scope-of-practice/rules?jurisdiction=US-CO', undefined, { 'if-none-match': String(tag) });
    expect(after).toMatchObject({ status: 200, body: { review: 'verified', printable: true } });
    expect(after.body?.rules?.[0].digest).toBe(rule.digest);
    expect(JSON.stringify(after.body)).not.toContain('line by line');
    const [entry] = (await house.get(AuditTrail).list({ limit: 1 })).items;
    expect(entry).toMatchObject({
      action: 'rule.reviewed',
      actorId: people.registrar.id,
      subjectId: rule.id,
      facts: { version: 1, outcome: 'verified' },
    });

    house.clock.set('2027-11-23T12:00:00.000Z');
    expect(await colorado()).toMatchObject({ printable: false, review: { state: 'review-overdue' } });
    house.clock.set('2026-11-22T12:05:00.000Z');
  });

  it('when a second registrar confirms it, then the latest comparison counts; when one refuses it, no figure is printed any more', async () => {
    const rule = await colorado();
    house.clock.set('2026-11-24T12:00:00.000Z');
    expect(await review(people.registrar2, rule, { comparedOn: '2026-11-23' })).toMatchObject({
      status: 201,
      body: { printable: true, review: { comparedOn: '2026-11-23', reviewedBy: people.registrar2.id } },
    });
    expect(await review(people.registrar, rule, { comparedOn: '2026-11-24', outcome: 'refused' })).toMatchObject({
      status: 201,
      body: { printable: false, review: { state: 'refused', dueOn: null } },
    });
    const asKnown = await get('scope-of-practice/rules?jurisdiction=US-CO&knownOn=2026-11-22');
    expect(asKnown.body).toMatchObject({ review: 'verified', printable: true });
    house.clock.set('2026-11-22T12:05:00.000Z');
  });

  it('when New Jersey is reviewed, then its figures still stay off paper, for it is known to be incomplete', async () => {
    const [rule] = (
      await register.ruleSet({ jurisdiction: 'US-NJ', profession: 'physical-therapist', asOf: '2026-11-22' })
    ).rules;
    expect(await review(people.registrar, rule)).toMatchObject({
      status: 201,
      body: { printable: false, review: { state: 'verified' } },
    });
  });

  it('when a version is not in force yet, then it may be reviewed already', async () => {
    const set = await register.ruleSet({
      jurisdiction: 'US-CO',
      profession: 'occupational-therapist',
      asOf: '2027-09-01',
    });
    expect((await review(people.registrar, set.rules[0])).status).toBe(201);
  });

  it('when a trainee asks what is still owed in Colorado, then every requirement is answered', async () => {
    const { status, body } = await get(
      `people/${people.trainee.id}/scope-of-practice?jurisdiction=US-CO`,
      people.trainee,
    );
    expect([status, body?.outcome, body?.standing]).toEqual([200, 'does-not-meet', 'permitted-with-conditions']);
    expect(body?.requirements).toHaveLength(7);
    expect(body?.requirements?.[0]).toMatchObject({
      kind: 'training-hours',
      minimum: 50,
      unit: 'hours',
      verdict: 'not-met',
      found: 0,
      owed: 50,
    });
    expect(body?.requirements?.[6].allOf).toHaveLength(2);
  });

  it.each`
    jurisdiction | outcome
    ${'US-CA'}   | ${'does-not-meet'}
    ${'US-WY'}   | ${'cannot-tell'}
    ${'US-SD'}   | ${'does-not-meet'}
    ${'GB-ENG'}  | ${'cannot-tell'}
  `('when the trainee asks about $jurisdiction, then the outcome is $outcome', async ({ jurisdiction, outcome }) => {
    expect(
      (
        await register.evaluate(people.trainee.id, {
          jurisdiction,
          profession: 'physical-therapist',
          asOf: '2026-11-22',
        })
      ).outcome,
    ).toBe(outcome);
  });

  it('when others ask about the trainee, then only those may who share a cohort or answer for the school', async () => {
    const stranger = await aPerson(house);
    const url = `people/${people.trainee.id}/scope-of-practice?jurisdiction=US-CO`;
    const statuses = await Promise.all(
      [stranger, people.clinic, people.instructor, people.assessor, people.registrar, people.auditor].map(
        async (who) => (await get(url, who)).status,
      ),
    );
    expect(statuses).toEqual([404, 404, 200, 200, 200, 200]);
    expect((await get(url)).status).toBe(401);
    expect(
      (await get('people/00000000-0000-7000-8000-000000000000/scope-of-practice?jurisdiction=US-CO', people.registrar))
        .status,
    ).toBe(404);
  });

  it('when a later package corrects a version, then last year’s answer changes and what was said before does not', async () => {
    const first = aPackage([
      aJurisdiction([anEdition({ summary: 'Fifty.', inForce: { from: '2025-01-01', to: null } })]),
    ]);
    const second = aPackage([
      aJurisdiction([anEdition({ summary: 'Sixty.', inForce: { from: '2025-01-01', to: null } })]),
    ]);
    house.clock.set('2026-12-01T09:00:00.000Z');
    await register.adopt(first);
    const rule = (await get('scope-of-practice/rules?jurisdiction=XX&asOf=2025-06-01')).body!.rules![0];
    house.clock.set('2026-12-02T09:00:00.000Z');
    await register.adopt(second);

    expect((await get('scope-of-practice/rules?jurisdiction=XX&asOf=2025-06-01')).body?.rules).toMatchObject([
      { summary: 'Sixty.', version: 2 },
    ]);
    expect(
      (await get('scope-of-practice/rules?jurisdiction=XX&asOf=2025-06-01&knownOn=2026-12-01')).body?.rules,
    ).toMatchObject([{ summary: 'Fifty.', version: 1 }]);
    expect(await review(people.registrar, rule)).toMatchObject({ status: 422, body: { code: 'rule-not-reviewable' } });
    expect((await register.reviewable()).filter(({ jurisdiction }) => jurisdiction === 'XX')).toMatchObject([
      { version: 2 },
    ]);
    house.clock.set('2026-11-22T12:05:00.000Z');
  });

  it('when a registrar recorded a version on a page, then another must review it, and no package overrides it', async () => {
    const shelf = house.get(RegisterShelf);
    const rule = (
      await register.ruleSet({ jurisdiction: 'US-NY', profession: 'physical-therapist', asOf: '2026-11-22' })
    ).rules[0];
    const [version] = (await shelf.whole()).versions.filter(({ ruleId }) => ruleId === rule.id);
    const page = {
      ...version,
      id: '00000000-0000-7000-8000-00000000000a',
      sequence: 2,
      corrects: 1,
      text: { ...version.text, summary: 'Entered on a page.' },
      digest: 'f'.repeat(64),
      recordedAt: house.clock.now(),
      recordedBy: people.registrar.id,
    };
    await house.unitOfWork.run(() => shelf.putVersion(page));

    expect(await review(people.registrar, { id: rule.id, version: 2 })).toMatchObject({
      status: 422,
      body: { code: 'second-person-required' },
    });
    expect((await review(people.registrar2, { id: rule.id, version: 2 })).status).toBe(201);

    const changed = theJurisdictionFiles().map((file) =>
      file.code === 'US-NY'
        ? (JSON.parse(JSON.stringify(file).replaceAll('Reported as barred', 'Barred')) as JurisdictionFile)
        : file,
    );
    await register.adopt(aPackage(changed));
    expect(await register.version(rule.id, 2)).toMatchObject({ summary: 'Entered on a page.' });
    expect((await shelf.whole()).versions.filter(({ ruleId }) => ruleId === rule.id)).toHaveLength(2);
  });

  it('when register files cannot be right, then nothing of them is recorded, and every fault is named', async () => {
    const before = await register.revision();
    const faulty = aJurisdiction([anEdition({ inForce: { from: '2026-02-01', to: '2026-01-01' } }), anEdition()], {
      code: 'XX-F',
    });
    await expect(register.adopt(aPackage([faulty]))).rejects.toMatchObject({
      faults: [expect.stringMatching(/first stands there twice/), expect.stringMatching(/ends before it begins/)],
    });
    expect(await register.revision()).toBe(before);
  });
});
