import { aBrowser, Browser } from '../../../test/support/a-browser';
import { aSchool, School } from '../../../test/support/a-school';
import { aPerson } from '../../../test/support/people';
import { Enrolments } from '../../enrolment/enrolments.service';

describe('Given an instructor at a browser', () => {
  let school: School;
  let instructor: Browser;
  let cohort: string;
  beforeAll(async () => {
    school = await aSchool();
    instructor = await aBrowser(school.house, school.people.instructor);
    const made = await instructor.send('/teach/cohorts', { name: 'Autumn <intake>', programme: 'dry-needling' });
    expect(made.status).toBe(303);
    cohort = made.location!.replace('/members', '');
  });
  afterAll(() => school.house.close());

  const attendancesOf = (id: string) =>
    school.house.get(Enrolments).attendancesOf(id, new Date('2027-01-01T00:00:00Z'));

  it('when a trainee asks for these pages, then they are not for this account', async () => {
    const trainee = await aBrowser(school.house, school.people.trainee);
    expect((await trainee.open('/teach')).status).toBe(403);
    expect((await trainee.open('/teach/programmes/dry-needling/quizzes/final')).status).toBe(403);
  });

  it('when a registrar asks, then they see the outline, but the keys are for instructors', async () => {
    const registrar = await aBrowser(school.house, school.people.registrar);
    expect((await registrar.open('/teach/programmes/dry-needling')).html).not.toContain('/quizzes/final');
    expect((await registrar.open('/teach/programmes/dry-needling/quizzes/final')).status).toBe(403);
  });

  it('when a cohort has no name, then the form comes back and says so', async () => {
    const answer = await instructor.send('/teach/cohorts', { name: ' ', programme: 'dry-needling' });
    expect(answer.status).toBe(400);
    expect(answer.html).toContain('Name is needed');
    expect(answer.html).toMatch(/value="dry-needling" selected/);
  });

  it('when a cohort is for a programme that nobody teaches here, then the form comes back and says so', async () => {
    const answer = await instructor.send('/teach/cohorts', { name: 'Winter', programme: 'alchemy' });
    expect(answer.status).toBe(400);
    expect(answer.html).toContain('Programme must be the slug of a programme that runs');
  });

  it('when somebody is added by their whole address, in any case, then they are in the matrix with what they have shown', async () => {
    expect((await instructor.send(`${cohort}/members`, { who: 'TRAINEE@example.org' })).status).toBe(303);
    const { html } = await instructor.open(cohort);
    expect(html).toContain('Tamsin Okafor');
    expect(html).toContain('0/10');
    expect(html).toContain('Autumn &lt;intake&gt;');
  });

  it.each([
    ['nobody', 'nobody@example.org'],
    ['somebody who neither learns nor teaches', 'registrar@example.org'],
  ])('when an address belongs to %s, then the form comes back with it', async (_whom, who) => {
    const answer = await instructor.send(`${cohort}/members`, { who });
    expect(answer.status).toBe(400);
    expect(answer.html).toContain('belongs to nobody who learns or teaches here');
    expect(answer.html).toContain(`value="${who}"`);
  });

  it('when an instructor of another cohort looks, then there is no such cohort', async () => {
    const other = await aBrowser(school.house, await aPerson(school.house, { roles: ['instructor'] }));
    expect((await other.open(cohort)).status).toBe(404);
    expect((await other.send(`${cohort}/members`, { who: 'trainee@example.org' })).status).toBe(404);
    expect((await other.open(`/teach/people/${school.people.trainee.id}`)).status).toBe(404);
  });

  it('when somebody leaves, then they are no longer among the members', async () => {
    const { id } = await aPerson(school.house, { name: 'Leaving Soon' });
    await instructor.send(`${cohort}/members`, { who: id });
    expect((await instructor.open(`${cohort}/members`)).html).toContain('Leaving Soon');
    expect((await instructor.send(`${cohort}/members/${id}/removal`)).status).toBe(303);
    expect((await instructor.open(`${cohort}/members`)).html).not.toContain('Leaving Soon');
  });

  describe('and a day of teaching to attest', () => {
    const day = {
      title: 'Practical day 1',
      heldOn: '2026-11-20',
      delivery: 'in-person',
      subject1: 'Dry needling',
      mode1: 'practical',
      minutes1: '240',
      subject2: 'anatomy',
      mode2: '',
      minutes2: '60',
    };

    it('when it is whole, then everybody who is ticked has the minutes, by subject', async () => {
      const { id } = school.people.trainee;
      expect((await instructor.send(`${cohort}/attendance`, { ...day, people: [id] })).status).toBe(303);
      expect((await attendancesOf(id)).map(({ items }) => items)).toEqual([
        [
          { subject: 'dry-needling', mode: 'practical', minutes: 240 },
          { subject: 'anatomy', mode: null, minutes: 60 },
        ],
      ]);
    });

    it.each`
      what                           | change                        | says
      ${'nobody is ticked'}          | ${{ people: [] }}             | ${'tick whoever was there'}
      ${'it is still to come'}       | ${{ heldOn: '2026-11-23' }}   | ${'still to come'}
      ${'it is no day'}              | ${{ heldOn: '2026-02-30' }}   | ${'must be a day of the calendar'}
      ${'the minutes are no number'} | ${{ minutes1: 'four hours' }} | ${'has whole minutes'}
      ${'a subject is missing'}      | ${{ subject2: '' }}           | ${'names its subject'}
      ${'it is longer than a day'}   | ${{ minutes2: '1400' }}       | ${'more than a day has'}
    `('when $what, then nothing is attested and the form comes back filled in', async ({ change, says }) => {
      const { id } = school.people.trainee;
      const before = (await attendancesOf(id)).length;
      const answer = await instructor.send(`${cohort}/attendance`, { ...day, people: [id], ...change });
      expect([400, 422]).toContain(answer.status);
      expect(answer.html).toContain(says);
      expect(answer.html).toContain('value="Practical day 1"');
      expect(await attendancesOf(id)).toHaveLength(before);
    });

    it('when one of those ticked is not in the cohort, then nobody is attested', async () => {
      const { id } = school.people.trainee;
      const before = (await attendancesOf(id)).length;
      const stranger = await aPerson(school.house);
      const answer = await instructor.send(`${cohort}/attendance`, { ...day, people: [id, stranger.id] });
      expect(answer.status).toBe(400);
      expect(await attendancesOf(id)).toHaveLength(before);
    });
  });

  it('when the key of a quiz is opened, then each question has its answer and why', async () => {
    const { status, html } = await instructor.open('/teach/programmes/dry-needling/quizzes/final');
    expect(status).toBe(200);
    expect(html.match(/Safety-critical/g)?.length).toBeGreaterThan(1);
    expect(html).toContain('Why:');
    expect(html).not.toContain('undefined');
  });

  it.each([
    '/teach/programmes/none',
    '/teach/programmes/dry-needling/quizzes/none',
    '/teach/cohorts/none',
    '/teach/people/none',
  ])('when %s is asked for, then nothing is there', async (address) =>
    expect((await instructor.open(address)).status).toBe(404),
  );
});
