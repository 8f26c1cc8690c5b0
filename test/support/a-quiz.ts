import type { ProgrammePackage, QuestionDefinition, QuizDefinition } from '../../src/catalogue/programme';
import { ProgrammeShelf } from '../../src/catalogue/data/programme-shelf';
import { Programmes } from '../../src/catalogue/programmes.service';
import { Assessments } from '../../src/assessment/assessments.service';
import { Enrolments } from '../../src/enrolment/enrolments.service';
import { digestOf } from '../../src/kernel/canonical-json';
import { idOfName } from '../../src/kernel/ids';
import { House } from './a-house';
import { aPerson, TestPerson, TestPersonOptions } from './people';

export const PROGRAMME = 'needle-school';
export const QUIZ_ID = idOfName(`${PROGRAMME}/quiz/final`);

const base = {
  mark: 1,
  safetyCritical: false,
  level: 'apply',
  competencies: ['C11'],
  facts: ['F1'],
  rationale: 'KEY rationale',
} as const;

const option = (slug: string, correct: boolean) => ({
  slug,
  text: `Text ${slug}`,
  correct,
  feedback: `KEY on ${slug}`,
});

/** One question of each type; the first is safety-critical. Ten marks in all. */
export const QUESTIONS: readonly QuestionDefinition[] = [
  {
    ...base,
    slug: 'depth',
    type: 'single',
    mark: 2,
    safetyCritical: true,
    topic: 'Pneumothorax',
    prompt: 'Where may a needle reach the pleura?',
    options: [option('apex', true), option('knee', false), option('heel', false)],
  },
  {
    ...base,
    slug: 'signs',
    type: 'multiple',
    mark: 2,
    topic: 'Signs',
    prompt: 'Which are signs?',
    scoring: 'per-option',
    options: [option('pain', true), option('breathless', true), option('hunger', false), option('joy', false)],
  },
  {
    ...base,
    slug: 'reuse',
    type: 'true-false',
    mark: 1,
    topic: 'Sharps',
    prompt: 'A needle may be used twice.',
    answer: false,
    feedback: { true: 'KEY never twice', false: 'KEY indeed' },
  },
  {
    ...base,
    slug: 'organs',
    type: 'matching',
    mark: 2,
    topic: 'Anatomy',
    prompt: 'Match the cover to the organ.',
    pairs: [
      { slug: 'lung', stem: 'Lung', match: 'Pleura' },
      { slug: 'brain', stem: 'Brain', match: 'Meninges' },
    ],
    distractors: ['Periosteum'],
  },
  {
    ...base,
    slug: 'gauge',
    type: 'numeric',
    mark: 3,
    topic: 'Needles',
    prompt: 'How long is it?',
    answer: 2.5,
    tolerance: 0.1,
    unit: { symbol: 'mm', required: true },
    feedback: 'KEY 2.5 mm',
  },
];

export const QUIZ: QuizDefinition = {
  slug: 'final',
  title: 'Final quiz',
  kind: 'final',
  passMark: 80,
  passMarkStatus: 'provisional',
  attempts: 3,
  coolDownMinutes: 60,
  timeLimitMinutes: 30,
  graceSeconds: 20,
  questions: QUESTIONS,
};

/** A programme of nothing but its quizzes begins to run, and assessment takes them over. */
export async function aProgrammeWith(
  house: House,
  quizzes: readonly QuizDefinition[] = [QUIZ],
  more: Partial<ProgrammePackage> = {},
): Promise<string> {
  const content = {
    slug: PROGRAMME,
    title: 'Needle school',
    version: '1',
    summary: '',
    approval: { status: 'unapproved', note: '' },
    courses: [],
    quizzes,
    framework: { competencies: [{ id: 'C11' }, { id: 'C12' }] },
    schemes: [],
    jurisdictions: [],
    figures: {},
    claims: [],
    facts: [],
    ...more,
  } as unknown as ProgrammePackage;
  const digest = digestOf(content);
  const id = idOfName(`${PROGRAMME}/version/${digest}`);
  const shelf = house.get(ProgrammeShelf);
  const now = house.clock.now();
  await house.unitOfWork.run(async () => {
    const sequence = ((await shelf.findRunning(PROGRAMME))?.sequence ?? 0) + 1;
    if (!(await shelf.hasVersion(id))) {
      await shelf.putVersion({ id, programme: PROGRAMME, version: '1', digest, content, loadedAt: now });
    }
    const activation = idOfName(`${id}/activation/${sequence}`);
    await shelf.putActivation({ id: activation, programme: PROGRAMME, sequence, versionId: id, activatedAt: now });
  });
  await house.get(Assessments).adopt(await house.get(Programmes).version(id));
  return id;
}

/** A trainee who is enrolled in it. */
export async function aCandidate(house: House, options: TestPersonOptions = {}): Promise<TestPerson> {
  const person = await aPerson(house, options);
  await house
    .get(Enrolments)
    .enrol({ kind: 'person', id: person.id, roles: ['trainee'], sessionId: 'test' }, PROGRAMME);
  return person;
}
