/** Something that happened to a qualification after it was granted. */
export interface QualificationEvent {
  readonly kind: 'suspended' | 'reinstated' | 'ended';
  readonly effectiveAt: Date;
}

/** What an assessor may assess: as a founder of the school, or because a certificate says so. */
export interface Qualification {
  readonly id: string;
  readonly competencies: readonly string[] | 'all';
  readonly regionTiers: readonly number[];
  readonly maySupervise: boolean;
  readonly from: Date;
  /** The first moment at which it no longer holds; `null` where no end was set. */
  readonly until: Date | null;
  /** In the order in which they were recorded. */
  readonly events: readonly QualificationEvent[];
}

export type Want =
  'none' | 'wrong-competency' | 'wrong-tier' | 'may-not-supervise' | 'not-yet' | 'lapsed' | 'suspended';

/** Whether somebody was qualified at a moment, by which qualification, or why not. */
export type Standing =
  | { readonly qualified: true; readonly qualificationId: string }
  | {
      readonly qualified: false;
      readonly qualificationId: string | null;
      readonly want: Want;
      readonly reason: string;
    };

interface Failing {
  readonly want: Want;
  readonly reason: string;
}

/** From what is missing altogether to what a qualification nearly was: the nearest one is the one to explain. */
const NEARNESS: readonly Want[] = [
  'none',
  'wrong-competency',
  'wrong-tier',
  'may-not-supervise',
  'not-yet',
  'lapsed',
  'suspended',
];

/** Whether one of the qualifications lets its holder assess a competency in a region tier at a moment. */
export function qualifiedAt(
  qualifications: readonly Qualification[],
  competency: string,
  regionTier: number,
  at: Date,
): Standing {
  return standing(
    qualifications,
    (one) => outsideCompetency(one, competency) ?? outsideTier(one, regionTier) ?? outOfForce(one, at),
  );
}

/** Whether one of them lets its holder supervise real sessions in a region tier at a moment. */
export function maySuperviseAt(qualifications: readonly Qualification[], regionTier: number, at: Date): Standing {
  return standing(qualifications, (one) => outsideTier(one, regionTier) ?? noSupervisor(one) ?? outOfForce(one, at));
}

/** Whether a qualification holds at a moment, whatever it covers. */
export function isInForce(qualification: Qualification, at: Date): boolean {
  return outOfForce(qualification, at) === null;
}

function standing(
  qualifications: readonly Qualification[],
  failingOf: (one: Qualification) => Failing | null,
): Standing {
  let nearest: Standing & { qualified: false } = {
    qualified: false,
    qualificationId: null,
    want: 'none',
    reason: 'has neither an appointment nor a certificate that qualifies',
  };
  for (const qualification of qualifications) {
    const failing = failingOf(qualification);
    if (!failing) return { qualified: true, qualificationId: qualification.id };
    if (NEARNESS.indexOf(failing.want) > NEARNESS.indexOf(nearest.want)) {
      nearest = { qualified: false, qualificationId: qualification.id, ...failing };
    }
  }
  return nearest;
}

function outsideCompetency({ competencies }: Qualification, competency: string): Failing | null {
  if (competencies === 'all' || competencies.includes(competency)) return null;
  return { want: 'wrong-competency', reason: `is qualified for ${inWords(competencies)}, not for ${competency}` };
}

function outsideTier({ regionTiers }: Qualification, tier: number): Failing | null {
  if (regionTiers.includes(tier)) return null;
  return { want: 'wrong-tier', reason: `is qualified for ${tiersInWords(regionTiers)}, not for tier ${tier}` };
}

function noSupervisor({ maySupervise }: Qualification): Failing | null {
  return maySupervise ? null : { want: 'may-not-supervise', reason: 'is qualified to assess, but not to supervise' };
}

function outOfForce({ from, until, events }: Qualification, at: Date): Failing | null {
  if (at < from) return { want: 'not-yet', reason: `is qualified only from ${momentInWords(from)}` };
  const past = events
    .filter(({ effectiveAt }) => effectiveAt <= at)
    .sort((a, b) => a.effectiveAt.getTime() - b.effectiveAt.getTime());
  const end = past.find(({ kind }) => kind === 'ended')?.effectiveAt ?? (until && until <= at ? until : null);
  if (end) return { want: 'lapsed', reason: `is no longer qualified: that lapsed on ${momentInWords(end)}` };
  const last = past.at(-1);
  if (last?.kind === 'suspended') {
    return {
      want: 'suspended',
      reason: `has a qualification that is suspended since ${momentInWords(last.effectiveAt)}`,
    };
  }
  return null;
}

/** `C01, C02 and C03`. */
export function inWords(items: readonly (string | number)[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** `region tier 1`, `region tiers 1 and 2`. */
export function tiersInWords(tiers: readonly number[]): string {
  return `region ${tiers.length === 1 ? 'tier' : 'tiers'} ${inWords([...tiers].sort((a, b) => a - b))}`;
}

/** `2026-11-22 12:00 UTC`: a moment that reads alike in every zone. */
export function momentInWords(moment: Date): string {
  return `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
