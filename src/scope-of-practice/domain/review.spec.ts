import { RecordedReview, reasonsNotToPrint, REVIEW_STATES, reviewOn, worstReview } from './review';
import { CONFIDENCES, STANDINGS } from './rule';

function aReview(over: Partial<RecordedReview>): RecordedReview {
  return {
    sequence: 1,
    reviewerId: 'registrar',
    comparedWith: 'the official text',
    comparedOn: '2026-01-15',
    outcome: 'verified',
    recordedAt: new Date('2026-01-15T10:00:00.000Z'),
    ...over,
  };
}

describe('Given a version that was compared with the primary text on 2026-01-15', () => {
  it.each`
    today           | state
    ${'2026-01-15'} | ${'verified'}
    ${'2027-01-15'} | ${'verified'}
    ${'2027-01-16'} | ${'review-overdue'}
  `('when asked on $today, then it is $state', ({ today, state }) => {
    expect(reviewOn([aReview({})], today)).toMatchObject({ state, comparedOn: '2026-01-15', dueOn: '2027-01-15' });
  });

  it.each<[string, Partial<RecordedReview>, string, string]>([
    ['confirmed later', { comparedOn: '2026-06-01' }, '2027-06-01', 'verified'],
    ['refused later', { comparedOn: '2026-06-01', outcome: 'refused' }, '2026-06-01', 'refused'],
    ['refused on the same day', { outcome: 'refused' }, '2026-01-15', 'refused'],
    [
      'refused, as a comparison of an earlier day',
      { comparedOn: '2025-12-01', outcome: 'refused' },
      '2026-02-01',
      'verified',
    ],
  ])('when it was also %s, then the latest comparison counts', (_, second, today, state) => {
    expect(reviewOn([aReview({}), aReview({ sequence: 2, ...second })], today).state).toBe(state);
  });

  it('when nobody compared it, then it is unverified', () =>
    expect(reviewOn([], '2026-01-15').state).toBe('unverified'));
});

describe('Given several rules together', () => {
  it('when one is not verified, then together they are not', () => {
    expect(worstReview(['verified', 'unverified'])).toBe('unverified');
    expect(worstReview(['verified', 'review-overdue'])).toBe('review-overdue');
    expect(worstReview([])).toBe('unverified');
  });
});

describe('Given every standing, review, confidence, hold and certainty', () => {
  const table = STANDINGS.flatMap((standing) =>
    REVIEW_STATES.flatMap((state) =>
      CONFIDENCES.flatMap((confidence) =>
        [null, 'The list is not complete.'].flatMap((hold) =>
          (['in-force', 'cannot-tell'] as const).map((certainty) => ({
            standing,
            review: { state },
            confidence,
            hold,
            certainty,
          })),
        ),
      ),
    ),
  );

  it('when they are combined, then figures are printed of verified, held-back-by-nobody, surer rules in force, and of no other', () => {
    const printed = table.filter((rule) => reasonsNotToPrint(rule).length === 0);
    expect(table).toHaveLength(288);
    expect(printed).toHaveLength(STANDINGS.length * 2);
    for (const { review, confidence, hold, certainty } of printed) {
      expect([review.state, hold, certainty]).toEqual(['verified', null, 'in-force']);
      expect(['high', 'medium']).toContain(confidence);
    }
  });

  it('when nothing speaks for it, then every reason is said', () => {
    const reasons = reasonsNotToPrint({
      review: { state: 'refused' },
      confidence: 'low',
      hold: 'Incomplete.',
      certainty: 'cannot-tell',
    });
    expect(reasons).toHaveLength(4);
  });
});
