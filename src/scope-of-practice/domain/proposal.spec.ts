import { isOpen, mayFollow, PROPOSAL_STATES, ProposalStep, stateOfProposal } from './proposal';

const steps = (...said: [ProposalStep['kind'], number][]) => said.map(([kind, wording]) => ({ kind, wording }));

describe('Given a version of a rule that somebody wrote down', () => {
  it.each<[string, number, ProposalStep[], string]>([
    ['nothing was done with it', 1, [], 'draft'],
    ['it was handed over', 1, steps(['submitted', 1]), 'submitted'],
    ['another registrar found that it agrees', 1, steps(['submitted', 1], ['verified', 1]), 'verified'],
    ['another registrar found that it differs', 1, steps(['submitted', 1], ['refused', 1]), 'refused'],
    ['it was worded anew after it was verified', 2, steps(['submitted', 1], ['verified', 1]), 'draft'],
    ['the new wording was handed over', 2, steps(['submitted', 1], ['refused', 1], ['submitted', 2]), 'submitted'],
    ['it was published', 1, steps(['submitted', 1], ['verified', 1], ['published', 1]), 'published'],
    ['it was withdrawn', 2, steps(['submitted', 1], ['withdrawn', 2]), 'withdrawn'],
  ])('when %s, then it stands so', (_, newest, said, state) => {
    expect(stateOfProposal(newest, said)).toBe(state);
  });

  it('when it is to be published, then only what was verified is; and what has ended stays as it is', () => {
    expect(PROPOSAL_STATES.filter((state) => mayFollow(state, 'published'))).toEqual(['verified']);
    expect(PROPOSAL_STATES.filter((state) => mayFollow(state, 'verified'))).toEqual(['submitted']);
    expect(PROPOSAL_STATES.filter((state) => !isOpen(state))).toEqual(['published', 'withdrawn']);
  });
});
