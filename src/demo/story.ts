import type { DemoPerson } from '../identity/demo-accounts';
import { DemoSchool } from './demo-school';

/*
 * Two years of a small school, told in the order in which it happened. All people and licences are invented, and so is
 * Arcadia, which says so wherever it stands. Every role of the demo accounts finds something to do at the end of it.
 */

const person = (account: string, name: string): DemoPerson => ({ account, name, role: 'trainee' });

const PILOT = [person('anders', 'Anders Holmqvist')];

const SPRING = [
  person('freya', 'Freya Lindgren'),
  person('oluwaseun', 'Oluwaseun Adebayo'),
  person('hana', 'Hana Nováková'),
  person('luca', 'Luca Ferrandi'),
  person('mireille', 'Mireille Dubois-Achard'),
  person('tomasz', 'Tomasz Wiśniewski'),
  person('piotr', 'Piotr Zaleski'),
];

const AUTUMN = [
  person('bram', 'Bram Verhoeven'),
  person('eleni', 'Eleni Papadaki'),
  person('callum', 'Callum Reid'),
  person('soojin', 'Soo-jin Park'),
  person('marta', 'Marta Kowalczyk'),
  person('dafydd', 'Dafydd Llewelyn'),
  person('ines', 'Inês Carvalho'),
];

const accountsOf = (people: readonly DemoPerson[]) => people.map(({ account }) => account);

const COLORADO_TEXT = '4 CCR 732-1, rule 1.5 (as the demonstration pretends to have read it)';

/** So that one can see a record that meets everything that a law asks, without putting words into a real one. */
const ARCADIA = {
  code: 'XX',
  name: 'Arcadia (FICTIONAL)',
  fictional: true,
  regulator: { name: 'Board of Arcadia (FICTIONAL)' },
  researchedOn: '2026-11-21',
  rules: [
    {
      rule: 'authority',
      profession: 'physical-therapist',
      intervention: 'dry-needling',
      editions: [
        {
          edition: 'first',
          standing: 'permitted-with-conditions',
          legalTerm: 'dry needling',
          summary: 'FICTIONAL: invented for this demonstration. Six hours of practical teaching, attended in person.',
          instrument: { kind: 'regulation', citation: 'Arcadian Needling Rules, rule 1 (FICTIONAL)', binding: 'law' },
          inForce: { from: '2020-01-01', to: null },
          requirements: [
            {
              id: 'r1',
              kind: 'in-person-hours',
              stage: 'before-independent-practice',
              bearer: 'practitioner',
              minimum: 6,
              unit: 'hours',
              detail: 'FICTIONAL: teaching attended in person.',
            },
          ],
          sources: [],
          confidence: 'high',
          confidenceWhy: 'Invented, and therefore certain.',
          doubts: [],
          watchNotes: [],
        },
      ],
    },
  ],
};

/** Who signs in to see what: `account@example.org`. */
export const WHO_IS_WHERE: readonly (readonly [account: string, where: string])[] = [
  ['trainee', 'two lessons read, a logbook entry waits for the supervisor'],
  ['instructor', 'teaches the autumn intake'],
  ['instructor2', 'teaches the spring intake and the pilot group'],
  ['assessor', 'logbook entries to verify, trainees to sign off'],
  ['assessor2', 'a logbook entry to verify'],
  ['registrar', 'piotr meets the scheme: a certificate can be issued; Maryland waits for its review'],
  ['registrar2', 'a revocation waits for the second registrar'],
  ['clinic', 'checks certificates'],
  ['auditor', 'reads the trail'],
  ['admin', 'invites staff, gives and takes roles'],
  ['bram', 'just enrolled'],
  ['eleni', 'one lesson read'],
  ['callum', 'all lessons read'],
  ['soojin', 'failed the final quiz on a safety-critical question'],
  ['marta', 'failed it, then passed'],
  ['dafydd', 'passed; three logbook entries wait'],
  ['ines', 'three sign-offs, one entry returned, one observation with a critical fail'],
  ['piotr', 'has shown everything, and has no certificate yet'],
  ['freya', 'certified for Colorado, for fictional Arcadia, and for California, where it is prohibited'],
  ['oluwaseun', 'certified for Maryland, whose rule nobody reviewed'],
  ['hana', 'certificate suspended'],
  ['luca', 'revocation asked for'],
  ['mireille', 'certificate revoked'],
  ['tomasz', 'certificate superseded after a change of name'],
  ['anders', 'certificate expired'],
];

export async function tell(school: DemoSchool): Promise<void> {
  await pilot(school);
  await spring(school);
  await autumn(school);
}

