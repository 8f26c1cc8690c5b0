import { outcomeOf } from './outcome';
import { STANDINGS } from './rule';

describe('Given a person whose record is held against the rules of a place', () => {
  it.each`
    standing                       | verdicts                      | outcome
    ${'prohibited'}                | ${['met']}                    | ${'does-not-meet'}
    ${'silent'}                    | ${['met']}                    | ${'cannot-tell'}
    ${'contested'}                 | ${['not-met']}                | ${'cannot-tell'}
    ${'unknown'}                   | ${[]}                         | ${'cannot-tell'}
    ${'permitted'}                 | ${[]}                         | ${'meets'}
    ${'permitted-with-conditions'} | ${['met', 'met']}             | ${'meets'}
    ${'permitted-with-conditions'} | ${['met', 'cannot-tell']}     | ${'cannot-tell'}
    ${'permitted-with-conditions'} | ${['cannot-tell', 'not-met']} | ${'does-not-meet'}
  `(
    'when it is $standing there and the requirements are $verdicts, then the person $outcome',
    ({ standing, verdicts, outcome }) => {
      expect(outcomeOf(standing, verdicts)).toBe(outcome);
    },
  );

  it('when the place does not permit it, then no record meets it', () => {
    expect(STANDINGS.filter((standing) => outcomeOf(standing, ['met']) === 'meets')).toEqual([
      'permitted',
      'permitted-with-conditions',
    ]);
  });
});
