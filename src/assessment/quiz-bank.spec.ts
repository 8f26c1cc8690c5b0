import { anApprovedQuestion, asking, type Bank } from '../../test/support/a-bank';
import { aHouse, House } from '../../test/support/a-house';
import { aCandidate, aProgrammeWith, PROGRAMME, QUIZ_ID } from '../../test/support/a-quiz';
import { aPerson, type TestPerson } from '../../test/support/people';
import { AttemptItem } from './data/attempt-item.entity';
import { Assessments } from './assessments.service';

let house: House;
let author: TestPerson;
let second: TestPerson;
let bank: Bank;
/** Six on the pleura (apply) and two on sharps (recall), all approved. */
let pleura: { id: string; versionId: string }[];
let sharps: { id: string; versionId: string }[];

const get = (who: TestPerson, path: string) => asking(house, who, 'GET', path);
const post = (who: TestPerson, path: string, body: object = {}) => asking(house, who, 'POST', path, body);
const SETTINGS = { title: 'Anatomy examination', timeLimitMinutes: 30, coolDownMinutes: 0 };
const BLUEPRINT = [
  { topic: 'Pleura', level: 'apply', count: 2 },
  { topic: 'Sharps box', level: 'recall', count: 1 },
];
const write = (content: object) =>
  post(author, 'quizzes', { programme: PROGRAMME, content: { ...SETTINGS, ...content } });

async function approved(content: object): Promise<string> {
  const { body } = await write(content);
  const { status, body: answer } = await post(second, `quizzes/${body.id}/versions/1/approval`, {
    outcome: 'approved',
  });
  expect({ status, errors: answer.errors }).toEqual({ status: 201, errors: undefined });
  return body.id;
}

async function scheduled(content: object, hours: object = {}): Promise<string> {
  const id = await approved(content);
  expect((await post(author, `quizzes/${id}/versions/1/schedule`, hours)).status).toBe(201);
  return id;
}

beforeAll(async () => {
  house = await aHouse();
  await aProgrammeWith(house);
  author = await aPerson(house, { roles: ['instructor'] });
  second = await aPerson(house, { roles: ['instructor'] });
  bank = { house, author, second, programme: PROGRAMME };
  const several = async (topic: string, level: string, count: number, tag: string) => {
    const made = [];
    for (let n = 1; n <= count; n += 1)
      made.push(await anApprovedQuestion(bank, `${topic} ${n}`, { topic, level }, [tag]));
    return made;
  };
  pleura = await several('Pleura', 'apply', 6, 'chest');
  sharps = await several('Sharps box', 'recall', 2, 'safety');
});
afterAll(() => house.close());

