import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { stringify } from 'yaml';
import { everyTypeQuiz } from '../../test/support/every-type-quiz';
import { readPackage } from './domain/package-reader';
import { schemaCheck } from './domain/schema-check';
import type { QuestionDefinition, QuizDefinition } from './programme';
import { faultsOfQuestion } from './question-check';
import { aPackage } from './testing/a-programme';

const SCHEMAS = path.join(__dirname, '..', '..', 'courses', 'schemas');
const check = schemaCheck(
  readdirSync(SCHEMAS).map((name) => JSON.parse(readFileSync(path.join(SCHEMAS, name), 'utf8')) as object),
);
const GROUNDS = { competency: 'C01', fact: 'F1.01', figure: 'figures/box.svg' };
const QUIZ = everyTypeQuiz(GROUNDS);

const read = (quiz: QuizDefinition) =>
  readPackage('short', aPackage({ 'quizzes/every-type.yaml': stringify(quiz) }), check);

type Kind = QuestionDefinition['type'];
const of = <Type extends Kind>(type: Type) =>
  QUIZ.questions.find((question) => question.type === type) as Extract<QuestionDefinition, { type: Type }>;
const [first, second] = QUIZ.questions;

describe('Given a quiz with a question of every type in a programme', () => {
  it('when the programme is read, then it has no faults, and the questions are as they were written', () => {
    const { content, faults } = read(QUIZ);
    expect(faults).toEqual([]);
    expect(content?.quizzes.find(({ slug }) => slug === 'every-type')).toEqual(QUIZ);
  });

  it('when it says everything that a quiz may say, then it has no faults', () => {
    const shows = { response: true, marks: true, outcomes: true, feedback: true, key: false, rationale: false };
    const settings = {
      behaviour: { kind: 'several-tries', tries: 3, penalty: 0.25 },
      navigation: 'paged',
      timeOut: 'grace',
      opensAt: '2027-01-01T08:00:00Z',
      closesAt: '2027-01-31T20:00:00.000Z',
      gradeMethod: 'best',
      declaration: 'My own work.',
      reviewMatrix: { during: shows, after: shows, later: shows, closed: { ...shows, key: true } },
    } as const;
    const full = { ...QUIZ, ...settings };
    const questions = full.questions.map((question) => ({
      ...question,
      format: 'markdown' as const,
      references: ['A book'],
      penalty: 0.5,
    }));
    expect(read({ ...full, questions }).faults).toEqual([]);
  });

  it.each([
    ['tries without a number', { behaviour: { kind: 'several-tries', penalty: 0.1 } }, /lacks “tries”/],
    ['a behaviour that is none', { behaviour: { kind: 'adaptive' } }, /is "adaptive"/],
    ['a member that deferred does not know', { behaviour: { kind: 'deferred', tries: 2 } }, /does not know “tries”/],
    ['a local time', { opensAt: '2027-01-01T08:00:00+01:00' }, /opensAt/],
    ['an end before the beginning', { opensAt: '2027-02-01T08:00:00Z', closesAt: '2027-01-01T08:00:00Z' }, /before it opens/], // prettier-ignore
    ['a review that leaves something open', { reviewMatrix: { during: {} } }, /lacks/],
  ])('when its settings have %s, then it is refused', (_, settings, message) => {
    const { content, faults } = read({ ...QUIZ, ...settings } as never);
    expect(content).toBeNull();
    expect(faults.map((fault) => fault.message).join('\n')).toMatch(message);
  });

  it('when two questions tell one case otherwise, then it is refused', () => {
    const other = { ...second, case: { slug: 'basket', title: 'A basket', text: 'Otherwise.' } } as QuestionDefinition;
    const { faults } = read({ ...QUIZ, questions: [first, other] });
    expect(faults.map(({ message }) => message)).toEqual(['the case “basket” reads otherwise in an earlier question']);
  });

  it.each<[string, Kind, object, RegExp]>([
    ['a polygon of two corners', 'hotspot', { regions: [{ ...of('hotspot').regions[0], polygon: [{ x: 0, y: 0 }, { x: 1, y: 1 }] }] }, /polygon/], // prettier-ignore
    ['a point outside the picture', 'hotspot', { regions: [{ ...of('hotspot').regions[0], polygon: [{ x: 0, y: 0 }, { x: 1.1, y: 1 }, { x: 0, y: 1 }] }] }, /polygon.1.x/], // prettier-ignore
    ['a picture without words', 'hotspot', { image: { src: 'figures/box.svg' } }, /lacks “alt”/],
    ['a picture with empty words', 'hotspot', { image: { src: 'figures/box.svg', alt: ' ' } }, /alt/],
    ['a picture from elsewhere', 'hotspot', { image: { src: 'https://example.org/x.svg', alt: 'X' } }, /src/],
    ['two steps', 'ordering', { items: of('ordering').items.slice(0, 2) }, /items/],
    ['an unknown scoring', 'ordering', { scoring: 'nearly' }, /Choose|"nearly"/],
    ['a gap of an unknown kind', 'cloze', { gaps: [{ ...of('cloze').gaps[0], type: 'essay' }] }, /"essay"/],
    ['a gap without weight', 'cloze', { gaps: of('cloze').gaps.map(({ weight: _weight, ...gap }) => gap) }, /weight/],
    ['a policy left out', 'short-text', { accents: undefined }, /lacks “accents”/],
    ['a fraction above the whole', 'short-text', { answers: [{ text: 'twelve', fraction: 1.5 }] }, /fraction/],
    ['no rubric', 'essay', { rubric: [] }, /rubric/],
    ['a member that nothing reads', 'true-false', { shuffle: true }, /does not know “shuffle”/],
  ])('when a question has %s, then it is refused', (_, type, change, message) => {
    const { content, faults } = read({ ...QUIZ, questions: [{ ...of(type), ...change }] });
    expect(content).toBeNull();
    expect(faults.map((fault) => `${fault.message} ${fault.remedy}`).join('\n')).toMatch(message);
  });
});

