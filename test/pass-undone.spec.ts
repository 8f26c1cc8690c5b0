import type { QuestionDefinition } from '../src/catalogue/question-definition';
import { Randomness, SeededRandomness } from '../src/kernel/randomness';
import { aSchool, School } from './support/a-school';
import { lettersTo } from './support/mail';
import { aPerson, TestPerson } from './support/people';
import { everyQuestion } from './support/the-bank';
import { FINAL_QUIZ, SCHEME, train } from './support/training';

describe('Given a certificate that rests on a passed examination', () => {
  let school: School;
  let [trainee, registrar, author, second]: TestPerson[] = [];
  let certificate: { id: string; number: string };
  let asked: QuestionDefinition[];

  const regrade = (body: object) =>
    school.post(author, `quizzes/${FINAL_QUIZ}/regrades`, { reason: 'As the panel found.', ...body });
  const approve = (id: string) => school.post(second, `regrades/${id}/approval`, {});
  const undone = async () =>
    (await lettersTo(school.house, registrar.email)).filter(({ subject }) => subject.includes('undone'));

  beforeAll(async () => {
    school = await aSchool();
    ({ trainee, registrar } = school.people);
    [author, second] = await Promise.all([1, 2].map(() => aPerson(school.house, { roles: ['instructor'] })));
    // A draw that has a single best answer on safety; one in three hundred has none.
    const seeded = new SeededRandomness('pass-undone');
    const drawing = jest
      .spyOn(school.house.get(Randomness), 'bytes')
      .mockImplementation((length) => seeded.bytes(length));
    await train(school, trainee);
    drawing.mockRestore();
    await school.patch(trainee, 'me', { legalName: 'Ada Tinney', profession: 'physical-therapist' });
    const issued = await school.post(registrar, 'certificates', {
      ...{ personId: trainee.id, scheme: SCHEME, jurisdiction: 'US-MD' },
    });
    expect(issued.status).toBe(201);
    certificate = issued.body as typeof certificate;
    const { body: attempts } = await school.get(trainee, `attempts?quiz=${FINAL_QUIZ}`);
    const { body: attempt } = await school.get(trainee, `attempts/${attempts.items[0].id}`);
    const prompts = attempt.items.map(({ prompt }: { prompt: string }) => prompt);
    asked = everyQuestion().filter(({ prompt }) => prompts.includes(prompt));
  });
  afterAll(() => school.house.close());

  it('when the result is scored anew and the pass stays, then nothing is touched', async () => {
    const [question] = asked;
    const { body } = await regrade({ policy: 'full-marks', question: question.slug });
    expect(body.touches).toEqual({ certificates: [], enrolments: [], others: 0 });
    expect((await approve(body.id)).status).toBe(201);
    expect(await undone()).toEqual([]);
  });

  it('when a second regrade undoes the pass, then the certificate is named before it does, and the registrar told after', async () => {
    const question = asked.find(({ type, safetyCritical }) => type === 'single' && safetyCritical);
    if (question?.type !== 'single') throw new Error('The draw has no single safety-critical question.');
    const wrong = question.options.find(({ correct }) => !correct)!.slug;
    const { body } = await regrade({ policy: 'new-key', question: question.slug, key: { correct: [wrong] } });
    expect(body.summary).toMatchObject({ passesLost: 1 });
    const { body: seen } = await school.get(registrar, `regrades/${body.id}`);
    expect(seen.touches).toMatchObject({
      certificates: [{ id: certificate.id, status: 'valid', personId: trainee.id }],
      enrolments: [{ personId: trainee.id, change: 'loses-pass' }],
    });
    expect(await undone()).toEqual([]);

    await approve(body.id);
    const { body: after } = await school.get(registrar, `regrades/${body.id}`);
    expect(after.touches).toEqual(seen.touches);
    expect(after.questions).toEqual(seen.questions);
    expect((await undone()).map(({ text }) => text.includes(seen.touches.certificates[0].number))).toEqual([true]);
    expect((await lettersTo(school.house, trainee.email)).at(-1)?.text).toContain('not passed');
    expect((await school.get(registrar, `certificates/${certificate.id}`)).body.status).toBe('valid');
  });
});
