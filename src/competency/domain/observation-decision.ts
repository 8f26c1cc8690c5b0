import { Standing } from './qualification';
import { conflictOfInterest, Refusal, selfAssessment, Timing, unqualified, untimely } from './refusal';

export interface ProposedObservation {
  readonly personId: string;
  readonly observerId: string;
  readonly conflictOfInterest: boolean;
}

export interface ObservationCircumstances {
  readonly timing: Timing;
  /** How the observer stands towards each competency observed, in the region tier observed, at this moment. */
  readonly standings: readonly { readonly competency: string; readonly standing: Standing }[];
}

/** Every reason to refuse an observation, the most serious first; none when it may stand. */
export function refusalsOfObservation(
  proposed: ProposedObservation,
  { timing, standings }: ObservationCircumstances,
): Refusal[] {
  return [
    ...selfAssessment(proposed.personId, proposed.observerId),
    ...conflictOfInterest(proposed.conflictOfInterest),
    ...standings.flatMap(({ competency, standing }) => unqualified(competency, standing)),
    ...untimely(timing),
  ];
}
