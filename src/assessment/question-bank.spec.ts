import { anApprovedQuestion, aQuestion, asking, type Bank } from '../../test/support/a-bank';
import { aHouse, House } from '../../test/support/a-house';
import { aProgrammeWith, PROGRAMME } from '../../test/support/a-quiz';
import { aPerson, type TestPerson } from '../../test/support/people';
import { AuditTrail } from '../audit/audit-trail';
import { idOfName } from '../kernel/ids';
import { QuestionCard } from './data/question-card.entity';
import { QuestionCards } from './data/question-cards';
import { QuestionVersionEvent } from './data/question-version-event.entity';

let house: House;
let author: TestPerson;
let second: TestPerson;
let trainee: TestPerson;
let bank: Bank;

const get = (who: TestPerson, path: string) => asking(house, who, 'GET', path);
const post = (who: TestPerson, path: string, body: object = {}) => asking(house, who, 'POST', path, body);
const write = (content: object, more: object = {}) =>
  post(author, 'questions', { programme: PROGRAMME, content, ...more });

async function written(name: string, more: Record<string, unknown> = {}): Promise<string> {
  return (await write(aQuestion(name, more))).body.id;
}

beforeAll(async () => {
  house = await aHouse();
  await aProgrammeWith(house);
  author = await aPerson(house, { roles: ['instructor'] });
  second = await aPerson(house, { roles: ['instructor'] });
  trainee = await aPerson(house);
  bank = { house, author, second, programme: PROGRAMME };
});
afterAll(() => house.close());

