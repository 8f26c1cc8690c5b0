import { aWorkshop, textOf, Workshop } from '../src/certification/testing/programs';
import { DemoName, SignedInPerson } from './support/people';
import { Answer, aSchool, PROGRAMME, School } from './support/a-school';
import { tokenInLetterTo } from './support/mail';
import { answersFor } from './support/training';

/*
 * The whole story as another program walks it: from a stranger who registers to a clinic that scans a code, with nothing
 * but the API, the letters that arrive, and the file that was issued. Read from top to bottom; each step rests on the one
 * before it.
 */

const EMAIL = 'maren.solheim@example.net';
const PASSWORD = 'forty-two quiet herons';
const LEGAL_NAME = 'Maren Ødegård Solheim';

interface Step extends SignedInPerson {
  readonly password: string;
}

describe('Given a program that knows the API alone', () => {
  let school: School;
  let workshop: Workshop;
  let maren: Step;
  let staff: Record<DemoName, Step>;
  let outline: Answer['body'];
  let quizId: string;

  /** Signs in as anybody does. */
  async function signIn(email: string, password: string): Promise<Step> {
    const { status, body } = await school.post(null, 'sessions', { email, password });
    expect(status).toBe(201);
    return { id: body.person.id, token: body.token, headers: { authorization: `Bearer ${body.token}` }, password };
  }
  const issue = (jurisdiction: string) =>
    school.post(staff.registrar, 'certificates', { personId: maren.id, scheme: 'dn-foundation', jurisdiction });
  const today = () => school.house.clock.now().toISOString().slice(0, 10);
  const now = () => school.house.clock.now().toISOString();

  /** What a reader finds in the certificate that an answer of 201 is about. */
  async function printed({ pdfUrl }: { pdfUrl: string }, name: string, ...options: string[]): Promise<string> {
    workshop.write(`${name}.pdf`, await school.bytes(maren, pdfUrl));
    return textOf(workshop, `${name}.pdf`, ...options);
  }

  beforeAll(async () => {
    school = await aSchool();
    workshop = aWorkshop();
    const people = Object.entries(school.people).map(async ([name, { email, password }]) => [
      name,
      await signIn(email, password),
    ]);
    staff = Object.fromEntries(await Promise.all(people));
  }, 60_000);
  afterAll(async () => {
    workshop.remove();
    await school.house.close();
  });

  describe('when somebody joins', () => {
    it('then they register, and sign in at once', async () => {
      const registered = await school.post(null, 'people', { email: EMAIL, password: PASSWORD, name: 'Maren Solheim' });
      expect(registered).toMatchObject({ status: 201, body: { roles: ['trainee'], emailConfirmed: false } });
      maren = await signIn(EMAIL, PASSWORD);
      expect((await school.get(maren, 'me')).body).toMatchObject({ id: registered.body.id, email: EMAIL });
    });

    it('then they find the programme, enrol, and state who they are', async () => {
      const { items } = (await school.get(null, 'programmes')).body;
      expect(items.map(({ slug }: { slug: string }) => slug)).toContain(PROGRAMME);
      outline = (await school.get(null, `programmes/${PROGRAMME}`)).body;
      expect((await school.post(maren, 'enrolments', { programme: PROGRAMME })).status).toBe(201);
      const licence = { number: 'PTL.0077123', issuedOn: '2020-03-02', jurisdiction: 'US-CO' };
      const stated = { legalName: LEGAL_NAME, profession: 'physical-therapist', jurisdiction: 'US-CO', licence };
      expect((await school.patch(maren, 'me', stated)).body).toMatchObject(stated);
    });

    it('then a certificate is refused, and everything owed is named', async () => {
      const { status, body } = await issue('US-CO');
      expect({ status, code: body.code }).toEqual({ status: 422, code: 'requirements-not-met' });
      const [{ requirements }] = outline.schemes;
      const owed = (list: { requirement?: string; id?: string }[]) =>
        list.map((one) => one.requirement ?? one.id).sort();
      expect(owed(body.owed)).toEqual(owed(requirements));
      for (const one of body.owed)
        expect(one).toMatchObject({ verdict: 'not-met', detail: expect.stringMatching(/\w{3}/) });
      expect(body.owed).toContainEqual(
        expect.objectContaining({ requirement: 'supervised-sessions', found: 0, owed: 5 }),
      );
    });
  });

  describe('when they learn', () => {
    it('then they read every lesson and have it credited', async () => {
      const modules: { lessons: { id: string }[]; quizzes: { id: string; slug: string }[] }[] = outline.courses.flatMap(
        (course: { modules: object[] }) => course.modules,
      );
      quizId = modules.flatMap(({ quizzes }) => quizzes).find(({ slug }) => slug === 'final')!.id;
      for (const { id } of modules.flatMap(({ lessons }) => lessons)) {
        expect((await school.get(maren, `lessons/${id}`)).body).toMatchObject({
          html: expect.stringContaining('<p>'),
          completedAt: null,
        });
        expect((await school.put(maren, `lessons/${id}/completion`)).status).toBe(204);
      }
      const [{ id }] = (await school.get(maren, 'enrolments')).body.items;
      const { lessons, next } = (await school.get(maren, `enrolments/${id}/progress`)).body;
      expect({ done: lessons.done === lessons.total, next }).toEqual({ done: true, next: null });
    });

    it('then a graded attempt waits until the address is confirmed by the letter', async () => {
      expect((await school.post(maren, `quizzes/${quizId}/attempts`)).body.code).toBe('email-not-confirmed');
      const token = await tokenInLetterTo(school.house, EMAIL);
      expect((await school.post(null, 'email-confirmations', { token })).status).toBe(204);
      expect((await school.get(maren, 'me')).body.emailConfirmed).toBe(true);
    });

    it('then they pass the final quiz, each answer with a receipt, an old packet refused', async () => {
      const quiz = (await school.get(maren, `quizzes/${quizId}`)).body;
      expect(quiz).toMatchObject({ questions: 50, refusal: null });
      const started = await school.post(maren, `quizzes/${quizId}/attempts`);
      expect(started.status).toBe(201);
      expect(JSON.stringify(started.body)).not.toMatch(/"(correct|rationale|safetyCritical)"/);
      const { id, items } = started.body;
      for (const [slot, response] of answersFor(items)) {
        const saved = await school.put(maren, `attempts/${id}/responses/${slot}`, {
          sequence: 2,
          response,
          certainty: 3,
        });
        expect(saved).toMatchObject({ status: 200, body: { receipt: expect.stringMatching(/^[0-9a-f]{64}$/) } });
      }
      const [{ slot }] = items;
      const late = await school.put(maren, `attempts/${id}/responses/${slot}`, { sequence: 1, response: null });
      expect({ status: late.status, code: late.body.code }).toEqual({ status: 409, code: 'stale-sequence' });
      const result = await school.post(maren, `attempts/${id}/submission`);
      expect(result.body).toEqual({
        state: 'graded',
        mark: quiz.maxMark,
        maxMark: quiz.maxMark,
        percentage: 100,
        passed: true,
        provisional: true,
        failedSafetyTopics: [],
      });
      expect((await school.post(maren, `attempts/${id}/submission`)).body).toEqual(result.body);
    });
  });

  describe('when they are assessed', () => {
    const observed: string[] = [];

    it('then an assessor sees them only once an instructor put them into the cohort', async () => {
      expect((await school.get(staff.assessor, `people/${maren.id}`)).status).toBe(404);
      const [cohort] = (await school.get(staff.instructor, 'cohorts')).body.items;
      expect((await school.put(staff.instructor, `cohorts/${cohort.id}/members/${maren.id}`)).status).toBe(204);
      expect((await school.get(staff.assessor, `people/${maren.id}`)).body).toMatchObject({ name: 'Maren Solheim' });
    });

    it('then stations and work are observed', async () => {
      const common = {
        personId: maren.id,
        regionTier: 2,
        criticalFails: [],
        observedAt: now(),
        conflictOfInterest: false,
      };
      const seen = [
        {
          kind: 'station',
          station: 'ST1',
          competencies: [
            ['C05', 4],
            ['C11', 5],
          ],
          comment: 'Warned of pneumothorax in plain words.',
        },
        {
          kind: 'workplace',
          competencies: [
            ['C19', 5],
            ['C20', 5],
            ['C21', 5],
            ['C27', 5],
          ],
          comment: 'Counted aloud.',
        },
        { kind: 'station', station: 'ST5', competencies: [['C36', 5]], comment: 'Sent for an ambulance at once.' },
      ];
      for (const { competencies, ...one } of seen) {
        const levels = competencies.map(([competency, level]) => ({ competency, level }));
        const answer = await school.post(staff.assessor2, 'observations', { ...common, ...one, competencies: levels });
        expect(answer.status).toBe(201);
        observed.push(answer.body.id);
      }
    });

    it('then each competency of the scheme is signed off at its own level, in a sentence that is kept', async () => {
      const [{ requirements }] = outline.schemes;
      const observations = (await school.get(staff.assessor, `observations?personId=${maren.id}`)).body.items;
      for (const { competency } of requirements.filter(({ kind }: { kind: string }) => kind === 'sign-off')) {
        const level = outline.competencies.find(({ id }: { id: string }) => id === competency).minLevel;
        const of = observations.filter(({ competencies }: { competencies: { competency: string }[] }) =>
          competencies.some((one) => one.competency === competency),
        );
        const signed = await school.post(staff.assessor, 'sign-offs', {
          personId: maren.id,
          competency,
          level,
          regionTier: 2,
          observedAt: now(),
          observations: of.map(({ id }: { id: string }) => id),
          conflictOfInterest: false,
          reauthentication: { password: staff.assessor.password },
        });
        expect(signed.status).toBe(201);
        expect(signed.body.sentence).toContain('Maren Solheim');
      }
      expect((await school.get(maren, 'sign-offs')).body.items).toHaveLength(7);
    });

    it('then a logbook of five sessions is kept, and verified by the supervisor', async () => {
      const [supervisor] = (await school.get(maren, 'supervisors')).body.items;
      const by = Object.values(staff).find(({ id }) => id === supervisor.id)!;
      for (const region of ['Gluteus medius', 'Soleus', 'Infraspinatus', 'Lumbar multifidus', 'Quadratus femoris']) {
        const session = { region, regionTier: 2, technique: 'Superficial', minutes: 30, needlesIn: 3, needlesOut: 3 };
        const entry = await school.post(maren, 'logbook-entries', {
          ...session,
          performedOn: today(),
          supervisorId: supervisor.id,
        });
        expect(entry).toMatchObject({ status: 201, body: { state: 'waiting' } });
        const verified = await school.post(by, `logbook-entries/${entry.body.id}/verification`, {
          outcome: 'verified',
        });
        expect(verified).toMatchObject({ status: 201, body: { state: 'verified' } });
      }
      const record = (await school.get(maren, `people/${maren.id}/training-record`)).body;
      expect({ treatments: record.treatments.length, signOffs: record.signOffs.length }).toEqual({
        treatments: 5,
        signOffs: 7,
      });
    });
  });

  describe('when the law of Colorado was compared with its text by two registrars', () => {
    let certificate: Answer['body'];
    let rules: Answer['body'][];
    let scanned: string;

    beforeAll(async () => {
      for (const registrar of [staff.registrar, staff.registrar2]) {
        rules = (await school.get(null, 'scope-of-practice/rules?jurisdiction=US-CO')).body.rules;
        expect(rules.length).toBeGreaterThan(0);
        for (const { id, version } of rules) {
          const answer = await school.post(registrar, `scope-of-practice/rules/${id}/versions/${version}/review`, {
            comparedWith: '4 CCR 732-1, rule 1.5, Code of Colorado Regulations, read 2026-11-20',
            comparedOn: '2026-11-20',
            outcome: 'verified',
            note: 'Word for word.',
          });
          expect(answer).toMatchObject({
            status: 201,
            body: { review: { state: 'verified', reviewedBy: registrar.id } },
          });
        }
      }
      rules = (await school.get(null, 'scope-of-practice/rules?jurisdiction=US-CO')).body.rules;
    });

    it('then a certificate is issued, with the law as it stands recorded', async () => {
      const { status, body } = await issue('US-CO');
      expect(status).toBe(201);
      expect(body).toMatchObject({
        status: 'valid',
        issuedOn: '2026-11-22',
        expiresOn: '2028-11-22',
        scopeOfPractice: {
          standing: 'permitted-with-conditions',
          review: 'verified',
          evaluation: { outcome: expect.any(String) },
        },
      });
      expect(body.number).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z*~$=U]$/);
      certificate = body;
    });

    it('then the paper says who, what, when and where, and every requirement with figure, citation and review', async () => {
      const text = await printed(certificate, 'colorado');
      for (const words of [
        LEGAL_NAME,
        outline.title,
        '22 November 2026',
        '22 November 2028',
        certificate.number,
        'Colorado',
      ]) {
        expect(text).toContain(words);
      }
      expect(text).toContain('confers no legal authority to practise');
      for (const { instrument, requirements } of rules) {
        expect(text).toContain(instrument.citation);
        for (const asked of leavesOf(requirements)) {
          expect(text).toContain(asked.detail);
          if (asked.minimum !== undefined) expect(text).toContain(`at least ${asked.minimum} ${asked.unit}`);
          if (asked.maximum !== undefined) expect(text).toContain(`at most ${asked.maximum} ${asked.unit}`);
        }
      }
      expect(text).toContain('2026-11-20');
    });

    it('then its code is read from a picture at 150 dots per inch, and leads to the check', async () => {
      workshop.run('pdftoppm', '-r', '150', '-l', '1', '-png', '-singlefile', 'colorado.pdf', 'colorado');
      scanned = workshop.run('zbarimg', '--quiet', '--raw', 'colorado.png').trim();
      expect(decodeURIComponent(scanned).toLowerCase()).toBe(certificate.verifyUrl.toLowerCase());
    });

    it('then by its number anybody reads a verdict, and the name only masked', async () => {
      const { status, body } = await school.get(null, `verifications/${certificate.number}`);
      expect({ status, verdict: body.verdict }).toEqual({ status: 200, verdict: 'valid' });
      expect(body.certificate.holder).toMatchObject({ name: 'M*** Ø*** S***', masked: true });
      expect(JSON.stringify(body)).not.toMatch(/Solheim|PTL\.0077123/);
      expect(body.checks.map(({ outcome }: { outcome: string }) => outcome)).not.toContain('failed');
      const mistyped = certificate.number.toLowerCase().replace(/-/g, ' ');
      expect((await school.get(null, `verifications/${encodeURIComponent(mistyped)}`)).body.verdict).toBe('valid');
    });

    it('then with the secret of the code every certified field is shown, and with another one nothing is known', async () => {
      const [, , number, secret] = new URL(scanned).pathname.split('/');
      const { body } = await school.get(null, `verifications/${number}?secret=${secret}`);
      expect(body).toMatchObject({ verdict: 'valid', number: certificate.number, changes: [] });
      expect(body.certificate.holder).toMatchObject({ name: LEGAL_NAME, masked: false });
      expect(body.scopeAtIssue.ruleSet).toEqual(certificate.scopeOfPractice.ruleSet);
      expect((await school.get(null, `verifications/${number}?secret=${'0'.repeat(16)}`)).body.verdict).toBe('unknown');
      expect((await school.get(null, 'verifications/0000-0000-0000-0000-0')).body.verdict).toBe('unknown');
    });

    it('then it is suspended while a revocation waits for the second registrar, and revoked from then on', async () => {
      const verdict = async () => (await school.get(null, `verifications/${certificate.number}`)).body.verdict;
      const reason = 'A sign-off was found to be mistaken.';
      school.house.clock.advance(3_600_000);
      const asked = await school.post(staff.registrar, `certificates/${certificate.id}/revocation`, { reason });
      expect(asked.body.status).toBe('suspended');
      expect(await verdict()).toBe('suspended');
      const alone = await school.post(staff.registrar, `certificates/${certificate.id}/revocation/confirmation`, {
        reason,
      });
      expect({ status: alone.status, code: alone.body.code }).toEqual({ status: 422, code: 'second-person-required' });
      school.house.clock.advance(60_000);
      const confirmed = await school.post(staff.registrar2, `certificates/${certificate.id}/revocation/confirmation`, {
        reason,
      });
      expect(confirmed.body.status).toBe('revoked');
      expect(await verdict()).toBe('revoked');
      const earlier = await school.get(null, `verifications/${certificate.number}?asOf=2026-11-22T12:30:00Z`);
      expect(earlier.body.verdict).toBe('valid');
    });
  });

  describe('when certificates are issued for other places', () => {
    it('then for unreviewed Maryland no figure stands on paper, and the words say why', async () => {
      const { status, body } = await issue('US-MD');
      expect({ status, review: body.scopeOfPractice.review }).toEqual({ status: 201, review: 'unverified' });
      const text = await printed(body, 'maryland');
      expect(text).toContain('not verified against the primary text; ask the regulator before practising');
      const { rules } = (await school.get(null, 'scope-of-practice/rules?jurisdiction=US-MD')).body;
      const asked = rules.flatMap(({ requirements }: { requirements: object[] }) =>
        leavesOf(requirements as Requirement[]),
      );
      expect(asked.length).toBeGreaterThan(3);
      for (const { minimum, maximum, unit } of asked) {
        for (const figure of [minimum, maximum])
          if (figure !== undefined) expect(text).not.toMatch(new RegExp(`\\b${figure} ${unit}`));
      }
    });

    it.each`
      place      | standing
      ${'US-CA'} | ${'prohibited'}
      ${'US-NY'} | ${'prohibited'}
    `('then for $place it says that the practice is recorded as prohibited, and permits nothing', async ({ place }) => {
      const { status, body } = await issue(place);
      expect({
        status,
        standing: body.scopeOfPractice.standing,
        outcome: body.scopeOfPractice.evaluation.outcome,
      }).toEqual({
        status: 201,
        standing: 'prohibited',
        outcome: 'does-not-meet',
      });
      const text = await printed(body, place);
      expect(text).toContain('Recorded as prohibited, not verified against the primary text');
      expect(text).toContain('Nothing in this certificate permits it.');
      expect(text).not.toMatch(/permitted|allowed|may practise in/);
    });

    it('then for a place without rules the law is unknown, which is no permission', async () => {
      const { status, body } = await issue('NZ');
      expect({
        status,
        standing: body.scopeOfPractice.standing,
        outcome: body.scopeOfPractice.evaluation.outcome,
      }).toEqual({
        status: 201,
        standing: 'unknown',
        outcome: 'cannot-tell',
      });
      expect(await printed(body, 'nowhere')).toContain(
        'That is not a permission: ask the regulator before practising.',
      );
    });
  });
});

interface Requirement {
  readonly detail: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly unit?: string;
  readonly anyOf?: readonly Requirement[];
  readonly allOf?: readonly Requirement[];
}

/** Requirements out of their groups. */
function leavesOf(requirements: readonly Requirement[]): Requirement[] {
  return requirements.flatMap((one) => (one.anyOf || one.allOf ? leavesOf(one.anyOf ?? one.allOf ?? []) : [one]));
}
