import { Day } from '../../kernel/day';
import { CompetencyRule, needsObservation } from './framework';
import { Standing } from './qualification';
import { conflictOfInterest, Refusal, selfAssessment, Timing, unqualified, untimely } from './refusal';

export interface ProposedSignOff {
  readonly personId: string;
  readonly assessorId: string;
  readonly level: number;
  readonly regionTier: number;
  /** Ids of the observations that it is said to rest on. */
  readonly observations: readonly string[];
  readonly conflictOfInterest: boolean;
}

/** An observation as far as a sign-off rests on it. */
export interface ObservationFact {
  readonly id: string;
  readonly personId: string;
  readonly observerId: string;
  readonly competencies: readonly { readonly competency: string; readonly level: number }[];
  readonly regionTier: number;
  /** How many critical fails the observer saw. */
  readonly criticalFails: number;
  /** The day on which it was made, where the school is. */
  readonly observedOn: Day;
}

export interface SignOffCircumstances {
  readonly rule: CompetencyRule;
  readonly timing: Timing;
  /** How the assessor stands towards this competency and region tier at the moment of signing. */
  readonly standing: Standing;
  /** Those of the named observations that exist. */
  readonly observations: readonly ObservationFact[];
}

/** Every reason to refuse a sign-off, the most serious first; none when it may be signed. */
export function refusalsOfSignOff(proposed: ProposedSignOff, circumstances: SignOffCircumstances): Refusal[] {
  return [
    ...selfAssessment(proposed.personId, proposed.assessorId),
    ...conflictOfInterest(proposed.conflictOfInterest),
    ...unqualified(circumstances.rule.id, circumstances.standing),
    ...untimely(circumstances.timing),
    ...unsupported(proposed, circumstances),
    ...tooFewEyes(proposed, circumstances),
  ];
}

function unsupported(proposed: ProposedSignOff, { rule, timing, observations }: SignOffCircumstances): Refusal[] {
  if (proposed.observations.length === 0) {
    return needsObservation(rule)
      ? [
          missing(
            `${rule.id} is shown in practice: name at least one observation of it at level ${proposed.level} or above.`,
          ),
        ]
      : [];
  }
  const known = new Map(observations.map((observation) => [observation.id, observation]));
  return proposed.observations.flatMap((id) => {
    const fault = faultOf(known.get(id), proposed, rule, timing.observedOn);
    return fault ? [missing(`Observation ${id} ${fault}.`)] : [];
  });
}

/** Why an observation does not bear the sign-off out, or null when it does. */
function faultOf(
  observation: ObservationFact | undefined,
  proposed: ProposedSignOff,
  rule: CompetencyRule,
  signedForOn: Day,
): string | null {
  // One of somebody else is not even admitted to exist.
  if (!observation || observation.personId !== proposed.personId) return 'is not an observation of this person';
  const seen = observation.competencies.find(({ competency }) => competency === rule.id);
  if (!seen) return `is not of ${rule.id}`;
  if (observation.criticalFails > 0) return 'records a critical fail, and so supports no sign-off';
  if (seen.level < proposed.level) return `is at level ${seen.level}, below level ${proposed.level}`;
  if (observation.regionTier < proposed.regionTier) {
    return `was made in region tier ${observation.regionTier}, not ${proposed.regionTier}`;
  }
  if (observation.observedOn > signedForOn) {
    return `was made on ${observation.observedOn}, after the day signed for, ${signedForOn}`;
  }
  return null;
}

/** Where the framework asks for two, the same assessor does not count twice. */
function tooFewEyes({ assessorId }: ProposedSignOff, { rule, observations }: SignOffCircumstances): Refusal[] {
  const needed = rule.observers ?? 1;
  const people = new Set([assessorId, ...observations.map(({ observerId }) => observerId)]);
  if (people.size >= needed) return [];
  return [
    {
      code: 'second-assessor-required',
      reason: `${rule.id} asks for ${needed} different assessors: name an observation made by somebody else.`,
    },
  ];
}

function missing(reason: string): Refusal {
  return { code: 'observation-missing', reason };
}
