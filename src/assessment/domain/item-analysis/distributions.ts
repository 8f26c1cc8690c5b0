/*
 * The distributions that intervals rest on. Incomplete beta by its continued fraction (DLMF 8.17.22, evaluated by Lentz’s
 * method), inverted by bisection: some sixty steps for the last digit, and no starting value to get wrong.
 */

/** Lanczos’s approximation (g = 7, nine terms): the logarithm of Γ for positive numbers, to about 1e-14. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const base = shifted + 7.5;
  let sum = LANCZOS[0];
  for (let term = 1; term < LANCZOS.length; term += 1) sum += LANCZOS[term] / (shifted + term);
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(sum);
}

export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

const TINY = 1e-300;
const MOST_TERMS = 10_000;

function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (Math.abs(1 - ((a + b) * x) / (a + 1)) < TINY ? TINY : 1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  const step = (factor: number) => {
    d = 1 + factor * d;
    c = 1 + factor / c;
    if (Math.abs(d) < TINY) d = TINY;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    fraction *= d * c;
  };
  for (let m = 1; m <= MOST_TERMS; m += 1) {
    step((m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)));
    step((-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)));
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return fraction;
}

/** The regularised incomplete beta function Iₓ(a, b). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  return x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(x, a, b)) / a
    : 1 - (front * continuedFraction(1 - x, b, a)) / b;
}

/** The value below which a share of the beta distribution lies. */
export function betaQuantile(share: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high || high < TINY) return middle;
    if (incompleteBeta(middle, a, b) < share) low = middle;
    else high = middle;
  }
}

/** The value below which a share of the F distribution lies. */
export function fQuantile(share: number, df1: number, df2: number): number {
  // From whichever end is nearer to nothing, where the beta variable keeps its digits.
  const x = betaQuantile(share, df1 / 2, df2 / 2);
  const rest = betaQuantile(1 - share, df2 / 2, df1 / 2);
  return (df2 * x) / (df1 * rest);
}

/** Student’s t that its size exceeds with the probability `tail`, both sides together. */
export function tBeyond(tail: number, df: number): number {
  return Math.sqrt(fQuantile(1 - tail, 1, df));
}

/** The standard normal deviate that is exceeded in size with a probability of 5 %. */
export const Z95 = 1.959963984540054;