describe('Given a question whose parts do not agree', () => {
  const [apples, pears, plums] = of('multiple').options;
  const region = of('hotspot').regions[0];

  it.each<[string, Kind, object, string, RegExp]>([
    ['two correct options', 'single', { options: of('single').options.map((one) => ({ ...one, correct: true })) }, 'options', /3 options of/], // prettier-ignore
    ['fractions that nothing reads', 'multiple', { scoring: 'per-option' }, 'options.0.fraction', /nothing reads/],
    ['fractions that fall short', 'multiple', { options: [{ ...apples, fraction: 0.2 }, pears, plums] }, 'options', /earns 0.7, not 1/], // prettier-ignore
    ['a wrong option that earns', 'multiple', { options: [apples, pears, { ...plums, fraction: 0.1 }] }, 'options.2', /earns 0.1 and calls itself wrong/], // prettier-ignore
    ['a correct option that costs', 'single', { scoring: 'weighted', options: [{ ...apples, fraction: 1 }, { ...pears, fraction: -1 }] }, 'options.1', /earns -1 and calls itself correct/], // prettier-ignore
    ['steps that read alike', 'ordering', { items: of('ordering').items.map((step) => ({ ...step, text: 'Same' })) }, 'items.1', /step text “Same”/], // prettier-ignore
    ['no whole answer', 'short-text', { answers: [{ text: 'x', fraction: 0.5 }] }, 'answers', /no answer earns the whole/], // prettier-ignore
    ['a gap that stands nowhere', 'cloze', { prompt: 'A {{many}} and {{half}}.' }, 'gaps.2.slug', /nowhere/],
    ['a gap that stands twice', 'cloze', { prompt: '{{many}} {{many}} {{half}} {{twice}}' }, 'gaps.0.slug', /2 times/],
    ['a place for no gap', 'cloze', { prompt: '{{many}} {{half}} {{twice}} {{thrice}}' }, 'prompt', /“thrice”, which is no gap/], // prettier-ignore
    ['no correct region', 'hotspot', { regions: [{ ...region, correct: false }] }, 'regions', /no region of/],
    ['too few points', 'hotspot', { points: 1, regions: [region, { ...region, slug: 'r9' }] }, 'points', /1 points cannot mark 2/], // prettier-ignore
    ['a region out of reach', 'hotspot', { regions: [{ ...region, polygon: [{ x: 0.2, y: 0 }, { x: 0.3, y: 0 }, { x: 0.25, y: 0.1 }] }] }, 'regions.0.polygon', /without a mouse/], // prettier-ignore
    ['a figure that is missing', 'hotspot', { image: { src: 'figures/other.svg', alt: 'Other' } }, 'image.src', /missing/], // prettier-ignore
    ['levels that fall', 'essay', { rubric: [{ ...of('essay').rubric[0], levels: [...of('essay').rubric[0].levels].reverse() }] }, 'rubric.0.levels', /do not rise/], // prettier-ignore
    ['bounds that cross', 'essay', { minimumWords: 300 }, 'maximumWords', /at least 300 and at most 200/],
  ])('when it has %s, then that is told', (_, type, change, where, message) => {
    const faults = faultsOfQuestion({ ...of(type), ...change }, { 'box.svg': '<svg/>' });
    expect(faults.map((fault) => [fault.path.join('.'), fault.message])).toContainEqual([
      where,
      expect.stringMatching(message),
    ]);
  });

  it('when three thirds make the whole, then nothing is wrong', () => {
    const options = ['a', 'b', 'c', 'd'].map((slug, index) => ({
      ...apples,
      slug,
      text: slug,
      correct: index < 3,
      fraction: index < 3 ? 0.33333 : 0,
    }));
    expect(faultsOfQuestion({ ...of('multiple'), options }, null)).toEqual([]);
  });
});
