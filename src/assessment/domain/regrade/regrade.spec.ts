import * as fc from 'fast-check';
import type { QuestionDefinition } from '../../../catalogue/question-definition';
import { Invalid } from '../../../kernel/errors';
import { questionOf } from '../../authored';
import { AskedItem, isVoid, scoreAttempt } from '../projection';
import { isKeyedAlike, unlike } from './correction';
import { changeOf, digestOfDifferences, Difference } from './differences';
import { keysInForce, stacked, type Treatment, type Treatments } from './treatment';
import { withKey } from './with-key';

const RULE = { passMark: 50, passMarkStatus: 'set' } as const;
const base = {
  prompt: 'Which?',
  mark: 1,
  safetyCritical: false,
  topic: 'T',
  level: 'recall',
  competencies: [],
  facts: [],
  rationale: '',
} as const;
const option = (slug: string, correct: boolean) => ({ slug, text: `Text ${slug}`, correct, feedback: '' });

const WRONG: QuestionDefinition = {
  ...base,
  slug: 'q',
  type: 'single',
  options: [option('a', true), option('b', false), option('c', false)],
};
const RIGHT = withKey(WRONG, { correct: ['b'] });
const DIGEST = 'd'.repeat(64);
const asked = questionOf(WRONG, DIGEST);
const corrected = questionOf(RIGHT, DIGEST);
const idOf = (slug: string) =>
  asked.type === 'single' ? asked.options.find(({ text }) => text === `Text ${slug}`)?.id : '';

const item = (id: string, versionId: string, maxMark = 1): AskedItem => ({
  id,
  questionVersionId: versionId,
  maxMark,
  question: asked,
});
const ITEMS = [item('i1', 'wrong'), item('i2', 'other', 3)];
const answered = (first: string | null, second: string | null) =>
  [first, second].flatMap((slug, index) =>
    slug === null ? [] : [{ attemptItemId: `i${index + 1}`, sequence: 1, response: { choice: idOf(slug) as string } }],
  );
const scored = (events: ReturnType<typeof answered>, treatment?: Treatment) =>
  scoreAttempt(ITEMS, events, RULE, undefined, {
    treatments: new Map(treatment ? [['wrong', treatment]] : []),
  });

