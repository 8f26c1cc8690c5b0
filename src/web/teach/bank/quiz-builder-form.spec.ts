import * as fc from 'fast-check';
import { quizDraft } from '../../../assessment/quiz-drafts';
import { contentOf, REVIEW_SHOWS, REVIEW_TIMES, typedIn, typedOf } from './quiz-builder-form';

const shows = fc.record(Object.fromEntries(Object.keys(REVIEW_SHOWS).map((what) => [what, fc.boolean()])));
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const aBehaviour = fc.oneof(
  fc.constantFrom({ kind: 'immediate' }, { kind: 'certainty' }),
  fc.record({
    kind: fc.constant('several-tries'),
    tries: fc.integer({ min: 2, max: 10 }),
    penalty: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
  }),
);
const aCell = fc.record({
  topic: fc.constantFrom('Pleura', 'Sharps box', 'Hygiene'),
  level: fc.constantFrom('recall', 'apply', 'analyse'),
  count: fc.integer({ min: 1, max: 9 }),
});

/** What an author may send to the API: any setting there is, or none. */
const aQuiz = fc
  .record({
    title: fc.constantFrom('Anatomy', 'An examination & more'),
    introduction: maybe(fc.constant('Read this first.')),
    kind: maybe(fc.constantFrom('final', 'course')),
    passMark: maybe(fc.constantFrom(0, 62.5, 80, 100)),
    attempts: maybe(fc.integer({ min: 1, max: 9 })),
    coolDownMinutes: maybe(fc.integer({ min: 0, max: 999 })),
    timeLimitMinutes: fc.integer({ min: 1, max: 300 }),
    graceSeconds: maybe(fc.integer({ min: 0, max: 600 })),
    behaviour: maybe(aBehaviour),
    navigation: maybe(fc.constantFrom('paged', 'one-way')),
    timeOut: maybe(fc.constantFrom('grace', 'void')),
    gradeMethod: maybe(fc.constantFrom('first', 'last', 'mean')),
    declaration: maybe(fc.constant('My own work.')),
    reviewMatrix: maybe(fc.record(Object.fromEntries(Object.keys(REVIEW_TIMES).map((time) => [time, shows])))),
    blueprint: fc.uniqueArray(aCell, { minLength: 1, maxLength: 6, selector: ({ topic, level }) => topic + level }),
  })
  .map((sent) => JSON.parse(JSON.stringify(sent)) as Record<string, unknown>);

/** The same rows in another order draw the same. */
const inOrder = (content: ReturnType<typeof quizDraft>) => ({
  ...content,
  blueprint: content.blueprint?.toSorted((one, other) => (one.topic + one.level < other.topic + other.level ? -1 : 1)),
});

describe('Given a quiz with any settings', () => {
  it('when its form is sent back as it was shown, then nothing of it is lost or changed', () => {
    fc.assert(
      fc.property(aQuiz, (sent) => {
        const content = quizDraft(sent);
        expect(inOrder(quizDraft(contentOf(typedOf(content))))).toEqual(inOrder(content));
      }),
      { numRuns: 500 },
    );
  });

  it('when results wait for a panel, then no answer is checked under way', () => {
    const sent = { title: 'Anatomy', timeLimitMinutes: 30, results: 'after-cut-score' };
    expect(quizDraft(contentOf(typedOf(quizDraft(sent))))).toMatchObject({ results: 'after-cut-score' });
    expect(() => quizDraft({ ...sent, behaviour: { kind: 'immediate' } })).toThrow();
  });
});

describe('Given what a browser sends of the form', () => {
  const fields = {
    title: 'Anatomy',
    timeLimitMinutes: '30',
    behaviour: 'several-tries',
    'grid-rows': '1',
    'pool-rows': '1',
  };

  it('when one may try again and nothing is said, then it is three tries at a third of the mark', () => {
    expect(contentOf(typedIn(fields)).behaviour).toEqual({ kind: 'several-tries', tries: 3, penalty: 0.33 });
    expect(contentOf(typedIn({ ...fields, tries: '2', penalty: '12,5' })).behaviour).toMatchObject({
      ...{ tries: 2, penalty: 0.125 },
    });
  });

  it('when the review is the usual one, then ticks say nothing; else they say all', () => {
    const ticked = { ...fields, shows: ['after-marks', 'closed-key'] };
    expect(contentOf(typedIn({ ...ticked, review: 'usual' }))).not.toHaveProperty('reviewMatrix');
    const { reviewMatrix } = contentOf(typedIn({ ...ticked, review: 'own' })) as never as {
      reviewMatrix: Record<string, Record<string, boolean>>;
    };
    expect(reviewMatrix.after).toMatchObject({ marks: true, key: false });
    expect(reviewMatrix.closed).toMatchObject({ marks: false, key: true });
    expect(Object.values(reviewMatrix.during)).toEqual(Array(6).fill(false));
  });
});
