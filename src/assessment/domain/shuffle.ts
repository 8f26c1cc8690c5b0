import { SeededRandomness } from '../../kernel/randomness';

/** A list that each candidate sees in an order of one's own: options, stems, or the options of one gap. */
export type ListName = 'options' | 'stems' | `gap/${string}`;

/** Puts choices into the order in which one candidate sees them. */
export type Arrange = <Item extends { readonly id: string }>(list: ListName, items: readonly Item[]) => Item[];

/** The order in which a candidate saw the choices, by their ids: written once, so that it never changes again. */
export interface Order {
  readonly options?: readonly string[];
  readonly stems?: readonly string[];
  /** Gap id → its options. */
  readonly gaps?: Readonly<Record<string, readonly string[]>>;
}

/** A whole number from 0 to `below` − 1, each as likely as the other: draws that would favour the low ones are thrown away. */
function draw(randomness: SeededRandomness, below: number): number {
  const fair = 2 ** 32 - (2 ** 32 % below);
  for (;;) {
    const number = randomness.bytes(4).readUInt32BE();
    if (number < fair) return number % below;
  }
}

/** Fisher and Yates's shuffle: the same order for the same seed, every order as likely as the other over all seeds. */
export function shuffled<Item>(items: readonly Item[], seed: string): Item[] {
  const randomness = new SeededRandomness(seed);
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = draw(randomness, last + 1);
    [result[last], result[other]] = [result[other], result[last]];
  }
  return result;
}

/** Shuffles each list of an item by the seed of its attempt. */
export function shuffledBy(seed: string, slot: number): Arrange {
  return (list, items) => shuffled(items, `${seed}/${slot}/${list}`);
}

/** Shows each list as it was shown at the start. */
export function asShown(order: Order): Arrange {
  return (list, items) => {
    const ids = (list === 'options' || list === 'stems' ? order[list] : order.gaps?.[list.slice('gap/'.length)]) ?? [];
    return [...items].sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
  };
}

interface Shown {
  readonly options?: readonly { readonly id: string }[];
  readonly stems?: readonly { readonly id: string }[];
  readonly gaps?: readonly { readonly id: string; readonly options?: readonly { readonly id: string }[] }[];
}

/** The order in which a question was presented, to be kept. */
export function orderIn({ options, stems, gaps }: Shown): Order {
  const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  const ordered = gaps?.flatMap((gap) => (gap.options ? [[gap.id, idsOf(gap.options)] as const] : [])) ?? [];
  return {
    ...(options && { options: idsOf(options) }),
    ...(stems && { stems: idsOf(stems) }),
    ...(ordered.length > 0 && { gaps: Object.fromEntries(ordered) }),
  };
}