describe('Given an author who builds a quiz', () => {
  it('when only the blueprint is given, then each of its cells is drawn from the bank', async () => {
    const { status, body } = await write({ blueprint: BLUEPRINT });
    expect(status).toBe(201);
    expect(body.version).toMatchObject({
      number: 1,
      state: 'draft',
      content: {
        passMark: 80,
        passMarkStatus: 'provisional',
        slots: [],
        pools: BLUEPRINT.map((cell) => ({ ...cell, mark: 1 })),
      },
    });
  });

  it.each`
    what                              | content                                        | path
    ${'no time limit'}                | ${{ timeLimitMinutes: undefined }}             | ${'content.timeLimitMinutes'}
    ${'an unknown field'}             | ${{ passMarkStatus: 'set' }}                   | ${'content.passMarkStatus'}
    ${'a question that there is not'} | ${{ slots: [{ questionVersionId: QUIZ_ID }] }} | ${'content.slots.0.questionVersionId'}
    ${'a pool of nothing'}            | ${{ pools: [{ count: 0 }] }}                   | ${'content.pools.0.count'}
    ${'an unknown behaviour'}         | ${{ behaviour: { kind: 'guessing' } }}         | ${'content.behaviour.kind'}
  `('when it has $what, then it is refused at $path', async ({ content, path }) => {
    const { status, body } = await write(content);
    expect(status).toBe(400);
    expect(body.errors.map((fault: { path: string }) => fault.path)).toContain(path);
  });

  it('when a question stands there twice, then it is refused', async () => {
    const slot = { questionVersionId: pleura[0].versionId };
    expect(await write({ slots: [slot, slot] })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'content.slots.1.questionVersionId' }] },
    });
  });

  it('when blueprint, pools and questions do not fit, then review and approval name each of it', async () => {
    const draft = (
      await post(author, 'questions', {
        programme: PROGRAMME,
        content: { type: 'true-false', prompt: 'Draft?', answer: true },
      })
    ).body;
    const { body } = await write({
      blueprint: BLUEPRINT,
      slots: [{ questionVersionId: draft.version.id }],
      pools: [{ count: 9, topic: 'Pleura', level: 'apply' }, { count: 1 }],
    });
    for (const [who, step, sent] of [
      [author, 'review', {}],
      [second, 'approval', { outcome: 'approved' }],
    ] as const) {
      const refused = await post(who, `quizzes/${body.id}/versions/1/${step}`, sent);
      expect(refused).toMatchObject({ status: 422, body: { code: 'quiz-incomplete' } });
      expect(refused.body.errors.map(({ path }: { path: string }) => path)).toEqual([
        'slots.0',
        'pools.0',
        'pools',
        'blueprint',
        'blueprint',
      ]);
    }
  });

  it('when its author approves it, then a second person is required; a draft is not scheduled', async () => {
    const { body } = await write({ blueprint: BLUEPRINT });
    expect(await post(author, `quizzes/${body.id}/versions/1/approval`, { outcome: 'approved' })).toMatchObject({
      status: 422,
      body: { code: 'second-person-required' },
    });
    expect(await post(author, `quizzes/${body.id}/versions/1/schedule`)).toMatchObject({
      status: 422,
      body: { code: 'wrong-state' },
    });
  });

  it('when a question is asked by an approved quiz, then it cannot be retired before the quiz', async () => {
    const { id, versionId } = await anApprovedQuestion(bank, 'pinned');
    const quiz = await approved({ slots: [{ questionVersionId: versionId }] });
    expect(await post(second, `questions/${id}/versions/1/retirement`)).toMatchObject({
      status: 422,
      body: { code: 'question-in-use' },
    });
    expect((await post(second, `quizzes/${quiz}/versions/1/retirement`)).status).toBe(201);
    expect((await post(second, `questions/${id}/versions/1/retirement`)).status).toBe(201);
  });

  it('when it closes before it opens, or in the past, then it is refused', async () => {
    const id = await approved({ blueprint: BLUEPRINT });
    const hours = { opensAt: '2026-11-24T09:00:00Z', closesAt: '2026-11-23T09:00:00Z' };
    expect((await post(author, `quizzes/${id}/versions/1/schedule`, hours)).status).toBe(400);
    expect((await post(author, `quizzes/${id}/versions/1/schedule`, { closesAt: '2026-11-21T09:00:00Z' })).status).toBe(
      400,
    );
  });
});

