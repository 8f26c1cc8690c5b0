import * as fc from 'fast-check';
import { Behaviour, Certainty, earnedByCertainty, earnedByTries, isFinished, triesOf } from './behaviour';

const SEVERAL: Behaviour = { kind: 'several-tries', tries: 3, penalty: 0.25 };

describe('Given each behaviour', () => {
  it.each<[Behaviour, number]>([
    [{ kind: 'deferred' }, 0],
    [{ kind: 'certainty' }, 0],
    [{ kind: 'immediate' }, 1],
    [SEVERAL, 3],
  ])('when it is %o, then an answer may be checked %i times', (behaviour, tries) => {
    expect(triesOf(behaviour)).toBe(tries);
  });

  it.each<[Behaviour, number[], boolean]>([
    [{ kind: 'deferred' }, [], false],
    [{ kind: 'deferred' }, [1], false],
    [{ kind: 'immediate' }, [], false],
    [{ kind: 'immediate' }, [0], true],
    [SEVERAL, [0, 0.99], false],
    [SEVERAL, [0, 1], true],
    [SEVERAL, [0, 0, 0], true],
  ])('when under %o the tries were %o, then the answer stands: %s', (behaviour, fractions, finished) => {
    expect(isFinished(behaviour, fractions)).toBe(finished);
  });
});

describe('Given a quarter of the mark as the price of a wrong try', () => {
  it.each<[number[], number]>([
    [[], 0],
    [[1], 1],
    [[0, 1], 0.75],
    [[0, 0, 1], 0.5],
    [[0, 0, 0, 0, 0, 1], 0],
    [[0.8, 0.9], 0.8],
    [[0.5, 1], 0.75],
    [[0, 0], 0],
  ])('when the tries were %o, then the best of them earns %f', (fractions, earned) => {
    expect(earnedByTries(fractions, 0.25)).toBeCloseTo(earned, 12);
  });

  it('when one more try is made, then nothing that was earned is lost', () => {
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fraction), fraction, fraction, (tries, another, penalty) => {
        const before = earnedByTries(tries, penalty);
        const after = earnedByTries([...tries, another], penalty);
        expect(after).toBeGreaterThanOrEqual(before);
        expect(after).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('Given certainty-based marking as published', () => {
  it.each`
    certainty | fraction | earned
    ${1}      | ${1}     | ${1 / 3}
    ${2}      | ${1}     | ${2 / 3}
    ${3}      | ${1}     | ${1}
    ${1}      | ${0}     | ${0}
    ${2}      | ${0}     | ${-2 / 3}
    ${3}      | ${0}     | ${-2}
    ${null}   | ${1}     | ${1 / 3}
    ${null}   | ${0}     | ${0}
    ${3}      | ${0.5}   | ${0.5}
    ${2}      | ${0.5}   | ${1 / 3}
  `('when an answer is right to $fraction at certainty $certainty, then it earns $earned', (row) => {
    expect(earnedByCertainty(row.fraction, row.certainty)).toBeCloseTo(row.earned, 12);
  });

  it.each`
    probability | best
    ${0.5}      | ${1}
    ${0.66}     | ${1}
    ${0.67}     | ${2}
    ${0.79}     | ${2}
    ${0.81}     | ${3}
    ${1}        | ${3}
  `('when somebody is right with a probability of $probability, then honesty ($best) pays best', (row) => {
    const expected = (certainty: Certainty) =>
      row.probability * earnedByCertainty(1, certainty) + (1 - row.probability) * earnedByCertainty(0, certainty);
    const levels: Certainty[] = [1, 2, 3];
    expect(levels.reduce((best, level) => (expected(level) > expected(best) ? level : best))).toBe(row.best);
  });
});
