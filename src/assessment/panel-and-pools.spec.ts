import { anApprovedQuestion, asking, type Bank } from '../../test/support/a-bank';
import { aHouse, House } from '../../test/support/a-house';
import { aCandidate, aProgrammeWith, PROGRAMME } from '../../test/support/a-quiz';
import { aPerson, type TestPerson } from '../../test/support/people';

/*
 * A panel judges what it has seen: the approved version of a quiz, and of its pools the questions that could be drawn when
 * it was called.
 */

let house: House;
let bank: Bank;
let [author, second, ada, ben]: TestPerson[] = [];
let quizId: string;

const get = (who: TestPerson, path: string) => asking(house, who, 'GET', path);
const post = (who: TestPerson, path: string, body: object = {}) => asking(house, who, 'POST', path, body);
const CONTENT = {
  ...{ title: 'Pleura examination', timeLimitMinutes: 30, coolDownMinutes: 0, attempts: 9 },
  pools: [{ count: 2, topic: 'Pleura' }],
};
const aQuestionOn = (name: string) => anApprovedQuestion(bank, name, { topic: 'Pleura', level: 'apply' });
const approve = async (version: number) => {
  await post(author, `quizzes/${quizId}/versions/${version}/review`);
  const { status } = await post(second, `quizzes/${quizId}/versions/${version}/approval`, { outcome: 'approved' });
  expect(status).toBe(201);
};
const called = () =>
  post(author, 'standard-settings', {
    ...{ method: 'angoff', quizId, judges: [ada.id, ben.id] },
    borderline: 'Somebody who would needle a limb safely today, and needs help with anything else.',
  });
async function setBy(panel: { id: string; items: { key: string }[] }, percent: number) {
  const ratings = Object.fromEntries(panel.items.map(({ key }) => [key, percent]));
  for (const judge of [ada, ben]) {
    await asking(house, judge, 'PUT', `standard-settings/${panel.id}/ratings`, { round: 1, ratings });
  }
  await post(author, `standard-settings/${panel.id}/rounds`);
  const { body: cut } = await post(author, `standard-settings/${panel.id}/cut-scores`);
  expect((await post(second, `cut-scores/${cut.id}/approval`)).status).toBe(201);
}
const sit = async () => {
  const candidate = await aCandidate(house);
  const { body } = await post(candidate, `quizzes/${quizId}/attempts`);
  return {
    prompts: body.items.map(({ prompt }: { prompt: string }) => prompt) as string[],
    ...(await post(candidate, `attempts/${body.id}/submission`)).body,
  };
};

beforeEach(async () => {
  house = await aHouse();
  await aProgrammeWith(house);
  [author, second, ada, ben] = [
    await aPerson(house, { roles: ['instructor'] }),
    await aPerson(house, { roles: ['instructor'] }),
    await aPerson(house, { roles: ['instructor'] }),
    await aPerson(house, { roles: ['assessor'] }),
  ];
  bank = { house, author, second, programme: PROGRAMME };
  for (const name of ['one', 'two']) await aQuestionOn(name);
  quizId = (await post(author, 'quizzes', { programme: PROGRAMME, content: CONTENT })).body.id;
});
afterEach(() => house.close());

