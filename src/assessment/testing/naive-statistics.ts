/*
 * The formulas of item analysis once more, written another way so that both are unlikely to be wrong alike: covariances from
 * all pairs of candidates, k-statistics from sums of powers, everything on rows of plain objects. Slow, and for tests only.
 */

type Row = readonly (number | null)[];

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);

/** Σᵢ<ⱼ (xᵢ − xⱼ)(yᵢ − yⱼ) / (n(n − 1)): no mean is needed. */
function covariance(x: readonly number[], y: readonly number[]): number | null {
  const n = x.length;
  if (n < 2) return null;
  let all = 0;
  for (let i = 0; i < n; i += 1) for (let j = i + 1; j < n; j += 1) all += (x[i] - x[j]) * (y[i] - y[j]);
  return all / (n * (n - 1));
}

const ascending = (values: readonly number[]) => [...values].sort((one, other) => one - other);

const defined = (value: number | null) => (value === null || !Number.isFinite(value) ? null : value);

export function naiveStatistics(rows: readonly Row[], maxMarks: readonly number[]) {
  const totals = rows.map((row) => sum(row.map((mark) => mark ?? 0)));
  const items = maxMarks.map((maxMark, item) => {
    const asked = rows.flatMap((row, index) =>
      row[item] === null ? [] : [{ mark: row[item], total: totals[index], rest: totals[index] - row[item] }],
    );
    const x = asked.map(({ mark }) => mark);
    const y = asked.map(({ rest }) => rest);
    const [xx, yy, xy] = [covariance(x, x), covariance(y, y), covariance(x, y)];
    const most = covariance(ascending(x), ascending(y));
    return {
      n: asked.length,
      facility: asked.length === 0 || maxMark === 0 ? null : sum(x) / x.length / maxMark,
      variance: xx,
      standardDeviation: xx === null ? null : Math.sqrt(xx),
      withTotal: covariance(
        x,
        asked.map(({ total }) => total),
      ),
      discrimination: xx! * yy! > 0 ? (100 * xy!) / Math.sqrt(xx! * yy!) : null,
      discriminativeEfficiency: most ? (100 * xy!) / most : null,
      intendedWeight: defined((100 * maxMark) / sum(maxMarks)),
    };
  });
  const roots = sum(items.map(({ withTotal }) => Math.sqrt(Math.max(withTotal ?? 0, 0))));

  const n = totals.length;
  const [s1, s2, s3, s4] = [1, 2, 3, 4].map((power) => sum(totals.map((total) => total ** power)));
  const k2 = (n * s2 - s1 ** 2) / (n * (n - 1));
  const k3 = (2 * s1 ** 3 - 3 * n * s1 * s2 + n ** 2 * s3) / (n * (n - 1) * (n - 2));
  const k4 =
    (-6 * s1 ** 4 +
      12 * n * s1 ** 2 * s2 -
      3 * n * (n - 1) * s2 ** 2 -
      4 * n * (n + 1) * s1 * s3 +
      n ** 2 * (n + 1) * s4) /
    (n * (n - 1) * (n - 2) * (n - 3));
  const p = maxMarks.length;
  const alpha =
    n > 2 && p > 1 && k2 > 0 ? (100 * p * (1 - sum(items.map(({ variance }) => variance ?? 0)) / k2)) / (p - 1) : null;
  const errorRatio = alpha === null ? null : defined(100 * Math.sqrt(1 - alpha / 100));
  const inOrder = ascending(totals);
  return {
    attempts: n,
    mean: n === 0 ? null : s1 / n,
    median: n === 0 ? null : (inOrder[Math.ceil(n / 2) - 1] + inOrder[Math.floor(n / 2)]) / 2,
    standardDeviation: n > 1 ? Math.sqrt(k2) : null,
    skewness: n > 2 && k2 > 0 ? k3 / k2 ** 1.5 : null,
    kurtosis: n > 3 && k2 > 0 ? k4 / k2 ** 2 : null,
    internalConsistency: alpha,
    errorRatio,
    standardError: errorRatio === null ? null : (errorRatio * Math.sqrt(k2)) / 100,
    items: items.map(({ variance: _variance, withTotal, ...item }) => ({
      ...item,
      effectiveWeight: withTotal === null || withTotal < 0 || roots === 0 ? null : (100 * Math.sqrt(withTotal)) / roots,
    })),
  };
}
