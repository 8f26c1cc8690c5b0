import { asking } from '../../test/support/a-bank';
import { aHouse, House } from '../../test/support/a-house';
import { aProgrammeWith } from '../../test/support/a-quiz';
import { aPerson, type TestPerson } from '../../test/support/people';
import { Media } from './data/media.entity';
import { QuestionImport } from './data/question-import.entity';

const GIFT = `// question: 1 name: layers
::Layers:: Which layer covers the lung? {=The pleura ~The periosteum#That covers bone.}

::Sharps:: A needle may be used twice. {F}

::Broken:: What is this? {=a =
`;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let house: House;
let author: TestPerson;

async function send(path: string, payload: Buffer | string, type = 'text/plain', who = author) {
  const headers = { ...who.headers, 'content-type': type };
  const reply = await house.app.inject({ method: 'POST', url: `/api/v1/${path}`, headers, payload });
  return { status: reply.statusCode, body: reply.json() };
}
const inForm = (content: string) =>
  `--x\r\ncontent-disposition: form-data; name="file"; filename="questions.txt"\r\n\r\n${content}\r\n--x--\r\n`;
const drafts = async () => (await asking(house, author, 'GET', 'questions?state=draft&limit=200')).body.items;

beforeAll(async () => {
  house = await aHouse();
  await aProgrammeWith(house);
  author = await aPerson(house, { roles: ['instructor'] });
});
afterAll(() => house.close());

describe('Given a file of another program', () => {
  it('when it is only tried, then the report says what would become of each question, and nothing is written', async () => {
    const { status, body } = await send('question-imports?format=gift&dryRun=true', GIFT);
    expect(status).toBe(201);
    expect(body).toMatchObject({ read: 3, imported: 2, refused: 1 });
    expect(body.questions.map(({ name, outcome }: { name: string; outcome: string }) => [name, outcome])).toEqual(
      expect.arrayContaining([[expect.stringContaining('Broken'), 'refused']]),
    );
    expect(await drafts()).toEqual([]);
    expect(await house.unitOfWork.manager.getRepository(QuestionImport).count()).toBe(0);
  });

  it('when it is imported, raw or in a form, then there is a draft for each, once', async () => {
    const { body } = await send('question-imports?format=gift', GIFT, 'application/octet-stream');
    const again = await send('question-imports?format=gift', inForm(GIFT), 'multipart/form-data; boundary=x');
    expect(again).toEqual({ status: 201, body });
    expect((await drafts()).map(({ type }: { type: string }) => type).sort()).toEqual(['single', 'true-false']);
    const [first] = body.questions;
    expect((await asking(house, author, 'GET', `questions/${first.questionId}`)).body).toMatchObject({
      origin: { kind: 'imported', by: author.id, imported: { format: 'gift', fileDigest: expect.any(String) } },
      versions: [{ state: 'draft', steps: [{ toState: 'draft', by: author.id }] }],
    });
  });

  it('when they are exported and tried again, then every question is kept', async () => {
    const headers = author.headers;
    const reply = await house.app.inject({
      method: 'GET',
      url: '/api/v1/question-exports?format=moodle-xml&programme=needle-school',
      headers,
    });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+"$/);
    const { body } = await send('question-imports?format=moodle-xml&dryRun=true', reply.rawPayload, 'application/xml');
    expect(body.refused).toBe(0);
    expect(body.read).toBeGreaterThanOrEqual(7);
  });

  it.each`
    what                     | path                                    | content                                             | type                                 | status
    ${'an unknown format'}   | ${'question-imports?format=word'}       | ${GIFT}                                             | ${'text/plain'}                      | ${400}
    ${'no format'}           | ${'question-imports'}                   | ${GIFT}                                             | ${'text/plain'}                      | ${400}
    ${'JSON'}                | ${'question-imports?format=gift'}       | ${'{}'}                                             | ${'application/json'}                | ${415}
    ${'nothing'}             | ${'question-imports?format=gift'}       | ${''}                                               | ${'text/plain'}                      | ${400}
    ${'half a form'}         | ${'question-imports?format=gift'}       | ${inForm(GIFT).slice(0, -9)}                        | ${'multipart/form-data; boundary=x'} | ${400}
    ${'a picture as text'}   | ${'question-imports?format=gift'}       | ${PNG}                                              | ${'text/plain'}                      | ${400}
    ${'entities'}            | ${'question-imports?format=moodle-xml'} | ${'<!DOCTYPE q [<!ENTITY a "b">]><quiz>&a;</quiz>'} | ${'text/xml'}                        | ${400}
    ${'a damaged package'}   | ${'question-imports?format=qti'}        | ${Buffer.from('PK\x03\x04, and no more')}           | ${'application/zip'}                 | ${400}
    ${'too large a picture'} | ${'media'}                              | ${Buffer.alloc(9 * 2 ** 20)}                        | ${'image/png'}                       | ${413}
    ${'no picture'}          | ${'media'}                              | ${'hello'}                                          | ${'image/png'}                       | ${415}
  `(
    'when it is $what, then it is refused with $status and leaves nothing behind',
    async ({ path, content, type, status }) => {
      const before = await house.unitOfWork.manager.getRepository(QuestionImport).count();
      const answer = await send(path, content, type);
      expect({ status: answer.status, code: typeof answer.body.code }).toEqual({ status, code: 'string' });
      expect(await house.unitOfWork.manager.getRepository(QuestionImport).count()).toBe(before);
    },
  );

  it('when somebody may not write questions, then neither file nor picture is taken', async () => {
    const trainee = await aPerson(house);
    expect((await send('question-imports?format=gift', GIFT, 'text/plain', trainee)).status).toBe(403);
    expect((await send('media', PNG, 'image/png', trainee)).status).toBe(403);
  });
});

