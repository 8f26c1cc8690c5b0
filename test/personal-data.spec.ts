import { AuditTrail } from '../src/audit/audit-trail';
import { appendOnlyTables } from '../src/database/append-only';
import { People } from '../src/identity/people.service';
import { Vault } from '../src/vault/vault.service';
import { Answer, aSchool, PROGRAMME, School } from './support/a-school';
import { aPerson, TestPerson } from './support/people';
import { aSession, SCHEME, train } from './support/training';

/*
 * What identifies a person can be erased for ever, though facts are kept for ever: no append-only table holds it in the
 * clear. Somebody with words of their own walks the whole story; then every such table is read as it lies on disk.
 */

const NAME = 'Quillon Brackwater';
const EMAIL = 'quillon.zephyrine@brackwater.test';
const LEGAL_NAME = 'Quillon Zephyrine Brackwåter';
const LICENCE = 'ZQX-7719-K';

/** Each of them written somewhere, by the person or about them. */
const WORDS = {
  observation: 'Palpates like a violinist, saffron scarf.',
  criticalFail: 'Recapped while humming a barcarole',
  signOff: 'Ready, in the words of the obsidian committee.',
  withdrawal: 'Signed on a tangerine afternoon by mistake.',
  region: 'Right gastrocnemius, tattooed heron',
  reflection: 'I was nervous as a marzipan otter.',
  adverseEvent: 'Vasovagal faint beside the turquoise couch',
  returned: 'Say what the patient felt, not the weather in Valparaíso.',
  attendance: 'Practical day at the Quagmire annexe',
  suspension: 'A complaint by a neighbour with a bassoon.',
  accommodation: 'Reads slowly since the accident at the Zanzibar regatta',
  accommodationEnd: 'Says that the marmalade glasses help now',
  move: 'Missed two weeks with shingles in Kirkcudbright',
};

