import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CertificatePress } from '../src/certification/certificate-press';
import { Wording } from '../src/certification/pdf/wording';
import { sha256Hex } from '../src/kernel/canonical-json';
import { Answer, aSchool, loadCourses, School } from './support/a-school';
import { TestPerson } from './support/people';
import { SCHEME, train } from './support/training';

/*
 * A certificate stays as it was issued. Whatever is edited afterwards changes no byte of it; whoever checks it is told, in
 * sentences, what has changed since.
 */

const PROJECT = path.join(__dirname, '..');
const SIX_HOURS = 6 * 3_600_000;

describe('Given a certificate for reviewed Colorado', () => {
  let folder: string;
  let school: School;
  let trainee: TestPerson;
  let certificate: Answer['body'];
  let issued: Buffer;
  let rules: { id: string; version: number }[];

  const edit = (file: string, from: string | RegExp, to: string) => {
    const name = path.join(folder, file);
    const before = readFileSync(name, 'utf8');
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${file} does not hold ${String(from)}`);
    writeFileSync(name, after);
  };
  const pdf = () => school.bytes(trainee, `/api/v1/certificates/${certificate.id}/pdf`);
  /** What somebody is told who holds the paper. */
  const changes = async (): Promise<string[]> => {
    const secret = (certificate.verifyUrl as string).split('/').at(-1);
    const { body } = await school.get(null, `verifications/${certificate.number}?secret=${secret}`);
    expect(body.verdict).toBe('valid');
    return body.changes;
  };
  const review = async (outcome: string, comparedOn: string) => {
    ({ rules } = (await school.get(null, 'scope-of-practice/rules?jurisdiction=US-CO')).body);
    for (const { id, version } of rules) {
      const answer = await school.post(
        school.people.registrar2,
        `scope-of-practice/rules/${id}/versions/${version}/review`,
        {
          comparedWith: '4 CCR 732-1, rule 1.5',
          comparedOn,
          outcome,
        },
      );
      expect(answer.status).toBe(201);
    }
  };

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'filiform-unchanged-'));
    cpSync(path.join(PROJECT, 'courses'), path.join(folder, 'courses'), { recursive: true });
    cpSync(path.join(PROJECT, 'templates', 'certification'), path.join(folder, 'words'), { recursive: true });
    const environment = { COURSES_DIR: path.join(folder, 'courses') };
    school = await aSchool({ now: '2026-11-22T20:00:00.000Z', environment });
    ({ trainee } = school.people);
    await train(school, trainee);
    await review('verified', '2026-11-20');
    const request = { personId: trainee.id, scheme: SCHEME, jurisdiction: 'US-CO' };
    const answer = await school.post(school.people.registrar, 'certificates', request);
    expect(answer.status).toBe(201);
    certificate = answer.body;
    issued = await pdf();
    expect(sha256Hex(issued)).toBe(certificate.pdfSha256);
    expect(await changes()).toEqual([]);
    school.house.clock.advance(SIX_HOURS);
  }, 120_000);
  afterAll(async () => {
    await school.house.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    // Whatever was edited: the same bytes, and the digest that the register kept.
    const served = await pdf();
    expect(served.equals(issued)).toBe(true);
    expect(sha256Hex(served)).toBe(certificate.pdfSha256);
  });

  it('when the holder states another name and licence, then the paper keeps those of its day', async () => {
    const licence = { number: 'PTL.9999999', issuedOn: '2024-01-02', jurisdiction: 'US-CO' };
    expect((await school.patch(trainee, 'me', { legalName: 'Tamsin Adaora Achebe', licence })).status).toBe(200);
    expect(await changes()).toEqual([
      'The holder has stated another name since; the certificate keeps the name of its day of issue.',
      'The holder has stated another licence since.',
    ]);
  });

  it('when a lesson is corrected, then it is told that the programme was revised', async () => {
    const [course] = (await school.get(null, 'programmes/dry-needling')).body.courses;
    const [module] = course.modules;
    const lesson = `courses/${course.slug}/${module.slug}/${module.lessons[0].slug}.md`;
    edit(`courses/dry-needling/${lesson}`, /minutes: \d+/, 'minutes: 25');
    edit('courses/dry-needling/programme.yaml', 'version: 0.2.0', 'version: 0.3.0');
    await loadCourses(school.house);
    expect((await school.get(null, 'programmes/dry-needling')).body.version).toBe('0.3.0');
    expect(await changes()).toContain('The programme has been revised since: version 0.2.0 then, 0.3.0 now.');
  });

  it('when the words of certificates are edited, then the next one bears them, and this one its own', async () => {
    edit('words/certificate.hbs', /certif/, 'solemnly certif');
    Object.assign(school.house.get(CertificatePress), { wording: new Wording(path.join(folder, 'words')) });
    const request = { personId: trainee.id, scheme: SCHEME, jurisdiction: 'US-MD' };
    const { status, body } = await school.post(school.people.registrar, 'certificates', request);
    expect(status).toBe(201);
    const digestOf = async (id: string) =>
      (await school.get(trainee, `certificates/${id}/credential`)).body.snapshot.template.digest;
    expect(await digestOf(body.id)).not.toBe(await digestOf(certificate.id));
    const told = async (number: string) =>
      (await school.get(null, `verifications/${number}?asOf=${school.house.clock.now().toISOString()}`)).body.changes;
    const revised = 'The wording of certificates has been revised since; this one keeps the words of its day of issue.';
    expect(await told(certificate.number)).toContain(revised);
    expect(await told(body.number)).not.toContain(revised);
  });

  it('when a registrar refuses the rule that was verified, then it is told', async () => {
    await review('refused', '2026-11-23');
    expect(await changes()).toContainEqual(expect.stringMatching(/^The review changed from .*verified.* to .*refused/));
  });

  it('when the law changes, then it is told which figure, and that nobody verified the new one', async () => {
    edit('courses/dry-needling/jurisdictions/us-co.yaml', 'minimum: 50', 'minimum: 60');
    await loadCourses(school.house);
    const told = await changes();
    expect(told).toContainEqual(expect.stringMatching(/at least 50 hours to at least 60 hours/));
    const { scopeAtIssue, scopeNow, checks } = (await school.get(null, `verifications/${certificate.number}`)).body;
    expect(scopeAtIssue.ruleSet).toEqual(certificate.scopeOfPractice.ruleSet);
    expect(scopeNow.digest).not.toBe(scopeAtIssue.ruleSet.digest);
    expect({ then: scopeAtIssue.review, now: scopeNow.review }).toEqual({ then: 'verified', now: 'unverified' });
    expect(checks).toContainEqual(expect.objectContaining({ check: 'rules-at-issue', outcome: 'passed' }));
  });

  it('when all of that happened, then the signed data still fit what was printed', async () => {
    const { digest, snapshot } = (await school.get(trainee, `certificates/${certificate.id}/credential`)).body;
    expect(digest).toBe(certificate.snapshotDigest);
    expect(snapshot.holder.name).toBe('Tamsin Adaora Okafor');
  });
});