describe('Given an author who writes questions', () => {
  it('when one is written, then it is a draft with a first version, and what was not said begins as usual', async () => {
    const { status, body } = await write({
      type: 'single',
      prompt: 'Where does the *pleura* lie?',
      options: [
        { text: 'Lung', correct: true },
        { text: 'Knee', correct: false },
      ],
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: expect.any(String),
      version: {
        number: 1,
        state: 'draft',
        content: { slug: 'where-does-the-pleura-lie', mark: 1, safetyCritical: false, rationale: '', facts: [] },
        steps: [{ fromState: null, toState: 'draft', by: author.id }],
      },
    });
    expect(body.version.content.options.map(({ slug }: { slug: string }) => slug)).toEqual(['a', 'b']);
    expect(body.version.missing.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(['topic', 'level', 'rationale', 'competencies', 'facts']),
    );
  });

  const KINDS: Record<string, object> = {
    multiple: {
      scoring: 'per-option',
      options: [
        { text: 'a', correct: true },
        { text: 'b', correct: false },
      ],
    },
    'true-false': { answer: true },
    matching: {
      pairs: [
        { stem: 'a', match: 'b' },
        { stem: 'c', match: 'd' },
      ],
    },
    ordering: { items: [{ text: 'a' }, { text: 'b' }], scoring: 'positions' },
    numeric: { answer: 2.5, tolerance: 0.1, unit: { symbol: 'mm', required: true } },
    'short-text': { answers: [{ text: 'pleura' }] },
    cloze: {
      prompt: 'The {{a}} is {{b}}.',
      gaps: [
        { slug: 'a', type: 'short-text', answers: [{ text: 'lung' }] },
        { slug: 'b', type: 'numeric', answer: 1 },
      ],
    },
    hotspot: {
      image: { src: `media/${'0'.repeat(64)}`, alt: 'A chest' },
      grid: { columns: 4, rows: 4 },
      regions: [
        {
          label: 'Apex',
          polygon: [
            { x: 0, y: 0 },
            { x: 1, y: 0 },
            { x: 1, y: 1 },
          ],
          correct: true,
        },
      ],
      points: 1,
      scoring: 'all-or-nothing',
    },
    essay: {
      rubric: [
        {
          title: 'Safety',
          levels: [
            { points: 0, description: 'None' },
            { points: 2, description: 'All' },
          ],
        },
      ],
    },
  };

  it.each(Object.keys(KINDS))('when it is of the type %s, then it is taken, and found by its type', async (type) => {
    const { status, body } = await write({ type, prompt: `About ${type}`, ...KINDS[type] });
    expect({ status, errors: body.errors }).toEqual({ status: 201, errors: undefined });
    const { items } = (await get(author, `questions?type=${type}&state=draft`)).body;
    expect(items).toEqual([expect.objectContaining({ id: body.id, type })]);
  });

  it.each`
    what                       | content                                                                                        | path
    ${'an unknown type'}       | ${{ type: 'riddle', prompt: 'x' }}                                                             | ${'content.type'}
    ${'no prompt'}             | ${{ type: 'true-false', answer: true }}                                                        | ${'content.prompt'}
    ${'an empty prompt'}       | ${{ type: 'true-false', answer: true, prompt: ' ' }}                                           | ${'content.prompt'}
    ${'an unknown field'}      | ${{ type: 'true-false', answer: true, prompt: 'x', key: 1 }}                                   | ${'content.key'}
    ${'a field of its option'} | ${aQuestion('x', { options: [{ text: 'a', correct: 'yes' }, { text: 'b', correct: false }] })} | ${'content.options.0.correct'}
    ${'a picture without alt'} | ${aQuestion('x', { image: { src: `media/${'0'.repeat(64)}` } })}                               | ${'content.image.alt'}
    ${'a picture elsewhere'}   | ${aQuestion('x', { image: { src: 'https://example.org/x.png', alt: 'x' } })}                   | ${'content.image.src'}
  `('when it has $what, then it is refused at $path', async ({ content, path }) => {
    const { status, body } = await write(content);
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'validation-failed' });
    expect(body.errors.map((fault: { path: string }) => fault.path)).toContain(path);
  });

  it('when its tags are null, then it has none', async () => {
    const { status, body } = await write(aQuestion('untagged'), { tags: null });
    expect(status).toBe(201);
    expect((await get(author, `questions/${body.id}`)).body.tags).toEqual([]);
    expect((await post(author, 'question-tags', { questions: [body.id], add: ['x'], remove: null })).status).toBe(204);
  });

  it('when the programme does not run, then it is refused', async () => {
    expect(await post(author, 'questions', { programme: 'no-such', content: aQuestion('x') })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'programme' }] },
    });
  });

  it('when it is edited, then there is another version; the same content again makes none', async () => {
    const id = await written('editing');
    const changed = { content: aQuestion('editing', { rationale: 'Better said' }) };
    expect(await post(author, `questions/${id}/versions`, changed)).toMatchObject({
      status: 201,
      body: { version: { number: 2, state: 'draft' } },
    });
    expect(await post(author, `questions/${id}/versions`, changed)).toMatchObject({
      status: 200,
      body: { version: { number: 2 } },
    });
    expect((await get(author, `questions/${id}`)).body.versions).toHaveLength(2);
  });

  it('when the same request comes again under the same key, then there is one question', async () => {
    const headers = { ...author.headers, 'idempotency-key': 'write-once' };
    const payload = { programme: PROGRAMME, content: aQuestion('once') };
    const send = () => house.app.inject({ method: 'POST', url: '/api/v1/questions', headers, payload });
    const [first, again] = [await send(), await send()];
    expect(again.json()).toEqual(first.json());
    expect((await get(author, 'questions?text=once')).body.items).toHaveLength(1);
  });

  it('when a trainee would read or write the bank, then it is refused', async () => {
    expect((await get(trainee, 'questions')).status).toBe(403);
    expect((await post(trainee, 'questions', { programme: PROGRAMME, content: aQuestion('x') })).status).toBe(403);
  });
});

