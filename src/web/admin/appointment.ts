import type { Assessors } from '../../competency/assessors.service';
import type { Wording } from '../wording';

type Held = Awaited<ReturnType<Assessors['qualificationsOf']>>[number];

/** What somebody may assess, since when and by what right, ready to print. */
export function appointmentInWords(held: Held, now: Date, wording: Wording) {
  const { competencies, regionTiers, maySupervise, from, until, basis, events } = held;
  const past = events.filter(({ effectiveAt }) => effectiveAt <= now);
  const ended = past.find(({ kind }) => kind === 'ended');
  const suspended =
    past.toSorted((a, b) => a.effectiveAt.getTime() - b.effectiveAt.getTime()).at(-1)?.kind === 'suspended';
  const lapsed = until !== null && until <= now;
  const state = ended
    ? { tone: 'neutral', text: `Ended on ${wording.dayOfMoment(ended.effectiveAt)}` }
    : from > now
      ? { tone: 'plain', text: `From ${wording.dayOfMoment(from)}` }
      : lapsed
        ? { tone: 'neutral', text: `Lapsed on ${wording.dayOfMoment(lastMoment(until))}` }
        : suspended
          ? { tone: 'careful', text: 'Suspended' }
          : { tone: 'good', text: 'In force' };
  return {
    what: competencies === 'all' ? 'Every competency' : competencies.join(', '),
    where: `Region ${regionTiers.length === 1 ? 'tier' : 'tiers'} ${regionTiers.toSorted().join(', ')}`,
    supervision: maySupervise ? 'May supervise' : 'May not supervise',
    since: wording.dayOfMoment(from),
    until: until && wording.dayOfMoment(lastMoment(until)),
    founding: basis.kind === 'founding',
    basis: basis.kind === 'founding' ? 'Appointed' : 'By certificate',
    state,
    inForce: state.tone === 'good',
  };
}

/** An appointment holds until just before its end: the day that people call its last. */
function lastMoment(end: Date): Date {
  return new Date(end.getTime() - 1);
}
