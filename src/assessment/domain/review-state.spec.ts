import { isOwnWork, mayBecome, REVIEW_STATES, type ReviewState, stateOf } from './review-state';

const written = { sequence: 1, fromState: null, toState: 'draft', actorId: 'author' } as const;
const submitted = { sequence: 2, fromState: 'draft', toState: 'in-review', actorId: 'colleague' } as const;
const approved = { sequence: 3, fromState: 'in-review', toState: 'approved', actorId: 'second' } as const;

describe('Given a version and its steps', () => {
  it.each`
    steps                             | state
    ${[]}                             | ${'approved'}
    ${[written]}                      | ${'draft'}
    ${[written, submitted]}           | ${'in-review'}
    ${[approved, written, submitted]} | ${'approved'}
  `('when its steps are $steps.length, then it is $state, in whatever order they are read', ({ steps, state }) => {
    expect(stateOf(steps)).toBe(state);
  });

  it.each`
    from           | may
    ${'draft'}     | ${['in-review', 'retired']}
    ${'in-review'} | ${['draft', 'approved']}
    ${'approved'}  | ${['retired']}
    ${'retired'}   | ${[]}
  `('when it is $from, then it may become $may and nothing else', ({ from, may }) => {
    expect(REVIEW_STATES.filter((to: ReviewState) => mayBecome(from, to))).toEqual(may);
  });

  it.each`
    person         | own
    ${'author'}    | ${true}
    ${'colleague'} | ${true}
    ${'second'}    | ${false}
    ${'stranger'}  | ${false}
  `('when $person would approve it, then it being their own work is $own', ({ person, own }) => {
    expect(isOwnWork([written, submitted, approved], person)).toBe(own);
  });
});
