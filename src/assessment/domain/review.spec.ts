import { reviewAt, ReviewShows } from './review';

const NOTHING: ReviewShows = { response: false, marks: false, outcomes: false, feedback: false, key: false, rationale: false }; // prettier-ignore
const HOW_IT_WENT = { ...NOTHING, response: true, marks: true, outcomes: true, feedback: true };
const ended = new Date('2027-01-10T10:00:00.000Z');

describe('Given a quiz whose author says nothing of reviews', () => {
  it.each<[string, Date | null, string, ReviewShows]>([
    ['deferred', null, '09:00', NOTHING],
    ['certainty', null, '09:00', NOTHING],
    ['immediate', null, '09:00', HOW_IT_WENT],
    ['several-tries', null, '09:00', HOW_IT_WENT],
    ['deferred', ended, '10:00', HOW_IT_WENT],
    ['deferred', ended, '23:00', HOW_IT_WENT],
  ])('when it is %s, ended %s and it is %s, then what is shown fits, and never the key', (kind, end, time, shows) => {
    const behaviour = { kind, tries: 2, penalty: 0 } as never;
    expect(reviewAt({ behaviour }, end, new Date(`2027-01-10T${time}:00.000Z`))).toEqual(shows);
  });
});

describe('Given a review matrix and a quiz that closes at noon', () => {
  const reviewMatrix = {
    during: { ...NOTHING, response: true },
    after: { ...NOTHING, marks: true },
    later: { ...NOTHING, outcomes: true },
    closed: { ...NOTHING, key: true },
  };
  it.each`
    end      | now               | shown
    ${null}  | ${'09:00:00.000'} | ${'response'}
    ${null}  | ${'13:00:00.000'} | ${'response'}
    ${ended} | ${'10:00:00.000'} | ${'marks'}
    ${ended} | ${'10:02:00.000'} | ${'marks'}
    ${ended} | ${'10:02:00.001'} | ${'outcomes'}
    ${ended} | ${'12:00:00.000'} | ${'outcomes'}
    ${ended} | ${'12:00:00.001'} | ${'key'}
  `('when it ended at $end and it is $now, then the $shown alone is shown', ({ end, now, shown }) => {
    const shows = reviewAt({ reviewMatrix, closesAt: '2027-01-10T12:00:00Z' }, end, new Date(`2027-01-10T${now}Z`));
    expect(Object.entries(shows).filter(([, isShown]) => isShown)).toEqual([[shown, true]]);
  });

  it('when it has closed and somebody with more time still sits it, then what is for after the end is not shown yet', () => {
    const settings = { reviewMatrix, closesAt: '2027-01-10T12:00:00Z', othersStillSit: true };
    expect(reviewAt(settings, ended, new Date('2027-01-10T13:00:00Z'))).toEqual(reviewMatrix.later);
  });

  it('when it never closes, then what is later stays later', () => {
    expect(reviewAt({ reviewMatrix }, ended, new Date('2030-01-01T00:00:00Z'))).toEqual(reviewMatrix.later);
  });
});
