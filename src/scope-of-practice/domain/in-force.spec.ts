import { inForceOn, isOver } from './in-force';
import { InForce } from './rule';

const bounds = (earliest: string | null, latest: string | null) => ({ earliest, latest, why: 'known so far' });

describe('Given a rule in force from 2018-08-01 to 2023-12-02', () => {
  it.each`
    day             | answer
    ${'2018-07-31'} | ${'not-in-force'}
    ${'2018-08-01'} | ${'in-force'}
    ${'2023-12-02'} | ${'in-force'}
    ${'2023-12-03'} | ${'not-in-force'}
  `('when asked about $day, then it is $answer', ({ day, answer }) => {
    expect(inForceOn({ from: '2018-08-01', to: '2023-12-02' }, day)).toBe(answer);
  });
});

describe('Given ends that are not known', () => {
  const begun: InForce = { from: null, fromBounds: bounds('2020-06-05', '2020-12-31'), to: null };
  const ended: InForce = { from: '2012-03-01', to: null, toBounds: bounds('2018-12-31', '2020-12-30') };

  it.each<[string, InForce, string, string]>([
    ['a beginning between bounds', begun, '2020-06-04', 'not-in-force'],
    ['a beginning between bounds', begun, '2020-06-05', 'cannot-tell'],
    ['a beginning between bounds', begun, '2020-12-30', 'cannot-tell'],
    ['a beginning between bounds', begun, '2020-12-31', 'in-force'],
    ['a last day between bounds', ended, '2018-12-31', 'in-force'],
    ['a last day between bounds', ended, '2019-01-01', 'cannot-tell'],
    ['a last day between bounds', ended, '2020-12-30', 'cannot-tell'],
    ['a last day between bounds', ended, '2020-12-31', 'not-in-force'],
    [
      'a beginning known only to lie before',
      { from: null, fromBounds: bounds(null, '2023-12-31'), to: null },
      '1900-01-01',
      'cannot-tell',
    ],
    [
      'a beginning known only to lie after',
      { from: null, fromBounds: bounds('2023-01-01', null), to: null },
      '2099-01-01',
      'cannot-tell',
    ],
    ['ends of which nothing is known', { from: null, to: null }, '1900-01-01', 'in-force'],
    [
      'both ends in doubt, one surely past',
      { ...begun, toBounds: bounds(null, '2021-06-30') },
      '2021-07-01',
      'not-in-force',
    ],
  ])('when it has %s and we ask about %#, then a day between them cannot be told', (_, inForce, day, answer) => {
    expect([day, inForceOn(inForce, day)]).toEqual([day, answer]);
  });

  it('when its last day may still come, then it is not over', () => {
    expect(isOver(ended, '2020-12-30')).toBe(false);
    expect(isOver(ended, '2020-12-31')).toBe(true);
  });
});
