import { shuffled } from './shuffle';

/*
 * Which questions a pool gives to one candidate: drawn once, at the start, and kept with the attempt.
 */

/** How many questions one rule of a quiz asks for, and which would do. */
export interface Pool {
  readonly count: number;
  /** Ids of questions that fit the rule and may be asked. */
  readonly candidates: readonly string[];
}

export type Draw =
  | {
      readonly outcome: 'drawn';
      /** For each pool, in the order of the pools, the questions it drew. */ readonly questions: readonly (readonly string[])[];
    }
  | {
      readonly outcome: 'short';
      /** How many each pool lacks, in the order of the pools. */ readonly missing: readonly number[];
    };

/**
 * Draws for all pools together, so that two that overlap never take from each other what both need: it falls short only
 * where no choice whatever would do. No question is drawn twice. Questions the candidate has met are drawn only where
 * there are not enough others, and then as few as possible. The same seed draws the same.
 *
 * The places of the pools are matched with questions by augmenting paths (Kuhn): first with unseen questions alone, then
 * with the others. A later path may exchange which place has a question, but never gives one up.
 *
 * @param seen ids of questions that the candidate has met in whatever version.
 */
export function drawFromPools(pools: readonly Pool[], seen: ReadonlySet<string>, seed: string): Draw {
  const orders = pools.map(({ candidates }, pool) => {
    const order = shuffled([...new Set(candidates)].sort(), `${seed}/pool/${pool}`);
    return { unseen: order.filter((id) => !seen.has(id)), seen: order.filter((id) => seen.has(id)) };
  });
  const places = pools.flatMap(({ count }, pool) => Array.from({ length: count }, () => pool));
  const placeOf = new Map<string, number>();

  /** Finds a question for a place, moving others where that makes room. */
  const settle = (place: number, choicesOf: (pool: number) => readonly string[], tried: Set<string>): boolean => {
    for (const question of choicesOf(places[place])) {
      if (tried.has(question)) continue;
      tried.add(question);
      const occupant = placeOf.get(question);
      if (occupant === undefined || settle(occupant, choicesOf, tried)) {
        placeOf.set(question, place);
        return true;
      }
    }
    return false;
  };

  const unsettled = places
    .map((_, place) => place)
    .filter((place) => !settle(place, (pool) => orders[pool].unseen, new Set()));
  const missing = pools.map(() => 0);
  for (const place of unsettled) {
    const everything = (pool: number) => [...orders[pool].unseen, ...orders[pool].seen];
    if (!settle(place, everything, new Set())) missing[places[place]] += 1;
  }
  if (missing.some((count) => count > 0)) return { outcome: 'short', missing };

  const questions = pools.map((): string[] => []);
  for (const [question, place] of [...placeOf].sort(([, one], [, other]) => one - other))
    questions[places[place]].push(question);
  return { outcome: 'drawn', questions };
}

/** Whatever rests on one case follows the first that does: nobody reads a case twice. Else the order stays. */
export function casesTogether<Item>(items: readonly Item[], caseOf: (item: Item) => string | undefined): Item[] {
  const placed = new Set<Item>();
  return items.flatMap((item) => {
    if (placed.has(item)) return [];
    const id = caseOf(item);
    const together = id === undefined ? [item] : items.filter((other) => caseOf(other) === id);
    together.forEach((one) => placed.add(one));
    return together;
  });
}
