import { sha256Hex } from '../../../kernel/canonical-json';
import type { Fault } from '../../../kernel/errors';
import type { Rubric } from '../question';

/** How the essays of a quiz are marked. */
export interface MarkingPlan {
  /** Per cent of the answers that two people mark, each without knowing of the other. */
  readonly doubleShare: number;
  /** By how many points two marks may differ and still be taken together. */
  readonly tolerance: number;
}

/** Points by the slug of the criterion. */
export type Points = Readonly<Record<string, number>>;

/** A mark that somebody gave. `decision`: both marks in sight, with a reason. `change`: of what was decided, with a reason. */
export interface GivenMark {
  readonly id: string;
  readonly sequence: number;
  readonly kind: 'mark' | 'decision' | 'change';
  readonly markerId: string;
  readonly points: Points;
  /** Whether the answer was to be marked twice, and how far apart the marks may be, when this one was given. */
  readonly doubled: boolean;
  readonly tolerance: number;
}

/** What stands of an answer: decided, or what it still needs. */
export type MarkingState =
  | { readonly needs: 'mark' | 'second-mark' | 'reconciliation' }
  | { readonly needs: null; readonly decided: DecidedMark };

/** What an essay earned, and on which marks that rests. */
export interface DecidedMark {
  readonly points: Points;
  /** 0 to 1. */
  readonly fraction: number;
  /** No criterion is at its lowest level: what an essay on safety has to show. */
  readonly isSafe: boolean;
  readonly markIds: readonly string[];
}

/** Nobody has said otherwise: an essay on safety is marked twice, any other once; a point of difference is forgiven. */
export function planFor(plan: MarkingPlan | null, safetyCritical: boolean): MarkingPlan {
  return plan ?? { doubleShare: safetyCritical ? 100 : 0, tolerance: 1 };
}

/** Whether an answer is among those that two people mark: the same for ever, and not to be guessed from the answer. */
export function isDouble(answerId: string, { doubleShare }: MarkingPlan): boolean {
  const draw = Number.parseInt(sha256Hex(`double-marking/${answerId}`).slice(0, 8), 16) / 2 ** 32;
  return draw * 100 < doubleShare;
}

/** What becomes of the marks of one answer, in whatever order they are given here, by the plan when the first was given. */
export function stateOfMarking(given: readonly GivenMark[], rubric: Rubric): MarkingState {
  const marks = given.toSorted((one, other) => one.sequence - other.sequence);
  const said = marks.findLast(({ kind }) => kind !== 'mark');
  if (said) return { needs: null, decided: decidedBy([said], rubric) };
  const [first, second] = marks;
  if (!first) return { needs: 'mark' };
  if (!first.doubled) return { needs: null, decided: decidedBy([first], rubric) };
  if (!second) return { needs: 'second-mark' };
  const apart = Math.abs(totalOf(first.points) - totalOf(second.points));
  if (apart > first.tolerance) return { needs: 'reconciliation' };
  return { needs: null, decided: decidedBy([first, second], rubric) };
}

/** Two marks that agree count by their mean, criterion by criterion. */
function decidedBy(marks: readonly GivenMark[], rubric: Rubric): DecidedMark {
  const points = Object.fromEntries(
    rubric.map(({ slug }) => [slug, marks.reduce((sum, mark) => sum + mark.points[slug], 0) / marks.length]),
  );
  const most = mostOf(rubric);
  return {
    points,
    fraction: most === 0 ? 0 : totalOf(points) / most,
    isSafe: rubric.every(({ slug, levels }) => points[slug] > Math.min(...levels.map((level) => level.points))),
    markIds: marks.map(({ id }) => id),
  };
}

export function totalOf(points: Points): number {
  return Object.values(points).reduce((sum, one) => sum + one, 0);
}

export function mostOf(rubric: Rubric): number {
  return rubric.reduce((sum, { levels }) => sum + Math.max(...levels.map(({ points }) => points)), 0);
}

/** What of the points does not fit the rubric: each criterion is at one of its levels, and there are no others. */
export function faultsOfPoints(points: Readonly<Record<string, unknown>>, rubric: Rubric): Fault[] {
  const strange = Object.keys(points).filter((slug) => !rubric.some((criterion) => criterion.slug === slug));
  return [
    ...strange.map((slug) => ({ path: `points.${slug}`, message: 'is no criterion of this question' })),
    ...rubric.flatMap(({ slug, levels }) => {
      const allowed = levels.map((level) => level.points);
      return allowed.some((level) => level === points[slug])
        ? []
        : [{ path: `points.${slug}`, message: `is one of ${allowed.join(', ')}` }];
    }),
  ];
}

/** What of a plan is no plan. */
export function faultsOfPlan({ doubleShare, tolerance }: MarkingPlan): Fault[] {
  return [
    ...(doubleShare >= 0 && doubleShare <= 100 ? [] : [{ path: 'doubleShare', message: 'is 0 to 100' }]),
    ...(tolerance >= 0 && tolerance <= 1000 ? [] : [{ path: 'tolerance', message: 'is 0 to 1000' }]),
  ];
}

/** What markers call an answer: tells nothing of who wrote it, or when. */
export function pseudonymOf(answerId: string): string {
  return `Answer ${sha256Hex(`pseudonym/${answerId}`).slice(0, 4).toUpperCase()}`;
}

/** The order in which one marker meets the answers: another for each, so that two seldom sit over the same one. */
export function inOrderOf<Answer extends { readonly id: string }>(
  markerId: string,
  answers: readonly Answer[],
): Answer[] {
  const key = ({ id }: Answer) => sha256Hex(`marking-order/${markerId}/${id}`);
  return answers
    .map((answer) => ({ answer, key: key(answer) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ answer }) => answer);
}
