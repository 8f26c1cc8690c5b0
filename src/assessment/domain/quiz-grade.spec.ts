import * as fc from 'fast-check';
import { GradedAttempt, gradeOfQuiz } from './quiz-grade';

const attempt = (number: number, percentage: number, more: Partial<GradedAttempt> = {}): GradedAttempt => ({
  number,
  percentage,
  passed: percentage >= 80,
  provisional: false,
  failedSafetyTopics: [],
  ...more,
});
const unsafe = (number: number, percentage: number) =>
  attempt(number, percentage, { passed: false, failedSafetyTopics: ['Pneumothorax'] });

describe('Given a pass mark of 80 %', () => {
  it.each`
    method     | attempts                                               | percentage | passed   | counted
    ${'first'} | ${[attempt(2, 90), attempt(1, 40)]}                    | ${40}      | ${false} | ${[1]}
    ${'last'}  | ${[attempt(2, 90), attempt(1, 40)]}                    | ${90}      | ${true}  | ${[2]}
    ${'last'}  | ${[attempt(1, 90), attempt(2, 40)]}                    | ${40}      | ${false} | ${[2]}
    ${'best'}  | ${[attempt(1, 90), attempt(2, 40)]}                    | ${90}      | ${true}  | ${[1]}
    ${'best'}  | ${[attempt(1, 85), attempt(2, 85)]}                    | ${85}      | ${true}  | ${[1]}
    ${'best'}  | ${[unsafe(1, 95), attempt(2, 80)]}                     | ${80}      | ${true}  | ${[2]}
    ${'best'}  | ${[unsafe(1, 70), unsafe(2, 95)]}                      | ${95}      | ${false} | ${[2]}
    ${'mean'}  | ${[attempt(1, 70), attempt(2, 90)]}                    | ${80}      | ${true}  | ${[1, 2]}
    ${'mean'}  | ${[attempt(1, 70), attempt(2, 89.99)]}                 | ${79.99}   | ${false} | ${[1, 2]}
    ${'mean'}  | ${[attempt(1, 80), attempt(2, 80), attempt(3, 80.01)]} | ${80}      | ${true}  | ${[1, 2, 3]}
    ${'mean'}  | ${[unsafe(1, 70), attempt(2, 100)]}                    | ${85}      | ${true}  | ${[1, 2]}
    ${'mean'}  | ${[attempt(1, 100), unsafe(2, 90)]}                    | ${95}      | ${false} | ${[1, 2]}
  `('when the $method counts, then it is $percentage %, passed $passed, from attempts $counted', (row) => {
    expect(gradeOfQuiz(row.method, row.attempts, 80)).toEqual({
      method: row.method,
      percentage: row.percentage,
      passed: row.passed,
      provisional: false,
      attempts: row.counted,
    });
  });

  it('when nothing is graded, then there is no grade', () => {
    expect(gradeOfQuiz('best', [], 80)).toBeNull();
  });

  it('when one of the attempts counted was provisional, then so is the grade', () => {
    const attempts = [attempt(1, 90, { provisional: true }), attempt(2, 95)];
    expect(gradeOfQuiz('mean', attempts, 80)).toMatchObject({ provisional: true });
    expect(gradeOfQuiz('last', attempts, 80)).toMatchObject({ provisional: false });
  });

  it('when attempts come in any order, then the grade is the same, within the least and the most', () => {
    const some = fc.uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(some, fc.constantFrom('first', 'last', 'best', 'mean'), (hundredths, method) => {
        const attempts = hundredths.map((value, index) => attempt(index + 1, value / 100));
        const grade = gradeOfQuiz(method, attempts, 80)!;
        expect(gradeOfQuiz(method, attempts.toReversed(), 80)).toEqual(grade);
        const all = attempts.map(({ percentage }) => percentage);
        expect(grade.percentage).toBeGreaterThanOrEqual(Math.min(...all) - 0.01);
        expect(grade.percentage).toBeLessThanOrEqual(Math.max(...all));
      }),
    );
  });
});