describe('Given an approved quiz of the bank', () => {
  it('when it is not scheduled, then candidates know of no such quiz', async () => {
    const id = await approved({ blueprint: BLUEPRINT });
    expect((await get(await aCandidate(house), `quizzes/${id}`)).status).toBe(404);
  });

  it('when it is scheduled, then an enrolled candidate sits it: pinned questions first, then those drawn, each once', async () => {
    const id = await scheduled({
      slots: [{ questionVersionId: pleura[0].versionId, mark: 4 }],
      pools: [
        { count: 2, topic: 'Pleura', level: 'apply' },
        { count: 1, tags: ['safety'], mark: 3 },
      ],
    });
    const candidate = await aCandidate(house);
    expect((await get(candidate, `quizzes/${id}`)).body).toMatchObject({
      title: SETTINGS.title,
      questions: 4,
      maxMark: 9,
    });
    const { status, body } = await post(candidate, `quizzes/${id}/attempts`);
    expect(status).toBe(201);
    expect(body.items.map(({ maxMark }: { maxMark: number }) => maxMark)).toEqual([4, 1, 1, 3]);
    expect(new Set(body.items.map(({ prompt }: { prompt: string }) => prompt)).size).toBe(4);

    for (const { slot, options } of body.items) {
      const right = options.find(({ text }: { text: string }) => text.startsWith('Right'));
      await asking(house, candidate, 'PUT', `attempts/${body.id}/responses/${slot}`, {
        sequence: 1,
        response: { choice: right.id },
      });
    }
    expect((await post(candidate, `attempts/${body.id}/submission`)).body).toMatchObject({
      mark: 9,
      maxMark: 9,
      passed: true,
      provisional: true,
    });
    const [pass] = await house.get(Assessments).passesOf(candidate.id, house.clock.now());
    expect(pass).toMatchObject({ quizId: id, quiz: `bank.${id}`, percentage: 100 });
    expect((await get(author, `questions/${pleura[0].id}`)).body.usage).toMatchObject({
      attempts: 1,
      lastUsedAt: house.clock.now().toISOString(),
      quizzes: [{ quizId: id, version: 1, questionVersion: 1, state: 'approved' }],
    });
  });

  it('when it is sat again, then questions that were not met come first', async () => {
    const id = await scheduled({ pools: [{ count: 3, topic: 'Pleura', level: 'apply' }], attempts: 3 });
    const candidate = await aCandidate(house);
    const asked: string[][] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { body } = await post(candidate, `quizzes/${id}/attempts`);
      asked.push(body.items.map(({ prompt }: { prompt: string }) => prompt));
      await post(candidate, `attempts/${body.id}/submission`);
    }
    expect(new Set([...asked[0], ...asked[1]]).size).toBe(6);
    expect(new Set(asked[2]).size).toBe(3);
  });

  it('when two tabs start at once, then there is one attempt and one draw', async () => {
    const id = await scheduled({ pools: [{ count: 3, topic: 'Pleura', level: 'apply' }] });
    const candidate = await aCandidate(house);
    const [one, other] = await Promise.all([
      post(candidate, `quizzes/${id}/attempts`),
      post(candidate, `quizzes/${id}/attempts`),
    ]);
    expect(other.body.id).toBe(one.body.id);
    expect(await house.unitOfWork.manager.getRepository(AttemptItem).countBy({ attemptId: one.body.id })).toBe(3);
  });

  it('when a question of it is edited and approved anew, then who sits keeps theirs, and who starts draws the new one', async () => {
    const made = await anApprovedQuestion(bank, 'edited later', { topic: 'Lone topic', level: 'analyse' });
    const id = await scheduled({ pools: [{ count: 1, topic: 'Lone topic' }] });
    const [early, late] = [await aCandidate(house), await aCandidate(house)];
    const { body } = await post(early, `quizzes/${id}/attempts`);
    const [first] = (await get(author, `questions/${made.id}`)).body.versions;
    const { slug: _, ...content } = { ...first.content, prompt: 'Said better?' };
    await post(author, `questions/${made.id}/versions`, { content });
    await post(second, `questions/${made.id}/versions/2/approval`, { outcome: 'approved' });
    expect((await get(early, `attempts/${body.id}`)).body.items[0].prompt).toBe('What is edited later?');
    expect((await post(late, `quizzes/${id}/attempts`)).body.items[0].prompt).toBe('Said better?');
  });

  it('when the bank has too few left, then nobody starts on fewer', async () => {
    const made = await anApprovedQuestion(bank, 'soon gone', { topic: 'Gone topic', level: 'analyse' });
    const id = await scheduled({ pools: [{ count: 1, topic: 'Gone topic' }] });
    expect((await post(second, `questions/${made.id}/versions/1/retirement`)).status).toBe(201);
    expect(await post(await aCandidate(house), `quizzes/${id}/attempts`)).toMatchObject({
      status: 422,
      body: { code: 'pool-too-small', pools: [{ pool: 1, missing: 1 }] },
    });
  });

  it('when another version is scheduled, then it is the one that is sat; versions with attempts stay as they are', async () => {
    const id = await scheduled({ slots: [{ questionVersionId: sharps[0].versionId }] });
    await post(await aCandidate(house), `quizzes/${id}/attempts`);
    const content = { ...SETTINGS, title: 'Second edition', slots: [{ questionVersionId: sharps[1].versionId }] };
    expect((await post(author, `quizzes/${id}/versions`, { content })).body.version.number).toBe(2);
    await post(second, `quizzes/${id}/versions/2/approval`, { outcome: 'approved' });
    expect((await get(await aCandidate(house), `quizzes/${id}`)).body.title).toBe(SETTINGS.title);
    const hours = { opensAt: '2026-11-22T12:00:00Z', closesAt: '2026-12-22T12:00:00Z' };
    expect((await post(author, `quizzes/${id}/versions/2/schedule`, hours)).body).toMatchObject({
      schedule: { version: 2, opensAt: '2026-11-22T12:00:00.000Z' },
      versions: [
        { number: 1, attempts: 1 },
        { number: 2, attempts: 0 },
      ],
    });
    expect((await get(await aCandidate(house), `quizzes/${id}`)).body.title).toBe('Second edition');
    expect((await get(author, 'quizzes')).body.items).toContainEqual(
      expect.objectContaining({ id, title: 'Second edition', version: 2, state: 'approved' }),
    );
  });

  it('when somebody would build on a quiz of a package, then they are told', async () => {
    expect(await post(author, `quizzes/${QUIZ_ID}/versions`, { content: SETTINGS })).toMatchObject({
      status: 422,
      body: { code: 'package-content' },
    });
    expect((await get(author, `quizzes/${QUIZ_ID}/versions`)).body).toMatchObject({
      ofPackage: true,
      versions: [{ state: 'approved' }],
    });
  });
});
