import * as fc from 'fast-check';
import { gradeOf, MarkedItem } from './grade';

const RULE = { passMark: 80, passMarkStatus: 'provisional' } as const;

const items = (right: number, of: number, more: Partial<MarkedItem> = {}): MarkedItem[] =>
  Array.from({ length: of }, (_, index) => ({
    fraction: index < right ? 1 : 0,
    maxMark: 1,
    safetyCritical: false,
    topic: `Topic ${index}`,
    ...more,
  }));

describe('Given a pass mark of 80 %', () => {
  it.each`
    right | of    | percentage | passed
    ${10} | ${10} | ${100}     | ${true}
    ${8}  | ${10} | ${80}      | ${true}
    ${79} | ${99} | ${79.79}   | ${false}
    ${9}  | ${12} | ${75}      | ${false}
    ${8}  | ${12} | ${66.66}   | ${false}
    ${0}  | ${10} | ${0}       | ${false}
    ${0}  | ${0}  | ${0}       | ${false}
  `('when $right of $of are right, then it is $percentage %, passed: $passed', ({ right, of, percentage, passed }) => {
    expect(gradeOf(items(right, of), RULE)).toMatchObject({ percentage, passed, mark: right, maxMark: of });
  });

  it('when the total is a hair below, then it neither passes nor reads as if it did', () => {
    const [only] = items(0, 1, { fraction: 0.799999 });
    expect(gradeOf([only], RULE)).toMatchObject({ percentage: 79.99, passed: false });
  });

  it('when thirds of marks make up exactly the pass mark, then binary fractions do not fail it', () => {
    const thirds = items(0, 3, { fraction: 0.8, maxMark: 1 / 3 });
    expect(gradeOf(thirds, RULE)).toMatchObject({ percentage: 80, passed: true });
  });

  it.each`
    status           | provisional
    ${'provisional'} | ${true}
    ${'set'}         | ${false}
  `('when the pass mark is $status, then the grade is provisional: $provisional', ({ status, provisional }) => {
    expect(gradeOf(items(1, 1), { passMark: 80, passMarkStatus: status }).provisional).toBe(provisional);
  });
});

describe('Given safety-critical questions', () => {
  it.each`
    fraction | passed   | topics
    ${1}     | ${true}  | ${[]}
    ${0.99}  | ${false} | ${['Pneumothorax']}
    ${0}     | ${false} | ${['Pneumothorax']}
  `(
    'when one of twenty is right to $fraction, then passed is $passed, whatever the total, naming $topics',
    ({ fraction, passed, topics }) => {
      const critical = { fraction, maxMark: 1, safetyCritical: true, topic: 'Pneumothorax' };
      expect(gradeOf([...items(19, 19), critical], RULE)).toMatchObject({ passed, failedSafetyTopics: topics });
    },
  );

  it('when two of one topic are wrong, then the topic is named once', () => {
    const wrong = items(0, 2, { safetyCritical: true, topic: 'Sharps' });
    expect(gradeOf(wrong, RULE).failedSafetyTopics).toEqual(['Sharps']);
  });

  it('when any safety-critical question is not wholly right, then no total passes', () => {
    const item = fc.record({
      fraction: fc.double({ min: 0, max: 1, noNaN: true }),
      maxMark: fc.integer({ min: 0, max: 10 }),
      safetyCritical: fc.boolean(),
      topic: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(item), fc.integer({ min: 0, max: 100 }), (given, passMark) => {
        const grade = gradeOf(given, { ...RULE, passMark });
        expect(grade.percentage).toBeGreaterThanOrEqual(0);
        expect(grade.percentage).toBeLessThanOrEqual(100);
        if (given.some(({ safetyCritical, fraction }) => safetyCritical && fraction < 1))
          expect(grade.passed).toBe(false);
      }),
    );
  });
});

describe('Given answers that people still have to mark', () => {
  it('when all else is right, then the attempt does not pass yet, and no topic of safety has failed', () => {
    const waiting = { fraction: 0, maxMark: 1, safetyCritical: true, topic: 'Consent', awaitsMarking: true };
    expect(gradeOf([...items(9, 9), waiting], RULE)).toMatchObject({
      mark: 9,
      percentage: 90,
      passed: false,
      failedSafetyTopics: [],
    });
  });
});

describe('Given marks that being sure and wrong took away', () => {
  it('when more is lost than earned, then it reads 0 %, not less', () => {
    const lost = items(1, 3, { fraction: -2 });
    expect(gradeOf(lost, { ...RULE, passMark: 0 })).toMatchObject({ mark: -6, percentage: 0 });
  });

  it('when an answer about safety is right but was given unsurely, then its topic has not failed', () => {
    const unsure = { fraction: 1 / 3, rightness: 1, maxMark: 1, safetyCritical: true, topic: 'Lungs' };
    expect(gradeOf([...items(9, 9), unsure], RULE).failedSafetyTopics).toEqual([]);
    expect(gradeOf([...items(9, 9), { ...unsure, rightness: 0.5 }], RULE).failedSafetyTopics).toEqual(['Lungs']);
  });
});