/** Somebody certified so long ago that the certificate has expired. */
async function pilot(school: DemoSchool): Promise<void> {
  const [anders] = accountsOf(PILOT);
  await school.welcome(PILOT);
  await school.cohort('instructor2', 'Pilot group', ['assessor', anders]);
  await school.enrol(anders);
  await school.read(anders);
  school.on(800);
  await school.sitFinalQuiz(anders, { passes: true });
  for (const kind of [0, 1, 2, 3, 4]) {
    school.on(795 - kind * 3);
    await school.session(anders, 'assessor', 'verified', kind);
  }
  school.on(780);
  await school.signOff(anders, 'assessor');
  school.on(770);
  await school.certify(anders, 'US-MD');
}

/** Six who are certified, one who could be; and what befell the certificates since. */
async function spring(school: DemoSchool): Promise<void> {
  const accounts = accountsOf(SPRING);
  school.on(160);
  await school.welcome(SPRING);
  await school.cohort('instructor2', 'Spring intake', ['instructor', 'assessor', 'assessor2', ...accounts]);
  await school.enrol(...accounts);
  for (const [index, account] of accounts.entries()) {
    school.on(155 - index);
    await school.read(account);
  }
  school.on(145, 8);
  for (const account of accounts) await school.attends(account, 'instructor2');
  for (const [index, account] of accounts.entries()) {
    school.on(140 - index);
    await school.sitFinalQuiz(account, { passes: true });
  }
  for (const week of [0, 1, 2, 3, 4]) {
    school.on(130 - week * 7, 8);
    for (const account of accounts) await school.session(account, 'assessor2', 'verified', week);
  }
  for (const [index, account] of accounts.entries()) {
    school.on(95 - index);
    await school.signOff(account, index % 2 === 0 ? 'assessor' : 'assessor2');
  }

  school.on(80);
  await school.invent(ARCADIA);
  await school.review('registrar', 'US-CO', COLORADO_TEXT);
  await school.review('registrar', 'XX', 'Arcadian Needling Rules (FICTIONAL)');
  school.on(79);
  await school.review('registrar2', 'US-CO', COLORADO_TEXT);

  school.on(70);
  await school.certify('freya', 'US-CO');
  await school.certify('freya', 'XX');
  await school.certify('freya', 'US-CA');
  await school.certify('oluwaseun', 'US-MD', 'registrar2');
  const hana = await school.certify('hana', 'US-CO');
  const luca = await school.certify('luca', 'US-CO');
  const mireille = await school.certify('mireille', 'GB-ENG');
  const tomasz = await school.certify('tomasz', 'US-CO');

  school.on(45);
  await school.suspend(hana, 'The holder asked for a pause while an adverse event is looked into.');
  school.on(40);
  await school.askForRevocation(mireille, 'Two logbook entries turned out to describe one session.');
  school.on(38);
  await school.confirmRevocation(mireille, 'Compared with the clinic’s diary: confirmed.');
  school.on(30);
  await school.states('tomasz', { legalName: 'Tomasz Wiśniewski-Brandt' });
  await school.supersede(tomasz, 'The holder married and changed the name.');
  school.on(28);
  await school.askForRevocation(luca, 'A sign-off was made by somebody who shares a practice with the holder.');
}

/** Those who are learning now, each at another place of the way. */
async function autumn(school: DemoSchool): Promise<void> {
  const accounts = accountsOf(AUTUMN);
  school.on(26);
  await school.welcome(AUTUMN);
  await school.joinFirstCohort('instructor', accounts);
  await school.enrol('trainee', ...accounts.filter((account) => account !== 'bram'));

  for (const [index, account] of ['callum', 'soojin', 'marta', 'dafydd', 'ines'].entries()) {
    school.on(25 - index);
    await school.read(account);
  }
  school.on(19);
  await school.read('trainee', 2);
  await school.read('eleni', 1);
  school.on(17);
  await school.sitFinalQuiz('soojin', { passes: false });
  await school.sitFinalQuiz('marta', { passes: false });
  school.on(16);
  await school.sitFinalQuiz('marta', { passes: true });
  await school.sitFinalQuiz('dafydd', { passes: true });
  await school.sitFinalQuiz('ines', { passes: true });

  school.on(12);
  await school.session('ines', 'assessor', 'verified', 0);
  await school.session('ines', 'assessor', 'returned', 1);
  school.on(9);
  await school.signOff('ines', 'assessor', 3);
  await school.fails('ines', 'assessor2', ['C27', 'Directs a needle toward lung or intercostal space']);
  school.on(5);
  await school.session('dafydd', 'assessor', null, 2);
  await school.session('dafydd', 'assessor', null, 3);
  school.on(3);
  await school.session('dafydd', 'assessor2', null, 4);
  await school.session('trainee', 'assessor', null, 0);
  school.on(1);
  await school.enrol('bram');
}
