import { SeededRandomness } from '../../kernel/randomness';

/** Puts choices into the order in which one candidate sees them. */
export type Arrange = <Item extends { readonly id: string }>(
  list: 'options' | 'stems',
  items: readonly Item[],
) => Item[];

/** The order in which a candidate saw the choices, by their ids: written once, so that it never changes again. */
export interface Order {
  readonly options?: readonly string[];
  readonly stems?: readonly string[];
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
    const ids = order[list] ?? [];
    return [...items].sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
  };
}