describe('Given a question and two people', () => {
  it('when its author approves it, then a second person is required; when the second does, then every step is dated', async () => {
    const id = await written('second');
    const approve = (who: TestPerson) =>
      post(who, `questions/${id}/versions/1/approval`, { outcome: 'approved', note: 'Well said.' });
    expect((await post(author, `questions/${id}/versions/1/review`)).body.version.state).toBe('in-review');
    expect(await approve(author)).toMatchObject({ status: 422, body: { code: 'second-person-required' } });
    expect(await approve(second)).toMatchObject({ status: 201, body: { version: { state: 'approved' } } });
    const { steps } = (await get(author, `questions/${id}`)).body.versions[0];
    expect(
      steps.map(({ toState, by, note }: { toState: string; by: string; note: string | null }) => [toState, by, note]),
    ).toEqual([
      ['draft', author.id, null],
      ['in-review', author.id, null],
      ['approved', second.id, 'Well said.'],
    ]);
    const kept = await house.unitOfWork.manager.getRepository(QuestionVersionEvent).find();
    expect(JSON.stringify(kept)).not.toContain('Well said');
    const entries = await house.get(AuditTrail).list({ limit: 5 }, { subjectId: id });
    expect(entries.items.map(({ action }) => action)).toContain('question.reviewed');
  });

  it('when a draft is approved at once, then it was taken into review by that', async () => {
    const { id } = await anApprovedQuestion(bank, 'at-once');
    const { steps } = (await get(author, `questions/${id}`)).body.versions[0];
    expect(steps.map(({ toState }: { toState: string }) => toState)).toEqual(['draft', 'in-review', 'approved']);
  });

  it('when it is not finished, then neither review nor approval takes it, and each thing that is missing is named', async () => {
    const { body } = await write({
      type: 'true-false',
      prompt: 'Bare?',
      answer: true,
      competencies: ['C99'],
      facts: ['F9.99'],
    });
    for (const [who, step, sent] of [
      [author, 'review', {}],
      [second, 'approval', { outcome: 'approved' }],
    ] as const) {
      const refused = await post(who, `questions/${body.id}/versions/1/${step}`, sent);
      expect(refused).toMatchObject({ status: 422, body: { code: 'question-incomplete' } });
      expect(refused.body.errors.map(({ path }: { path: string }) => path)).toEqual([
        'topic',
        'level',
        'rationale',
        'competencies.0',
        'facts.0',
      ]);
    }
  });

  it('when it is returned, then it is a draft again; when it was approved, then it cannot be returned', async () => {
    const id = await written('returned');
    await post(author, `questions/${id}/versions/1/review`);
    const back = { outcome: 'returned', note: 'Two are right.' };
    expect((await post(second, `questions/${id}/versions/1/approval`, back)).body.version.state).toBe('draft');
    const { id: approved } = await anApprovedQuestion(bank, 'not-back');
    expect(await post(second, `questions/${approved}/versions/1/approval`, back)).toMatchObject({
      status: 422,
      body: { code: 'wrong-state' },
    });
  });

  it('when it is retired, then nothing becomes of it any more', async () => {
    const { id } = await anApprovedQuestion(bank, 'retired');
    expect(
      (await post(second, `questions/${id}/versions/1/retirement`, { note: 'Out of date' })).body.version.state,
    ).toBe('retired');
    expect((await post(second, `questions/${id}/versions/1/approval`, { outcome: 'approved' })).status).toBe(422);
    expect((await post(author, `questions/${id}/versions/1/review`)).status).toBe(422);
  });

  it('when two people decide at the same moment, then one of them is told', async () => {
    const third = await aPerson(house, { roles: ['instructor'] });
    const id = await written('race');
    await post(author, `questions/${id}/versions/1/review`);
    const answers = await Promise.all([
      post(second, `questions/${id}/versions/1/approval`, { outcome: 'approved' }),
      post(third, `questions/${id}/versions/1/approval`, { outcome: 'returned' }),
    ]);
    const [lost] = answers.filter(({ status }) => status !== 201);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect([409, 422]).toContain(lost.status);
  });
});

describe('Given a question that came with its programme', () => {
  const id = idOfName(`${PROGRAMME}/question/depth`);

  it('when it is looked at, then its package approved it, without any step', async () => {
    const { body } = await get(author, `questions/${id}`);
    expect(body).toMatchObject({
      slug: 'depth',
      origin: { kind: 'package' },
      versions: [{ state: 'approved', steps: [] }],
    });
  });

  it('when somebody would edit or retire it, then they are told where it is changed', async () => {
    expect(await post(author, `questions/${id}/versions`, { content: aQuestion('x') })).toMatchObject({
      status: 422,
      body: { code: 'package-content' },
    });
    expect(await post(second, `questions/${id}/versions/1/retirement`)).toMatchObject({
      status: 422,
      body: { code: 'package-content' },
    });
  });

  it('when it is cloned, then the clone is a draft of its own that knows where it came from', async () => {
    const { status, body } = await post(author, `questions/${id}/clones`);
    expect(status).toBe(201);
    const clone = (await get(author, `questions/${body.id}`)).body;
    expect(clone).toMatchObject({
      origin: { kind: 'cloned', by: author.id, clonedFrom: { questionId: id, number: 1 } },
      versions: [{ state: 'draft', content: { slug: 'depth' } }],
    });
  });
});