describe('Given a file whose tags are not all tags of ours', () => {
  const TAGGED = `// [tag:Head & neck (final)] [tag:Travell's points] [tag:chest,neck] [tag:★★] [tag:Lung]
::Tagged:: A tag is kept. {T}

// [tag:plain]
::Plain:: Another is too. {T}
`;

  it('when it is tried and imported, then what can be kept is kept, and every change is in the report', async () => {
    const tried = (await send('question-imports?format=gift&dryRun=true', TAGGED)).body;
    const { body } = await send('question-imports?format=gift', TAGGED);
    expect(body).toMatchObject({ imported: 2, changed: 1, questions: [{ outcome: 'changed' }, { outcome: 'kept' }] });
    expect(body.questions.map(({ notes }: { notes: string[] }) => notes)).toEqual(
      tried.questions.map(({ notes }: { notes: string[] }) => notes),
    );
    const said = body.questions[0].notes.join('\n');
    expect(said).toContain('Its tag “chest,neck” is kept as “chest neck”.');
    expect(said).toContain('Its tag “★★” is not kept: it has no letter or digit.');
    expect(said).toContain("Tags are kept without capitals: head & neck (final), travell's points, lung.");
    const { tags } = (await asking(house, author, 'GET', `questions/${body.questions[0].questionId}`)).body;
    expect(tags).toEqual(['chest neck', 'head & neck (final)', 'lung', "travell's points"]);
  });

  it('when two of them become one, then that is said', async () => {
    const { body } = await send('question-imports?format=gift&dryRun=true', '// [tag:a,b] [tag:a b]\n::Two:: One. {T}');
    expect(body.questions[0]).toMatchObject({ outcome: 'changed' });
    expect(body.questions[0].notes.join()).toContain('Its tag “a,b” is kept as “a b”.');
  });

  it('when an author puts such a tag on by hand, then it is one too', async () => {
    const { body } = await send('question-imports?format=gift', '::By hand:: Tagged by hand. {T}');
    const [{ questionId }] = body.questions;
    const answer = await asking(house, author, 'POST', 'question-tags', {
      questions: [questionId],
      add: ['Head & Neck'],
    });
    expect(answer.status).toBe(204);
    expect(
      (await asking(house, author, 'GET', `questions?tag=${encodeURIComponent('head & neck')}`)).body.items,
    ).toEqual([expect.objectContaining({ id: questionId })]);
  });
});

describe('Given a picture', () => {
  it('when it is kept twice, then it is there once, and served as a picture and nothing more', async () => {
    const [one, other] = [await send('media', PNG, 'image/png'), await send('media', PNG, 'application/octet-stream')];
    expect(other.body).toEqual(one.body);
    expect(await house.unitOfWork.manager.getRepository(Media).count()).toBe(1);
    const shown = await house.app.inject({ method: 'GET', url: `/${one.body.src}`, headers: author.headers });
    expect(shown.rawPayload.equals(PNG)).toBe(true);
    expect(shown.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
    expect(shown.headers['content-security-policy']).toContain('sandbox');
    expect((await house.app.inject({ method: 'GET', url: `/${one.body.src}` })).statusCode).not.toBe(200);
  });

  it('when it is a drawing that holds a script, then the drawing is kept without it', async () => {
    const { body } = await send(
      'media',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><path d="M0 0"/></svg>',
      'image/svg+xml',
    );
    const shown = await house.app.inject({ method: 'GET', url: `/${body.src}`, headers: author.headers });
    expect(shown.body).toContain('<path');
    expect(shown.body).not.toContain('alert');
  });
});
