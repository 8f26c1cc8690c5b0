import type { InForce, RuleView } from '../../scope-of-practice/rule-set';
import type { Day } from '../../kernel/day';
import { unhyphened, Wording } from '../wording';
import { periodInWords, reviewInWords, standingInWords } from './rule-presenter';

interface Frame {
  readonly today: Day;
  readonly wording: Wording;
  /** Where the law of a day is shown. */
  readonly address: (day: Day) => string;
}

/** What was, is and will be the law, the newest first, each with a day on which to look at it. */
export function editionsInWords(editions: readonly RuleView[], { today, wording, address }: Frame) {
  return editions
    .toSorted((a, b) => beginning(b.inForce).localeCompare(beginning(a.inForce)) || b.version - a.version)
    .map((edition) => {
      const day = dayWithin(edition.inForce, today);
      return {
        period: periodInWords(edition.inForce, wording),
        when: whenInWords(edition, today),
        isNow: edition.certainty !== 'not-in-force',
        standing: standingInWords(edition.standing, edition.review.state),
        citation: edition.instrument?.citation ?? 'No instrument is recorded',
        rule: edition.rule === 'authority' ? null : unhyphened(edition.rule),
        review: reviewInWords(edition.review.state),
        recordedOn: wording.dayOfMoment(new Date(edition.recordedAt)),
        address: day && address(day),
        version: edition.version,
        compareAddress:
          edition.version > 1
            ? `/scope-of-practice/${edition.jurisdiction}/rules/${edition.id}/compare?from=${edition.version - 1}&to=${edition.version}`
            : null,
      };
    });
}

/** The day by which an edition had certainly begun; one whose beginning nobody knows is older than all others. */
function beginning({ from, fromBounds }: InForce): string {
  return from ?? fromBounds?.latest ?? fromBounds?.earliest ?? '';
}

/** A day on which the edition was in force, as near to today as can be told. */
function dayWithin({ from, fromBounds, to, toBounds }: InForce, today: Day): Day | null {
  const first = from ?? fromBounds?.latest ?? null;
  const last = to ?? toBounds?.earliest ?? null;
  if (first !== null && first > today) return first;
  if (last !== null && last < today) return last;
  return first === null && fromBounds ? null : today;
}

function whenInWords({ certainty, inForce }: RuleView, today: Day): string {
  if (certainty === 'in-force') return 'In force today';
  if (certainty === 'cannot-tell') return 'Perhaps in force today: its days are not known';
  const starts = inForce.from ?? inForce.fromBounds?.earliest;
  return starts && starts > today ? 'Not yet in force' : 'No longer in force';
}