describe('Given a bank of questions', () => {
  const ids: string[] = [];
  beforeAll(async () => {
    const topics = ['Zebra crossing', 'Zebra crossing', 'Quagga'];
    for (const [index, topic] of topics.entries()) {
      const more = {
        topic,
        level: index === 0 ? 'apply' : 'recall',
        prompt: `Über gâteaux ${index} 100%?`,
        competencies: [`C1${index}`],
      };
      ids.push(await written(`facet ${index}`, more));
    }
    await post(author, 'question-tags', { questions: ids.slice(0, 2), add: ['Striped ', 'Africa'], remove: [] });
  });

  const found = async (query: string) =>
    ((await get(author, `questions?${query}`)).body.items as { id: string }[])
      .map(({ id }) => id)
      .filter((id) => ids.includes(id));

  it.each`
    query                                    | which
    ${'topic=Zebra crossing'}                | ${[1, 0]}
    ${'topic=Zebra crossing&level=apply'}    | ${[0]}
    ${'tag=striped'}                         | ${[1, 0]}
    ${'tag=striped&tag=africa&level=recall'} | ${[1]}
    ${'competency=C12'}                      | ${[2]}
    ${'competency=C1'}                       | ${[]}
    ${'text=GATEAUX uber 2'}                 | ${[2]}
    ${'text=100%25'}                         | ${[2, 1, 0]}
    ${'text=_ateaux'}                        | ${[]}
    ${'state=draft&tag=striped'}             | ${[1, 0]}
    ${'state=approved&tag=striped'}          | ${[]}
    ${`programme=${PROGRAMME}&text=gateaux`} | ${[2, 1, 0]}
    ${'programme=elsewhere&text=gateaux'}    | ${[]}
  `('when it is narrowed by $query, then $which are found', async ({ query, which }) => {
    expect((await found(encodeURI(query).replaceAll('%2525', '%25'))).sort()).toEqual(
      which.map((index: number) => ids[index]).sort(),
    );
  });

  it('when it is read page by page, then every question stands there once, the one written last first', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(author, `questions?limit=4${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.next ?? '';
    } while (cursor !== '');
    const all = (await get(author, 'questions?limit=200')).body.items.map(({ id }: { id: string }) => id);
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('when tags are changed for many, and one of them is not there, then nothing is changed', async () => {
    const nowhere = idOfName('nowhere');
    expect((await post(author, 'question-tags', { questions: [ids[2], nowhere], add: ['lost'] })).status).toBe(400);
    expect((await get(author, `questions/${ids[2]}`)).body.tags).toEqual([]);
  });

  it('when tags are taken off, then they are gone, and the trail says who did it', async () => {
    expect((await post(author, 'question-tags', { questions: [ids[1]], remove: ['striped'] })).status).toBe(204);
    expect((await get(author, `questions/${ids[1]}`)).body.tags).toEqual(['africa']);
    const [entry] = (await house.get(AuditTrail).list({ limit: 1 }, { subjectId: ids[1] })).items;
    expect(entry).toMatchObject({ action: 'questions.tagged', actorId: author.id, facts: { removed: ['striped'] } });
  });

  it('when its cards are lost, then they are made again as they were', async () => {
    const cards = () => house.unitOfWork.manager.getRepository(QuestionCard).find({ order: { id: 'ASC' } });
    const before = await cards();
    await house.unitOfWork.run(() => house.unitOfWork.manager.getRepository(QuestionCard).clear());
    expect(await house.unitOfWork.run(() => house.get(QuestionCards).fillMissing())).toBe(before.length);
    expect(await cards()).toEqual(before);
  });
});
