import { createPublicKey, verify } from 'node:crypto';
import { aSchool, School } from '../../test/support/a-school';
import { aPerson, TestPerson } from '../../test/support/people';
import { SCHEME, train } from '../../test/support/training';
import { appendOnlyTables } from '../database/append-only';
import { canonicalJson, sha256Hex } from '../kernel/canonical-json';
import { Conflict } from '../kernel/errors';
import { Vault } from '../vault/vault.service';
import { firstBrokenEvent, parseCertificateNumber } from './certificate';
import { CertificateRegister } from './register.service';
import { aWorkshop, textOf, Workshop } from './testing/programs';

const NINE_HOURS = 9 * 3_600_000;
const NAME = 'Imogen Ravensworth-Ødegård';
const LICENCE = { number: 'PTL-0099887', issuedOn: '2019-05-01', jurisdiction: 'US-CO' };

describe('Given a school with a trainee who meets the scheme, and two registrars', () => {
  let school: School;
  let trainee: TestPerson;
  let registrar: TestPerson;
  let registrar2: TestPerson;
  let workshop: Workshop;

  const now = () => school.house.clock.now();
  const issue = (jurisdiction: string, more: object = {}, who = registrar) =>
    school.post(who, 'certificates', { personId: trainee.id, scheme: SCHEME, jurisdiction, ...more });
  const act = (who: TestPerson, id: string, what: string, body: object = { reason: 'As the committee decided.' }) =>
    school.post(who, `certificates/${id}/${what}`, body);
  const printed = async (id: string, name: string) => {
    workshop.write(`${name}.pdf`, await school.bytes(registrar, `/api/v1/certificates/${id}/pdf`));
    return textOf(workshop, `${name}.pdf`);
  };

  beforeAll(async () => {
    school = await aSchool();
    ({ trainee, registrar, registrar2 } = school.people);
    workshop = aWorkshop();
    school.house.clock.advance(3_600_000);
    await school.patch(trainee, 'me', { legalName: null, profession: null, licence: null });
  });
  afterAll(async () => {
    workshop.remove();
    await school.house.close();
  });

  describe('when one is to be issued too early', () => {
    it('then everything owed is named, the profile too, and nothing is issued', async () => {
      const { status, body } = await issue('US-CO');
      expect({ status, code: body.code }).toEqual({ status: 422, code: 'requirements-not-met' });
      expect(body.owed.length).toBeGreaterThan(9);
      expect(body.owed).toContainEqual(
        expect.objectContaining({ requirement: 'supervised-sessions', verdict: 'not-met', found: 0, owed: 5 }),
      );
      expect(body.owed).toContainEqual(
        expect.objectContaining({ requirement: 'final-quiz', detail: expect.any(String) }),
      );
      expect(body.owed).toContainEqual(expect.objectContaining({ requirement: 'profile-legal-name' }));
      expect((await school.get(registrar, 'certificates')).body.items).toEqual([]);
    });

    it('then a person who is enrolled on nothing is owed everything as well', async () => {
      const stranger = await aPerson(school.house);
      const { status, body } = await issue('US-CO', { personId: stranger.id });
      expect({ status, code: body.code }).toEqual({ status: 422, code: 'requirements-not-met' });
    });

    it.each`
      case                           | but                                                     | status | code
      ${'the scheme is unknown'}     | ${{ scheme: 'no-such-scheme' }}                         | ${400} | ${'validation-failed'}
      ${'the person is unknown'}     | ${{ personId: '01900000-0000-7000-8000-000000000000' }} | ${404} | ${'not-found'}
      ${'the id is no id'}           | ${{ personId: 'me' }}                                   | ${400} | ${'validation-failed'}
      ${'the place is no code'}      | ${{ jurisdiction: 'Colorado' }}                         | ${400} | ${'validation-failed'}
      ${'the profession is no slug'} | ${{ profession: 'Physical Therapist' }}                 | ${400} | ${'validation-failed'}
      ${'something is added'}        | ${{ number: '0000' }}                                   | ${400} | ${'validation-failed'}
    `('and $case, then it is refused with $status $code', async ({ but, status, code }) => {
      const answer = await issue('US-CO', but);
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    });
  });

  describe('when the trainee has shown everything', () => {
    let certificate: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

    beforeAll(async () => {
      await train(school, trainee);
    });

    it('then a profile without a legal name is asked for it', async () => {
      const { status, body } = await issue('US-CO');
      expect({ status, code: body.code }).toEqual({ status: 422, code: 'profile-incomplete' });
      expect(body.missing).toEqual(['legal name', 'profession']);
    });

    it('then a name that cannot be printed is refused, and the characters are named', async () => {
      await school.patch(trainee, 'me', { legalName: 'ليلى Haddad', profession: 'physical-therapist' });
      const { status, body } = await issue('US-CO');
      expect({ status, code: body.code }).toEqual({ status: 422, code: 'glyphs-missing' });
      expect(body.characters.map(({ character }: { character: string }) => character)).toEqual(['ل', 'ي', 'ى']);
      expect((await school.get(registrar, 'certificates')).body.items).toEqual([]);
    });

    it('then nobody certifies themselves', async () => {
      const { status, body } = await issue('US-CO', { personId: registrar.id });
      expect({ status, code: body.code }).toEqual({ status: 403, code: 'self-issue' });
    });

    it('then of two registrars at once, one issues it', async () => {
      await school.patch(trainee, 'me', { legalName: NAME, profession: 'physical-therapist', licence: LICENCE });
      const answers = await Promise.all([issue('US-MD'), issue('US-MD', {}, registrar2)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      certificate = answers.find(({ status }) => status === 201)?.body;
      expect(certificate).toMatchObject({
        status: 'valid',
        statusFacts: [],
        issuedOn: '2026-11-22',
        expiresOn: '2028-11-22',
        validUntil: '2028-11-23T00:00:00.000Z',
        pdfUrl: `/api/v1/certificates/${certificate.id}/pdf`,
        scopeOfPractice: {
          ruleSet: {
            id: expect.any(String),
            version: expect.any(String),
            digest: expect.stringMatching(/^[0-9a-f]{64}$/),
          },
          standing: 'permitted-with-conditions',
          review: 'unverified',
          printable: false,
          evaluation: { outcome: expect.any(String), requirements: expect.any(Array) },
        },
        events: [{ sequence: 1, type: 'issued' }],
      });
      expect(parseCertificateNumber(certificate.number)).not.toBeNull();
    });

    it('then a second one for the same place is refused while it is in force', async () => {
      const { status, body } = await issue('US-MD');
      expect({ status, code: body.code, certificate: body.certificate }).toEqual({
        status: 409,
        code: 'conflict',
        certificate: certificate.id,
      });
    });

    it('then the file says who, what, when and where, and no figure of a rule that nobody verified', async () => {
      const text = await printed(certificate.id, 'maryland');
      for (const words of [
        NAME,
        '22 November 2026',
        '22 November 2028',
        certificate.number,
        'Maryland',
        'COMAR 10.38.12',
        'not verified against the primary text',
      ]) {
        expect(text).toContain(words);
      }
      expect(text).not.toMatch(/\b80\b|\b40\b|two years|\d+ hours/i);
      expect(text).not.toContain(LICENCE.number);
    });

    it('then it is served as it was stored, and not again to who has it', async () => {
      const { headers } = registrar;
      const url = `/api/v1/certificates/${certificate.id}/pdf`;
      const answer = await school.house.app.inject({ method: 'GET', url, headers });
      expect(answer.headers).toMatchObject({ 'content-type': 'application/pdf', etag: `"${certificate.pdfSha256}"` });
      expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="certificate-[0-9A-Z-]+\.pdf"$/);
      expect(sha256Hex(answer.rawPayload)).toBe(certificate.pdfSha256);
      const again = await school.house.app.inject({
        method: 'GET',
        url,
        headers: { ...headers, 'if-none-match': `"${certificate.pdfSha256}"` },
      });
      expect(again.statusCode).toBe(304);
    });

    it('then it is shown to its holder, to registrars and auditors, and to nobody else', async () => {
      const { auditor, assessor, clinic, admin } = school.people;
      for (const path of ['', '/pdf', '/credential']) {
        const statuses = await Promise.all(
          [trainee, registrar2, auditor, assessor, clinic, admin].map(
            async ({ headers }) =>
              (
                await school.house.app.inject({
                  method: 'GET',
                  url: `/api/v1/certificates/${certificate.id}${path}`,
                  headers,
                })
              ).statusCode,
          ),
        );
        expect(statuses).toEqual([200, 200, 200, 404, 404, 404]);
      }
      expect((await school.get(trainee, 'certificates?mine')).body.items).toMatchObject([
        { id: certificate.id, holder: { id: trainee.id } },
      ]);
      expect((await school.get(assessor, 'certificates?mine=true')).body.items).toEqual([]);
      expect((await school.get(trainee, 'certificates')).status).toBe(403);
      expect((await school.get(trainee, 'certificates/not-an-id')).status).toBe(400);
    });

    it('then its data are signed with a key that anybody can fetch', async () => {
      const { body } = await school.get(trainee, `certificates/${certificate.id}/credential`);
      const { items, next } = (await school.get(null, 'issuer-keys?limit=1')).body;
      expect(next).toBeNull();
      const key = items.find(({ id }: { id: string }) => id === body.snapshot.issuer.keyId);
      const bytes = Buffer.from(canonicalJson(body.snapshot), 'utf8');
      expect(verify(null, bytes, createPublicKey(key.pem), Buffer.from(body.signature, 'base64url'))).toBe(true);
      expect(body.digest).toBe(certificate.snapshotDigest);
      expect(body.snapshot).toMatchObject({
        format: 'filiform-certificate/1',
        number: certificate.number,
        holder: { name: NAME, licence: { number: LICENCE.number } },
        scheme: { code: SCHEME, provisional: true },
        statements: [{ code: 'no-authority' }, { code: 'provisional' }, { code: 'unapproved' }, { code: 'proposed' }],
      });
      // What may not be printed is in the data all the same, and says so.
      const [rule] = body.snapshot.scopeOfPractice.rules;
      expect(rule).toMatchObject({
        printable: false,
        review: { state: 'unverified' },
        requirements: expect.any(Array),
        sources: expect.any(Array),
      });
      expect(body.snapshot.scoringRuns).toHaveLength(1);
      expect((await school.get(trainee, `certificates/${certificate.id}/credential?format=ob3`)).body.code).toBe(
        'format-not-available',
      );
      expect((await school.get(trainee, `certificates/${certificate.id}/credential?format=docx`)).status).toBe(400);
    });

    it('then whoever holds the code is told apart from who only knows the number', async () => {
      const register = school.house.get(CertificateRegister);
      const number = parseCertificateNumber(certificate.number) as string;
      const line = await register.byNumber(number);
      const [, secret] = /\/v\/[^/]+\/([0-9A-Z]{16})$/.exec(certificate.verifyUrl) as RegExpExecArray;
      expect(register.secretMatches(line!, secret.toLowerCase())).toBe(true);
      for (const wrong of ['', '0'.repeat(16), secret.slice(1), `${secret}0`])
        expect(register.secretMatches(line!, wrong)).toBe(false);
      expect(await register.headOf(number)).toEqual({ certificateId: certificate.id, lastEventSequence: 1 });
      expect(await register.headOf('nothing')).toBeNull();
    });

    it('then nothing that identifies the holder stands in the clear in any append-only table', async () => {
      const { manager } = school.house.unitOfWork;
      const [, secret] = /\/([0-9A-Z]{16})$/.exec(certificate.verifyUrl) as RegExpExecArray;
      for (const table of await appendOnlyTables(
        (sql) => manager.query(sql),
        school.house.settings.databaseUrl !== null,
      )) {
        const rows = await manager.query(`SELECT * FROM "${table}"`);
        const text = Buffer.from(
          JSON.stringify(rows, (_, value) =>
            value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
          ),
        );
        for (const words of ['Ravensworth', LICENCE.number, secret, 'PRIVATE KEY'])
          expect(text.includes(words)).toBe(false);
      }
    });

    it('then a profile that changes afterwards changes no byte of it', async () => {
      await school.patch(trainee, 'me', { legalName: 'Somebody Else' });
      expect(sha256Hex(await school.bytes(trainee, `/api/v1/certificates/${certificate.id}/pdf`))).toBe(
        certificate.pdfSha256,
      );
      await school.patch(trainee, 'me', { legalName: NAME });
    });

    it('then for reviewed Colorado every requirement stands on it with its figure, citation and date of review', async () => {
      const { rules } = (
        await school.get(null, 'scope-of-practice/rules?jurisdiction=US-CO&profession=physical-therapist')
      ).body;
      for (const { id, version } of rules) {
        const review = {
          comparedWith: '4 CCR 732-1, rule 1.5',
          comparedOn: '2026-11-20',
          outcome: 'verified',
          note: 'Read in full.',
        };
        expect(
          (await school.post(registrar2, `scope-of-practice/rules/${id}/versions/${version}/review`, review)).status,
        ).toBe(201);
      }
      const { status, body } = await issue('US-CO');
      expect({ status, standing: body.scopeOfPractice?.standing, review: body.scopeOfPractice?.review }).toEqual({
        status: 201,
        standing: 'permitted-with-conditions',
        review: 'verified',
      });
      const text = await printed(body.id, 'colorado');
      const asked = rules.flatMap(
        (rule: { requirements: { minimum?: number; maximum?: number; unit?: string; detail: string }[] }) =>
          rule.requirements,
      );
      expect(asked.length).toBeGreaterThan(4);
      for (const { minimum, maximum, unit, detail } of asked) {
        expect(text).toContain(detail.replace(/\s+/g, ' '));
        if (minimum !== undefined) expect(text).toContain(`at least ${minimum} ${unit}`);
        if (maximum !== undefined) expect(text).toContain(`at most ${maximum} ${unit}`);
      }
      for (const { instrument } of rules) expect(text).toContain(instrument.citation.replace(/\s+/g, ' '));
      expect(text).toContain('Verified 2026-11-20');
    });

    it.each`
      place      | words
      ${'US-CA'} | ${'Recorded as prohibited, not verified against the primary text; ask the regulator before practising.'}
      ${'US-NY'} | ${'Recorded as prohibited, not verified against the primary text; ask the regulator before practising.'}
      ${'AU'}    | ${'Unknown: no rule is recorded for this place and profession.'}
    `('then for $place it says: $words', async ({ place, words }) => {
      const { status, body } = await issue(place);
      expect(status).toBe(201);
      const text = await printed(body.id, place);
      expect(text).toContain(words);
      expect(text).toContain('confers no legal authority to practise');
    });
  });

  describe('when something befalls a certificate', () => {
    let id: string;
    const standing = async () => (await school.get(registrar, `certificates/${id}`)).body;

    beforeAll(async () => {
      ({ id } = (await school.get(registrar, 'certificates?limit=1')).body.items[0]);
      school.house.clock.advance(NINE_HOURS);
    });

    it('then it is suspended once, from a moment that is neither ahead nor before its issue', async () => {
      const later = { reason: 'A complaint came in.', effectiveAt: '2026-11-30T00:00:00Z' };
      expect((await act(registrar, id, 'suspension', later)).body.code).toBe('date-not-allowed');
      expect(
        (await act(registrar, id, 'suspension', { ...later, effectiveAt: '2026-11-01T00:00:00Z' })).body.code,
      ).toBe('date-not-allowed');
      expect((await act(registrar, id, 'suspension', { reason: '' })).status).toBe(400);
      expect((await act(trainee, id, 'suspension')).status).toBe(403);
      const { status, body } = await act(registrar, id, 'suspension', { reason: 'A complaint came in.' });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        status: 'suspended',
        statusFacts: [{ status: 'suspended', awaitingConfirmation: false }],
      });
      expect(body.events).toMatchObject([
        { type: 'issued' },
        { type: 'suspended', reason: 'A complaint came in.', actor: { id: registrar.id } },
      ]);
      expect((await act(registrar2, id, 'suspension')).status).toBe(409);
      expect((await act(registrar2, id, 'supersession')).status).toBe(409);
    });

    it('then it is reinstated, and is valid again', async () => {
      expect((await act(registrar2, id, 'reinstatement')).body.status).toBe('valid');
      expect((await act(registrar2, id, 'reinstatement')).status).toBe(409);
    });

    it('then a revocation waits for a second registrar, and shows as suspended meanwhile', async () => {
      expect((await act(registrar, id, 'revocation/confirmation', {})).status).toBe(409);
      const asked = await act(registrar, id, 'revocation', {
        reason: 'The assessor was not qualified.',
        effectiveAt: '2026-11-22T20:00:00Z',
      });
      expect(asked.body).toMatchObject({ status: 'suspended', statusFacts: [{ awaitingConfirmation: true }] });
      expect((await act(registrar2, id, 'revocation')).status).toBe(409);
      const alone = await act(registrar, id, 'revocation/confirmation', {});
      expect({ status: alone.status, code: alone.body.code }).toEqual({ status: 422, code: 'second-person-required' });
    });

    it('then declining it lifts no suspension that there was besides, and takes no date', async () => {
      expect(
        (await act(registrar2, id, 'suspension', { reason: 'A second complaint.' })).body.statusFacts,
      ).toMatchObject([
        { status: 'suspended', awaitingConfirmation: false },
        { status: 'suspended', awaitingConfirmation: true },
      ]);
      const dated = { reason: 'He was qualified.', effectiveAt: now().toISOString() };
      expect((await act(registrar2, id, 'reinstatement', dated)).body.code).toBe('date-not-allowed');
      const declined = await act(registrar2, id, 'reinstatement', { reason: 'He was qualified.' });
      expect(declined.body).toMatchObject({
        status: 'suspended',
        statusFacts: [{ status: 'suspended', awaitingConfirmation: false }],
      });
      expect(declined.body.events.at(-1)).toMatchObject({ type: 'revocation-declined' });
      expect((await act(registrar2, id, 'reinstatement')).body.status).toBe('valid');
      await act(registrar, id, 'revocation', { reason: 'The assessor was not qualified.' });
    });

    it('then it may be declined, asked for again, and confirmed by two at once: one revokes', async () => {
      expect(
        (await act(registrar2, id, 'reinstatement', { reason: 'The assessor was qualified after all.' })).body.status,
      ).toBe('valid');
      await act(registrar2, id, 'revocation', {
        reason: 'The record was forged.',
        effectiveAt: '2026-11-22T20:00:00Z',
      });
      const confirm = () => act(registrar, id, 'revocation/confirmation', { reason: 'Seen.' });
      const answers = await Promise.all([confirm(), confirm()]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await standing()).toMatchObject({
        status: 'revoked',
        statusFacts: [{ status: 'revoked', effectiveAt: '2026-11-22T20:00:00.000Z', recordedAt: now().toISOString() }],
      });
      for (const what of ['suspension', 'reinstatement', 'revocation', 'revocation/confirmation', 'supersession']) {
        expect((await act(registrar, id, what)).status).toBe(409);
      }
    });

    it('then whoever decided before another event was recorded finds a conflict, and nothing is appended', async () => {
      const register = school.house.get(CertificateRegister);
      const [issued, ...since] = await register.eventsOf(id);
      const event = { type: 'suspended', effectiveAt: now(), actorId: registrar2.id } as const;
      await expect(
        school.house.unitOfWork.run(() => register.append(id, event, [issued, ...since.slice(0, -1)])),
      ).rejects.toBeInstanceOf(Conflict);
      expect(await register.eventsOf(id)).toHaveLength(1 + since.length);
    });

    it('then the paper is kept, its history is whole, and its place may be certified anew', async () => {
      expect(sha256Hex(await school.bytes(trainee, `/api/v1/certificates/${id}/pdf`))).toBe(
        (await standing()).pdfSha256,
      );
      const events = await school.house.get(CertificateRegister).eventsOf(id);
      expect(firstBrokenEvent(events)).toBeNull();
      expect(
        firstBrokenEvent(events.map((event, index) => (index === 1 ? { ...event, actorId: registrar2.id } : event))),
      ).toBe(2);
      expect((await issue((await standing()).jurisdiction)).status).toBe(201);
    });

    it('then of two that supersede it at once one wins, and both certificates know each other', async () => {
      const { items } = (await school.get(registrar, 'certificates')).body;
      const old = items.find(({ status }: { status: string }) => status === 'valid');
      await school.patch(trainee, 'me', { legalName: 'Imogen Ravensworth' });
      const reason = { reason: 'The holder changed their name.' };
      const answers = await Promise.all([
        act(registrar, old.id, 'supersession', reason),
        act(registrar2, old.id, 'supersession', reason),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      const { body } = answers.find(({ status }) => status === 201)!;
      expect(body).toMatchObject({
        status: 'valid',
        supersedes: { id: old.id, number: old.number },
        supersededBy: null,
      });
      expect(body.number).not.toBe(old.number);
      expect((await school.get(registrar, `certificates/${old.id}`)).body).toMatchObject({
        status: 'superseded',
        supersededBy: { id: body.id },
      });
      expect(await printed(body.id, 'superseding')).toContain(`It takes the place of certificate ${old.number}.`);
      await act(registrar, old.id, 'revocation');
      expect((await act(registrar2, old.id, 'reinstatement')).body).toMatchObject({
        status: 'superseded',
        statusFacts: [{ status: 'superseded' }],
      });
    });

    it('then what was sealed can be erased, and the line and its history stay', async () => {
      await school.house.unitOfWork.run(() => school.house.get(Vault).erase(id));
      expect(await standing()).toMatchObject({
        status: 'revoked',
        scopeOfPractice: null,
        events: [{ type: 'issued' }, { type: 'suspended', reason: null }, {}, {}, {}, {}, {}, {}, {}, {}, {}],
      });
      expect((await standing()).verifyUrl).toMatch(/\/verify\//);
      expect((await school.get(trainee, `certificates/${id}/pdf`)).body.code).toBe('document-erased');
      expect((await school.get(trainee, `certificates/${id}/credential`)).body.code).toBe('document-erased');
      expect(await school.house.get(CertificateRegister).snapshotOf(id)).toBeNull();
    });
  });

  it('when its keys are asked for on the web, then did:web names them all', async () => {
    const answer = await school.house.app.inject({ method: 'GET', url: '/.well-known/did.json' });
    expect(answer.headers['content-type']).toContain('application/did+json');
    const { items } = (await school.get(null, 'issuer-keys')).body;
    expect(answer.json()).toMatchObject({
      id: 'did:web:localhost%3A3000',
      verificationMethod: [{ publicKeyJwk: items[0].jwk }],
    });
  });
});

describe('Given a house that is known by an IP address', () => {
  it('when its did:web document is asked for, then there is none, and the answer says why', async () => {
    const school = await aSchool({ environment: { PUBLIC_URL: 'http://127.0.0.1:3000' } });
    const answer = await school.house.app.inject({ method: 'GET', url: '/.well-known/did.json' });
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'no-did-here', detail: expect.stringContaining('IP address') });
    await school.house.close();
  });
});
