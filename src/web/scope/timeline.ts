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
  return inOrder(editions)
    .toReversed()
    .map((edition, index, newestFirst) => {
      const day = dayWithin(edition.inForce, today);
      const before = newestFirst.slice(index + 1).find(({ id }) => id === edition.id);
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
          before &&
          `/scope-of-practice/${edition.jurisdiction}/rules/${edition.id}/compare?from=${before.version}&to=${edition.version}`,
      };
    });
}

/** As the law went: by when their periods begin, and of one period as it was recorded. */
export function inOrder(versions: readonly RuleView[]): RuleView[] {
  return versions.toSorted((a, b) => beginning(a.inForce).localeCompare(beginning(b.inForce)) || a.version - b.version);
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