describe('Given a quiz that draws its questions', () => {
  beforeEach(async () => {
    await approve(1);
    await post(author, `quizzes/${quizId}/versions/1/schedule`);
  });

  it('when a panel judges it, then it sees what may be drawn, and its cut holds for nothing else', async () => {
    const { body: panel } = await called();
    const seen = panel.items[0].candidates.map(({ prompt }: { prompt: string }) => prompt);
    expect(seen.sort()).toEqual(['What is one?', 'What is two?']);
    await setBy(panel, 40);
    expect((await get(author, `quizzes/${quizId}`)).body).toMatchObject({ passMark: 40, provisional: false });
    expect(await sit()).toMatchObject({ provisional: false });

    // Nobody has judged this one: whoever may be asked it has a provisional pass mark, and whoever is asked it too.
    await aQuestionOn('three');
    expect((await get(author, `quizzes/${quizId}`)).body).toMatchObject({ passMark: 80, provisional: true });
    const sat = [];
    for (let round = 0; round < 12; round += 1) sat.push(await sit());
    for (const { prompts, provisional } of sat) expect(provisional).toBe(prompts.includes('What is three?'));
    expect(new Set(sat.map(({ provisional }) => provisional)).size).toBe(2);
  });

  it('when it asks a question of everybody, then no pool draws that one too, and no panel is shown it twice', async () => {
    const { id, versionId } = await aQuestionOn('pinned');
    const content = { ...CONTENT, results: 'after-cut-score', slots: [{ questionVersionId: versionId }] };
    const { status } = await post(author, `quizzes/${quizId}/versions`, { content });
    expect(status).toBe(201);
    await approve(2);
    await post(author, `quizzes/${quizId}/versions/2/schedule`);
    const { body: panel } = await called();
    expect(panel.items.map(({ key }: { key: string }) => key)).toEqual([versionId, 'pool-1']);
    const seen = panel.items[1].candidates.map(({ prompt }: { prompt: string }) => prompt);
    expect(seen.sort()).toEqual(['What is one?', 'What is two?']);
    const { body: usage } = await get(author, `questions/${id}`);
    expect(JSON.stringify(usage)).toContain(quizId);
    expect(panel.heldBack).toBeNull();

    // Whoever is asked what the panel has not seen waits for another panel, and its chair is told how many do.
    expect(await sit()).toEqual(expect.objectContaining({ state: 'held-back' }));
    await aQuestionOn('three');
    let beyond = 0;
    while (beyond === 0) if ((await sit()).prompts.includes('What is three?')) beyond += 1;
    const before = (await get(author, `standard-settings/${panel.id}`)).body.heldBack;
    expect(before).toMatchObject({ beyondPanel: 1 });
    await setBy(panel, 40);
    expect((await get(author, `standard-settings/${panel.id}`)).body.heldBack).toEqual({ attempts: 1, beyondPanel: 1 });
  });

  it('when a question is added to a pool, then no mean that passed by the mark of the panel is undone', async () => {
    const content = { ...CONTENT, gradeMethod: 'mean' };
    expect((await post(author, `quizzes/${quizId}/versions`, { content })).status).toBe(201);
    await approve(2);
    await post(author, `quizzes/${quizId}/versions/2/schedule`);
    await setBy((await called()).body, 40);
    const candidate = await aCandidate(house);
    const { body: begun } = await post(candidate, `quizzes/${quizId}/attempts`);
    const { id: choice } = begun.items[0].options.find(({ text }: { text: string }) => text.startsWith('Right'));
    await asking(house, candidate, 'PUT', `attempts/${begun.id}/responses/1`, { sequence: 1, response: { choice } });
    await post(candidate, `attempts/${begun.id}/submission`);
    const grade = { method: 'mean', percentage: 50, passed: true, provisional: false };
    expect((await get(candidate, `quizzes/${quizId}`)).body.grade).toMatchObject(grade);
    await aQuestionOn('three');
    expect((await get(candidate, `quizzes/${quizId}`)).body.grade).toMatchObject(grade);
  });

  it('when somebody drafts another version, then panel, pass mark and statistics stay with the one that is sat', async () => {
    await setBy((await called()).body, 40);
    const content = { ...CONTENT, title: 'A draft', passMark: 95, pools: [{ count: 1, topic: 'Pleura' }] };
    expect((await post(author, `quizzes/${quizId}/versions`, { content })).status).toBe(201);
    expect((await called()).body.quiz).toMatchObject({ title: 'Pleura examination' });
    expect((await get(author, `quizzes/${quizId}/statistics`)).body).toMatchObject({
      ...{ quiz: { title: 'Pleura examination' }, passMark: 40, provisional: false },
    });
  });
});

describe('Given a quiz that nobody has approved', () => {
  it('when a panel is to judge it, then it is refused', async () => {
    const { status, body } = await called();
    expect([status, body.errors[0].path]).toEqual([400, 'quizId']);
  });
});
