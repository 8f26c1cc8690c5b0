/** So many different marks of one item, or fewer, are merged; more are sorted. */
const FEW = 8;

/**
 * Σ(x₍ᵢ₎ − x̄)(y₍ᵢ₎ − ȳ): what the covariance would come to if the best at the rest were the best at the item, marks and rests
 * being what they are.
 *
 * Most items earn a handful of different marks. Those who earned the same, in the order of their totals, are in the order
 * of their rests too, so that a merge of a few lists sorts all rests; the totals need sorting only once for all items.
 */
export class GreatestCovariance {
  /** Attempts from the lowest total to the highest. */
  private readonly ascending: Uint32Array;
  private readonly rests: Float64Array;

  constructor(private readonly totals: Float64Array) {
    this.ascending = Uint32Array.from(totals, (_, attempt) => attempt).sort(
      (one, other) => totals[one] - totals[other],
    );
    this.rests = new Float64Array(totals.length);
  }

  of(marks: Float64Array, meanMark: number, meanRest: number): number {
    const levels = fewLevelsOf(marks);
    return levels ? this.merged(marks, levels, meanMark, meanRest) : this.sorted(marks, meanMark, meanRest);
  }

  private merged(marks: Float64Array, levels: readonly number[], meanMark: number, meanRest: number): number {
    const counts = levels.map(() => 0);
    const levelOf = (mark: number) => levels.indexOf(mark);
    for (const mark of marks) if (mark === mark) counts[levelOf(mark)] += 1;
    const starts = counts.map((_, level) => counts.slice(0, level).reduce((sum, count) => sum + count, 0));
    const next = [...starts];
    for (const attempt of this.ascending) {
      const mark = marks[attempt];
      if (mark === mark) this.rests[next[levelOf(mark)]++] = this.totals[attempt] - mark;
    }
    const ends = next;
    const heads = starts;
    let sum = 0;
    for (let level = 0; level < levels.length; level += 1) {
      let ofLevel = 0;
      for (let place = 0; place < counts[level]; place += 1) {
        let lowest = -1;
        for (let list = 0; list < heads.length; list += 1) {
          if (heads[list] === ends[list]) continue;
          if (lowest < 0 || this.rests[heads[list]] < this.rests[heads[lowest]]) lowest = list;
        }
        ofLevel += this.rests[heads[lowest]++] - meanRest;
      }
      sum += (levels[level] - meanMark) * ofLevel;
    }
    return sum;
  }

  private sorted(marks: Float64Array, meanMark: number, meanRest: number): number {
    const presented = marks.filter((mark) => mark === mark).sort();
    let place = 0;
    for (let attempt = 0; attempt < marks.length; attempt += 1) {
      if (marks[attempt] === marks[attempt]) this.rests[place++] = this.totals[attempt] - marks[attempt];
    }
    const rests = this.rests.subarray(0, place).sort();
    let sum = 0;
    for (let rank = 0; rank < place; rank += 1) sum += (presented[rank] - meanMark) * (rests[rank] - meanRest);
    return sum;
  }
}

/** The different marks in ascending order; `null` where they are many. */
function fewLevelsOf(marks: Float64Array): number[] | null {
  const levels: number[] = [];
  for (const mark of marks) {
    if (mark !== mark || levels.includes(mark)) continue;
    if (levels.length === FEW) return null;
    levels.push(mark);
  }
  return levels.sort((one, other) => one - other);
}