describe('Given an item whose key turned out to be wrong', () => {
  it.each`
    kind                 | neverLower | first   | mark | maxMark
    ${'new-key'}         | ${false}   | ${'a'}  | ${0} | ${4}
    ${'new-key'}         | ${false}   | ${'b'}  | ${1} | ${4}
    ${'new-key'}         | ${false}   | ${'c'}  | ${0} | ${4}
    ${'new-key'}         | ${true}    | ${'a'}  | ${1} | ${4}
    ${'new-key'}         | ${true}    | ${'b'}  | ${1} | ${4}
    ${'accept-two-keys'} | ${false}   | ${'a'}  | ${1} | ${4}
    ${'accept-two-keys'} | ${false}   | ${'b'}  | ${1} | ${4}
    ${'accept-two-keys'} | ${false}   | ${'c'}  | ${0} | ${4}
    ${'void-item'}       | ${false}   | ${'a'}  | ${0} | ${3}
    ${'void-item'}       | ${true}    | ${'a'}  | ${1} | ${4}
    ${'void-item'}       | ${true}    | ${'b'}  | ${0} | ${3}
    ${'full-marks'}      | ${false}   | ${'c'}  | ${1} | ${4}
    ${'full-marks'}      | ${false}   | ${null} | ${1} | ${4}
  `(
    'when it is treated by $kind (never lower: $neverLower) and $first was chosen, then $mark of $maxMark are earned',
    ({ kind, neverLower, first, mark, maxMark }) => {
      const { grade } = scored(answered(first, 'c'), { kind, neverLower, ...(kind.includes('key') && { corrected }) });
      expect(grade).toMatchObject({ mark, maxMark });
    },
  );

  it('when it is safety-critical and voided, or full marks are given, then it fails nobody', () => {
    const critical = ITEMS.map((one, index) =>
      index === 0 ? { ...one, question: { ...asked, safetyCritical: true } } : one,
    );
    const failed = (treatment: Treatment) =>
      scoreAttempt(critical, answered('c', 'a'), RULE, undefined, { treatments: new Map([['wrong', treatment]]) }).grade
        .failedSafetyTopics;
    expect(failed({ kind: 'new-key', corrected, neverLower: false })).toEqual(['T']);
    expect(failed({ kind: 'void-item', neverLower: false })).toEqual([]);
    expect(failed({ kind: 'full-marks', neverLower: false })).toEqual([]);
  });

  it('when it is voided and nobody may be lower, then what was partly right keeps its marks, and fails nobody on safety', () => {
    const multiple = questionOf(
      {
        ...{ ...base, safetyCritical: true, slug: 'm', type: 'multiple', scoring: 'per-option' },
        options: [option('a', true), option('b', true), option('c', false), option('d', false)],
      },
      DIGEST,
    );
    const choices = multiple.type === 'multiple' ? [multiple.options[0].id] : [];
    const items = [{ ...ITEMS[0], question: multiple }, ITEMS[1]];
    const events = [{ attemptItemId: 'i1', sequence: 1, response: { choices } }];
    const by = (treatments?: Treatments) => scoreAttempt(items, events, RULE, undefined, { treatments }).grade;
    const before = by();
    expect(before).toMatchObject({ mark: 0.75, failedSafetyTopics: ['T'] });
    const voided = by(new Map([['wrong', { kind: 'void-item', neverLower: true }]]));
    expect(voided).toMatchObject({ mark: 0.75, percentage: before.percentage, failedSafetyTopics: [] });
  });

  const anAnswer = fc.constantFrom('a', 'b', 'c', null);
  const aTreatmentWith = (...others: QuestionDefinition[]) =>
    fc.record({
      kind: fc.constantFrom('new-key', 'accept-two-keys', 'void-item', 'full-marks'),
      corrected: fc.constantFrom(corrected, ...others.map((other) => questionOf(other, DIGEST))),
      neverLower: fc.boolean(),
    }) as fc.Arbitrary<Treatment>;
  const aTreatment = aTreatmentWith();

  it('when no score may be lowered, then none is, whatever the policy and the answers', () => {
    fc.assert(
      fc.property(anAnswer, anAnswer, aTreatment, (first, second, treatment) => {
        const events = answered(first, second);
        const before = scored(events).grade.percentage;
        expect(scored(events, { ...treatment, neverLower: true }).grade.percentage).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('when one regrade follows another and may lower no score, then it lowers none that the one before gave', () => {
    const versions = ['v1', 'v2', 'v3', 'v4'];
    const anItem = fc.record({
      chosen: anAnswer,
      maxMark: fc.integer({ min: 1, max: 4 }),
      safetyCritical: fc.boolean(),
    });
    const aRegrade = fc.dictionary(
      fc.constantFrom(...versions.slice(1)),
      aTreatmentWith(withKey(WRONG, { correct: ['c'] })),
    );
    fc.assert(
      fc.property(
        fc.array(anItem, { minLength: 4, maxLength: 4 }),
        fc.array(aRegrade, { minLength: 1, maxLength: 3 }),
        (items, regrades) => {
          const asItems = items.map(({ maxMark, safetyCritical }, index): AskedItem => ({
            ...item(`i${index}`, versions[index], maxMark),
            question: { ...asked, safetyCritical },
          }));
          const events = items.flatMap(({ chosen }, index) =>
            chosen === null
              ? []
              : [{ attemptItemId: `i${index}`, sequence: 1, response: { choice: idOf(chosen) as string } }],
          );
          let treatments: Treatments = new Map();
          let before = scoreAttempt(asItems, events, RULE).grade;
          for (const regrade of regrades) {
            treatments = stacked(treatments, new Map(Object.entries(regrade)));
            const { grade } = scoreAttempt(asItems, events, RULE, undefined, { treatments });
            if (Object.values(regrade).every(({ neverLower }) => neverLower)) {
              expect(grade.percentage).toBeGreaterThanOrEqual(before.percentage);
              expect(grade.passed || !before.passed).toBe(true);
            }
            before = grade;
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('when a second regrade keeps what is better, then it is what the first gave, not what the wrong key gave', () => {
    const first: Treatment = { kind: 'new-key', corrected, neverLower: false };
    const third = questionOf(withKey(WRONG, { correct: ['c'] }), DIGEST);
    const second = (kind: Treatment['kind']): Treatment => ({
      kind,
      corrected: third,
      neverLower: true,
      earlier: first,
    });
    expect(scored(answered('a', 'c'), second('new-key')).grade.mark).toBe(0);
    expect(scored(answered('b', 'c'), second('new-key')).grade.mark).toBe(1);
    expect(scored(answered('a', 'c'), second('accept-two-keys')).grade.mark).toBe(0);
    expect(keysInForce(asked, { ...second('void-item'), corrected: undefined })).toEqual([corrected]);
    expect(keysInForce(asked, second('accept-two-keys'))).toEqual([third, corrected]);
    expect(
      keysInForce(asked, { ...second('accept-two-keys'), earlier: { ...first, kind: 'accept-two-keys' } }),
    ).toEqual([third, corrected, asked]);
  });

  it('when it is treated in any way, then no other item is scored otherwise', () => {
    fc.assert(
      fc.property(anAnswer, anAnswer, aTreatment, (first, second, treatment) => {
        const events = answered(first, second);
        expect(scored(events, treatment).scores[1]).toEqual(scored(events).scores[1]);
        expect(isVoid(scored(events, treatment).scores[1])).toBe(false);
      }),
    );
  });

  it('when the corrected key is the same, then the grade is the same byte for byte', () => {
    fc.assert(
      fc.property(anAnswer, anAnswer, fc.boolean(), (first, second, neverLower) => {
        const events = answered(first, second);
        const again = scored(events, { kind: 'new-key', corrected: asked, neverLower });
        expect(again.grade).toEqual(scored(events).grade);
      }),
    );
  });
});

describe('Given another key for a question', () => {
  const trueFalse: QuestionDefinition = {
    ...base,
    slug: 't',
    type: 'true-false',
    answer: true,
    feedback: { true: '', false: '' },
  };
  const numeric: QuestionDefinition = { ...base, slug: 'n', type: 'numeric', answer: 2, tolerance: 0, feedback: '' };
  const ordering: QuestionDefinition = {
    ...{ ...base, slug: 'o', type: 'ordering', scoring: 'positions', feedback: '' },
    items: [
      { slug: 'one', text: 'One' },
      { slug: 'two', text: 'Two' },
    ],
  };
  const matching: QuestionDefinition = {
    ...{ ...base, slug: 'm', type: 'matching', distractors: ['Third'] },
    pairs: [
      { slug: 'x', stem: 'X', match: 'First' },
      { slug: 'y', stem: 'Y', match: 'Second' },
    ],
  };

  it.each`
    question     | key                                | part         | is
    ${WRONG}     | ${{ correct: ['c'] }}              | ${'options'} | ${[false, false, true]}
    ${trueFalse} | ${{ answer: false }}               | ${'answer'}  | ${false}
    ${numeric}   | ${{ answer: 2.5, tolerance: 0.1 }} | ${'answer'}  | ${2.5}
    ${ordering}  | ${{ order: ['two', 'one'] }}       | ${'items'}   | ${['two', 'one']}
    ${matching}  | ${{ pairs: { x: 'Third' } }}       | ${'pairs'}   | ${['Third', 'Second']}
  `('when it is $key, then its $part is $is and what could be chosen stays the same', ({ question, key, part, is }) => {
    const keyed = withKey(question as QuestionDefinition, key);
    const value = (keyed as unknown as Record<string, unknown>)[part as string];
    const shown = Array.isArray(value)
      ? value.map((one: Record<string, unknown>) => one.correct ?? one.match ?? one.slug)
      : value;
    expect(shown).toEqual(is);
    expect(unlike(question, keyed)).toEqual([]);
    expect(isKeyedAlike(question, keyed)).toBe(false);
    expect(isKeyedAlike(question, { ...question, rationale: 'Said better', prompt: 'Which one?' })).toBe(true);
  });

  it.each`
    question     | key                              | path
    ${WRONG}     | ${{ correct: ['d'] }}            | ${'key.correct'}
    ${WRONG}     | ${{ correct: ['a', 'b'] }}       | ${'key.correct'}
    ${WRONG}     | ${{ answer: true }}              | ${'key.correct'}
    ${trueFalse} | ${{ correct: ['true'] }}         | ${'key.answer'}
    ${numeric}   | ${{ answer: true }}              | ${'key.answer'}
    ${ordering}  | ${{ order: ['one', 'one'] }}     | ${'key.order'}
    ${matching}  | ${{ pairs: { x: 'Elsewhere' } }} | ${'key.pairs'}
  `('when it is $key, which does not fit, then it is refused at $path', ({ question, key, path }) => {
    const refused = () => withKey(question as QuestionDefinition, key);
    expect(refused).toThrow(Invalid);
    try {
      refused();
    } catch (fault) {
      expect((fault as Invalid).facts.errors).toEqual([expect.objectContaining({ path })]);
    }
  });

  it.each`
    changed                                                                                                    | why
    ${{ ...WRONG, options: [option('a', true), option('b', false)] }}                                          | ${'an option is gone'}
    ${{ ...WRONG, options: [option('a', true), option('b', false), { ...option('c', false), text: 'Else' }] }} | ${'an option reads otherwise'}
    ${{ ...trueFalse }}                                                                                        | ${'it is of another type'}
  `('when $why, then answers to the old one say nothing of it', ({ changed }) => {
    expect(unlike(WRONG, changed)).not.toEqual([]);
  });
});

describe('Given what a regrade changes', () => {
  const standing = (percentage: number, passed: boolean) => ({
    mark: 1,
    maxMark: 2,
    percentage,
    passed,
    provisional: false,
    failedSafetyTopics: [],
  });

  it.each`
    before                 | after                  | change
    ${standing(40, false)} | ${standing(60, true)}  | ${'gains-pass'}
    ${standing(60, true)}  | ${standing(40, false)} | ${'loses-pass'}
    ${standing(60, true)}  | ${standing(70, true)}  | ${'higher'}
    ${standing(60, true)}  | ${standing(55, true)}  | ${'lower'}
    ${standing(60, true)}  | ${standing(60, true)}  | ${'same'}
  `('when it goes from $before.percentage to $after.percentage, then that is $change', ({ before, after, change }) => {
    expect(changeOf(before, after, 'graded')).toBe(change);
  });

  it('when a result is held back, or waits for marks, then it is no pass that could come or go', () => {
    for (const state of ['held-back', 'awaiting-marking'] as const) {
      expect(changeOf(standing(40, false), standing(60, true), state)).toBe('higher');
      expect(changeOf(standing(60, true), standing(60, false), state)).toBe('same');
    }
  });

  it('when the attempts come in another order, then the digest is the same; with another result it is another', () => {
    const difference = (runId: string, percentage: number): Difference => ({
      ...{ attemptId: runId, personId: 'p', number: 1, state: 'graded', runId, change: 'same' },
      before: standing(50, true),
      after: standing(percentage, true),
    });
    const [one, two] = [difference('r1', 60), difference('r2', 70)];
    expect(digestOfDifferences([one, two])).toBe(digestOfDifferences([two, one]));
    expect(digestOfDifferences([one, two])).not.toBe(digestOfDifferences([one, difference('r2', 71)]));
  });
});
