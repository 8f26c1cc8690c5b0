import { BANDS } from './score-bands';
import { Interval, wilson } from './intervals';

/** Something that may be answered to an item: an option, or a kind of answer where there are none to choose from. */
export interface Answer {
  readonly text: string;
  /** `null`: right in part, or nobody can tell. */
  readonly correct: boolean | null;
}

/** Who gave which answers to one item. */
export interface Answers {
  readonly answers: readonly Answer[];
  /** By attempt, a bit for each answer that was given; meaningful only where the item was presented. */
  readonly given: Uint32Array;
}

/** As many answers as there are bits. */
export const MOST_ANSWERS = 32;

export interface AnswerFigures extends Answer {
  readonly n: number;
  /** 0 to 1, of those who were asked. */
  readonly share: number;
  readonly interval: Interval | null;
  /** By score quintile, the lowest first: how many gave it, of how many who were asked. */
  readonly quintiles: readonly { readonly n: number; readonly of: number; readonly share: number | null }[];
  /** Per cent: how giving it goes with the rest of the total. A distractor that attracts the best has a positive one. */
  readonly discrimination: number | null;
}

export function answerFigures(
  { answers, given }: Answers,
  marks: Float64Array,
  totals: Float64Array,
  bands: Uint8Array,
  rests: { readonly n: number; readonly meanRest: number; readonly rests: number },
): AnswerFigures[] {
  const asked = new Float64Array(BANDS);
  for (let attempt = 0; attempt < marks.length; attempt += 1) {
    if (marks[attempt] === marks[attempt]) asked[bands[attempt]] += 1;
  }
  return answers.map((answer, bit) => {
    const byBand = new Float64Array(BANDS);
    let joint = 0;
    for (let attempt = 0; attempt < marks.length; attempt += 1) {
      if (marks[attempt] !== marks[attempt] || ((given[attempt] >>> bit) & 1) === 0) continue;
      byBand[bands[attempt]] += 1;
      joint += totals[attempt] - marks[attempt] - rests.meanRest;
    }
    const n = byBand.reduce((sum, count) => sum + count, 0);
    const share = rests.n === 0 ? 0 : n / rests.n;
    // Σ(g − ḡ)², g being 1 for those who gave it.
    const spread = n * (1 - share);
    const product = Math.sqrt(spread) * Math.sqrt(rests.rests);
    return {
      ...answer,
      n,
      share,
      interval: wilson(share, rests.n),
      quintiles: Array.from(byBand, (count, band) => ({
        n: count,
        of: asked[band],
        share: asked[band] === 0 ? null : count / asked[band],
      })),
      discrimination: rests.n > 1 && product > 0 ? (100 * joint) / product : null,
    };
  });
}
