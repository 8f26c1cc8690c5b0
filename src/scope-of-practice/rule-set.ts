/* What other rooms may use of the register: its words, a rule set, and what has changed between two of them. */
export * from './domain/rule';
export { STANDING_WORDS, REVIEW_WORDS, BINDING_WORDS, KIND_WORDS, figureOf, periodOf } from './domain/words';
export { REVIEW_STATES, REVIEW_OUTCOMES } from './domain/review';
export type { Review, ReviewState, ReviewOutcome } from './domain/review';
export type { Certainty } from './domain/in-force';
export { digestOfRuleSet } from './domain/rule-set';
export type { RuleSet, RuleSetQuestion, RuleView } from './domain/rule-set';
export type { Outcome, RuleFindings, ScopeEvaluation } from './domain/outcome';
export type { JurisdictionText } from './domain/register';
export type { CalendarEntry } from './domain/calendar';
export { changesBetween } from './domain/changes';
export { JURISDICTION_CODE, lineageOf } from './domain/jurisdiction-code';
export { PROPOSAL_STATES, type ProposalState } from './domain/proposal';