describe('Given somebody with words of their own, who walked the whole story', () => {
  let school: School;
  let person: TestPerson;
  let certificate: Answer['body'];

  const must = async (what: Promise<Answer>): Promise<Answer['body']> => {
    const { status, body } = await what;
    if (status >= 300) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
    return body;
  };

  beforeAll(async () => {
    school = await aSchool();
    const { assessor, instructor, registrar, registrar2 } = school.people;
    person = await aPerson(school.house, { name: NAME, email: EMAIL });
    const licence = { number: LICENCE, issuedOn: '2018-04-03', jurisdiction: 'US-CO' };
    const stated = { legalName: LEGAL_NAME, profession: 'physical-therapist', jurisdiction: 'US-CO', licence };
    await must(school.patch(person, 'me', stated));
    const enrolment = await must(school.post(person, 'enrolments', { programme: PROGRAMME }));
    const [cohort] = (await must(school.get(instructor, 'cohorts'))).items;
    await must(school.put(instructor, `cohorts/${cohort.id}/members/${person.id}`));

    await train(school, person);
    const now = school.house.clock.now().toISOString();
    const seen = { personId: person.id, regionTier: 2, observedAt: now, conflictOfInterest: false };
    const observed = await must(
      school.post(assessor, 'observations', {
        ...seen,
        kind: 'workplace',
        competencies: [{ competency: 'C19', level: 5 }],
        criticalFails: [],
        comment: WORDS.observation,
      }),
    );
    await must(
      school.post(assessor, 'observations', {
        ...seen,
        kind: 'workplace',
        competencies: [{ competency: 'C20', level: 1 }],
        criticalFails: [WORDS.criticalFail],
        comment: WORDS.observation,
      }),
    );
    const signed = await must(
      school.post(assessor, 'sign-offs', {
        ...seen,
        competency: 'C19',
        level: 4,
        regionTier: 1,
        observations: [observed.id],
        comment: WORDS.signOff,
        reauthentication: { password: assessor.password },
      }),
    );
    await must(school.post(assessor, `sign-offs/${signed.id}/withdrawal`, { reason: WORDS.withdrawal }));
    const adverseEvent = {
      kind: WORDS.adverseEvent,
      action: 'Laid flat',
      outcome: 'Recovered',
      followUp: 'Rang next day',
    };
    const { region, reflection } = WORDS;
    const session = { ...aSession(school, assessor), region, reflection, adverseEvent };
    const entry = await must(school.post(person, 'logbook-entries', session));
    const verdict = { outcome: 'returned', comment: WORDS.returned };
    await must(school.post(assessor, `logbook-entries/${entry.id}/verification`, verdict));
    await must(
      school.post(instructor, 'attendances', {
        personId: person.id,
        heldOn: now.slice(0, 10),
        delivery: 'in-person',
        title: WORDS.attendance,
        items: [{ subject: 'dry-needling', mode: 'practical', minutes: 300 }],
      }),
    );
    const programmeVersion = enrolment.programmeVersion.id;
    await school.post(registrar, `enrolments/${enrolment.id}/moves`, { programmeVersion, reason: WORDS.move });
    certificate = await must(
      school.post(registrar, 'certificates', { personId: person.id, scheme: SCHEME, jurisdiction: 'US-CO' }),
    );
    const allowed = await must(
      school.post(registrar, `people/${person.id}/accommodations`, {
        factor: 1.25,
        breakMinutes: 10,
        endsOn: '2099-12-31',
        reason: WORDS.accommodation,
      }),
    );
    const end = { reason: WORDS.accommodationEnd };
    await must(school.post(registrar, `accommodations/${allowed.id}/withdrawal`, end));
    const reason = WORDS.suspension;
    await must(school.post(registrar, `certificates/${certificate.id}/suspension`, { reason }));
    await must(school.post(registrar, `certificates/${certificate.id}/reinstatement`, { reason }));
    await must(school.post(registrar, `certificates/${certificate.id}/revocation`, { reason }));
    await must(school.post(registrar2, `certificates/${certificate.id}/revocation/confirmation`, { reason }));
  }, 120_000);
  afterAll(() => school.house.close());

  it('when every append-only table is read as it lies on disk, then nothing in it says who it was', async () => {
    const { manager } = school.house.unitOfWork;
    const tables = await appendOnlyTables((sql) => manager.query(sql), school.house.settings.databaseUrl !== null);
    expect(tables.length).toBeGreaterThan(20);
    const secret = (certificate.verifyUrl as string).split('/').at(-1)!;
    const needles = [NAME, EMAIL, LEGAL_NAME, 'brackw', 'quillon', LICENCE, secret, ...Object.values(WORDS)];
    const found: string[] = [];
    for (const table of tables) {
      const rows = await manager.query<Record<string, unknown>[]>(`SELECT * FROM "${table}"`);
      const text = rows.map(inTheClear).join('\n').toLowerCase();
      // Sealed with nothing but an encoding would be no seal.
      for (const needle of needles.flatMap((one) => [one, ...encodingsOf(one)])) {
        if (text.includes(needle.toLowerCase())) found.push(`${table} holds "${needle}"`);
      }
    }
    expect(found).toEqual([]);
  });

  it('when nobody was erased yet, then those whom it concerns read every word', async () => {
    const { registrar } = school.people;
    const everything = JSON.stringify([
      await must(school.get(person, 'me')),
      await must(school.get(person, 'me/accommodations')),
      await must(school.get(person, 'logbook-entries')),
      await must(school.get(registrar, `observations?personId=${person.id}`)),
      await must(school.get(registrar, `sign-offs?personId=${person.id}`)),
      await must(school.get(registrar, `certificates/${certificate.id}`)),
    ]);
    const { attendance: _attendance, move: _move, ...shown } = WORDS;
    for (const words of [NAME, EMAIL, LEGAL_NAME, LICENCE, ...Object.values(shown)])
      expect(everything).toContain(words);
  });

  describe('when the keys of the person and of their certificate are destroyed', () => {
    beforeAll(async () => {
      const { house } = school;
      await house.unitOfWork.run(async () => {
        await house.get(Vault).erase(person.id);
        await house.get(Vault).erase(certificate.id);
      });
    });

    it('then the facts stand, and whatever was written is gone', async () => {
      const { registrar } = school.people;
      const observations = (await must(school.get(registrar, `observations?personId=${person.id}`))).items;
      expect(observations).toHaveLength(3);
      for (const one of observations) expect(one).toMatchObject({ comment: null, criticalFails: null });
      const signOffs = (await must(school.get(registrar, `sign-offs?personId=${person.id}`))).items;
      expect(signOffs).toHaveLength(8);
      for (const one of signOffs)
        expect(one).toMatchObject({ sentence: null, comment: null, sentenceDigest: expect.any(String) });
      const entries = (await must(school.get(registrar, `logbook-entries?personId=${person.id}`))).items;
      expect(entries).toHaveLength(6);
      for (const one of entries)
        expect(one).toMatchObject({ region: null, technique: null, reflection: null, minutes: 40 });
      expect(await school.house.get(People).profileOf(person.id)).toBeNull();
      expect((await must(school.get(registrar, `people/${person.id}/training-record`))).treatments).toHaveLength(5);
    });

    it('then a certificate is only a line of the register, which says that it was revoked', async () => {
      const { body } = await school.get(null, `verifications/${certificate.number}`);
      expect(body).toMatchObject({
        verdict: 'revoked',
        scopeAtIssue: null,
        certificate: { holder: null, status: 'revoked' },
      });
      expect((await school.get(person, `certificates/${certificate.id}/pdf`)).body.code).toBe('document-erased');
    });

    it('then the audit chain verifies as before: it never knew', async () => {
      expect(await school.house.get(AuditTrail).verify()).toMatchObject({ firstBreak: null });
    });
  });
});

/** A row as anybody reads it who has the file: text as it is, bytes as the text that they would be. */
function inTheClear(row: Record<string, unknown>): string {
  return Object.values(row)
    .map((value) =>
      Buffer.isBuffer(value)
        ? `${value.toString('utf8')}\n${value.toString('latin1')}`
        : typeof value === 'string'
          ? value
          : JSON.stringify(value),
    )
    .join('\n');
}

/** The same words as base64 and hexadecimal have them, without the ends that depend on what stands around. */
function encodingsOf(words: string): string[] {
  const bytes = Buffer.from(words, 'utf8');
  const shifted = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [bytes.toString('hex'), ...shifted].filter((text) => text.length >= 6);
}
