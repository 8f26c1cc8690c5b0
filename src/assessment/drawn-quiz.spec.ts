import { aHouse, House, NOON } from '../../test/support/a-house';
import { aCandidate, aProgrammeWith, QUESTIONS, QUIZ, QUIZ_ID } from '../../test/support/a-quiz';
import { TestPerson } from '../../test/support/people';
import type { ProgrammePackage, QuestionDefinition } from '../catalogue/programme';
import type { AttemptView } from './attempt-view';

/*
 * A quiz of a programme's package that draws from the package's own bank, by topic and cognitive level.
 */

const FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><style>rect{fill:red}</style><rect/></svg>';
const single = QUESTIONS[0] as Extract<QuestionDefinition, { type: 'single' }>;
const aQuestion = (topic: string, level: QuestionDefinition['level'], number: number): QuestionDefinition => ({
  ...single,
  slug: `${topic}-${level}-${number}`.toLowerCase(),
  prompt: `${topic}, ${level}, ${number}`,
  topic,
  level,
  mark: 3,
});

const TOPICS = ['Lung', 'Sharps'];
const bank = (['recall', 'apply'] as const).flatMap((level) =>
  TOPICS.flatMap((topic) => [1, 2, 3, 4].map((number) => aQuestion(topic, level, number))),
);
const [pictured, ...others] = bank;
const BANK = [
  { ...pictured, image: { src: 'figures/lung.svg', alt: 'Two lungs, seen from the front' } },
  ...others,
] as QuestionDefinition[];

const DRAWN = {
  ...QUIZ,
  questions: [QUESTIONS[2]],
  blueprint: [
    { topic: 'Lung', level: 'recall', count: 4 },
    { topic: 'Sharps', level: 'apply', count: 2 },
  ],
} as const;

const withBank = (questions: readonly QuestionDefinition[]): Partial<ProgrammePackage> => ({
  bank: [{ course: 'safety', questions }],
  figures: { 'lung.svg': FIGURE },
});

let house: House;

async function begin(person: TestPerson): Promise<AttemptView> {
  const url = `/api/v1/quizzes/${QUIZ_ID}/attempts`;
  const answer = await house.app.inject({ method: 'POST', url, headers: person.headers });
  expect([200, 201]).toContain(answer.statusCode);
  return answer.json();
}

const promptsOf = ({ items }: AttemptView) => items.map(({ prompt }) => prompt);

beforeEach(async () => {
  house = await aHouse();
  await aProgrammeWith(house, [DRAWN], withBank(BANK));
  house.clock.set(NOON);
});
afterEach(() => house.close());

describe('Given a quiz that draws from the bank of its package', () => {
  it('when it is looked at, then it says how many questions and marks there will be', async () => {
    const { headers } = await aCandidate(house);
    const answer = await house.app.inject({ method: 'GET', url: `/api/v1/quizzes/${QUIZ_ID}`, headers });
    expect(answer.json()).toMatchObject({ questions: 7, maxMark: 7 });
  });

  it('when people begin, then each is asked what is pinned, and of each cell as many as the blueprint says', async () => {
    const seen = new Set<string>();
    for (let person = 0; person < 6; person += 1) {
      const prompts = promptsOf(await begin(await aCandidate(house)));
      expect(new Set(prompts).size).toBe(7);
      expect(prompts.filter((prompt) => prompt.startsWith('Lung, recall,'))).toHaveLength(4);
      expect(prompts.filter((prompt) => prompt.startsWith('Sharps, apply,'))).toHaveLength(2);
      prompts.filter((prompt) => prompt.startsWith('Sharps')).forEach((prompt) => seen.add(prompt));
    }
    expect(seen.size).toBeGreaterThan(2);
  });

  it('when a question that is drawn has a picture, then the picture is served as its author drew it', async () => {
    const candidate = await aCandidate(house);
    const { items } = await begin(candidate);
    const image = items.find(({ prompt }) => prompt === 'Lung, recall, 1')?.image;
    expect(image).toMatchObject({ alt: 'Two lungs, seen from the front', width: 40, height: 30 });
    const served = await house.app.inject({ method: 'GET', url: String(image?.url), headers: candidate.headers });
    expect([served.statusCode, served.body]).toEqual([200, FIGURE]);
  });

  it('when the package corrects a question and drops another, then from then on only what it now says is drawn', async () => {
    const early = await aCandidate(house);
    const before = promptsOf(await begin(early));
    const corrected = BANK.filter(({ slug }) => slug !== 'sharps-apply-4').map((question) =>
      question.slug === 'lung-recall-1' ? { ...question, prompt: 'Lung, recall, 1, corrected' } : question,
    );
    await aProgrammeWith(house, [DRAWN], withBank(corrected));
    for (let person = 0; person < 6; person += 1) {
      const prompts = promptsOf(await begin(await aCandidate(house)));
      expect(prompts).toContain('Lung, recall, 1, corrected');
      expect(prompts).not.toContain('Lung, recall, 1');
      expect(prompts).not.toContain('Sharps, apply, 4');
    }
    expect(promptsOf(await begin(early))).toEqual(before);
  });
});
