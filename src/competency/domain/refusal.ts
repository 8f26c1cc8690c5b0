import { Day } from '../../kernel/day';
import { momentInWords, Standing } from './qualification';

export type RefusalCode =
  | 'self-assessment'
  | 'conflict-of-interest'
  | 'assessor-not-qualified'
  | 'date-not-allowed'
  | 'observation-missing'
  | 'second-assessor-required';

/** Why a statement is not accepted. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly reason: string;
}

/*
 * The rules that an observation and a sign-off share. Each answers the reasons to refuse, none when there are none, so
 * that whoever is refused hears all of them at once.
 */

export function selfAssessment(personId: string, assessorId: string): Refusal[] {
  return personId === assessorId
    ? [{ code: 'self-assessment', reason: 'Nobody assesses themselves: ask another assessor of your cohort.' }]
    : [];
}

export function conflictOfInterest(declared: boolean): Refusal[] {
  return declared
    ? [
        {
          code: 'conflict-of-interest',
          reason: 'You declared a conflict of interest: another assessor has to do this.',
        },
      ]
    : [];
}

export function unqualified(competency: string, standing: Standing): Refusal[] {
  return standing.qualified
    ? []
    : [{ code: 'assessor-not-qualified', reason: `For ${competency}, the assessor ${standing.reason}.` }];
}

/** The moment of an observation: not ahead of us, and not on a day before the person began. */
export interface Timing {
  readonly observedAt: Date;
  /** The day on which it falls where the school is. */
  readonly observedOn: Day;
  readonly enrolledOn: Day;
  readonly now: Date;
}

export function untimely({ observedAt, observedOn, enrolledOn, now }: Timing): Refusal[] {
  if (observedAt > now) {
    return [
      {
        code: 'date-not-allowed',
        reason: `${momentInWords(observedAt)} has not come yet: nothing can have been seen then.`,
      },
    ];
  }
  if (observedOn < enrolledOn) {
    return [
      {
        code: 'date-not-allowed',
        reason: `The person enrolled on ${enrolledOn}; what was seen on ${observedOn} does not count.`,
      },
    ];
  }
  return [];
}
