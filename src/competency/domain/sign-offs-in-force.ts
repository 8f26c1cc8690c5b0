/** A sign-off with the moment at which it was withdrawn, if it was. */
export interface DatedSignOff {
  readonly id: string;
  readonly competency: string;
  readonly regionTier: number;
  readonly signedAt: Date;
  readonly withdrawnAt: Date | null;
}

/**
 * The sign-offs that hold at a moment: of each competency and region tier the latest one signed by then and not withdrawn
 * by then. An earlier one holds again once the later one is withdrawn. Oldest first.
 */
export function signOffsInForceAt<SignOff extends DatedSignOff>(signOffs: readonly SignOff[], at: Date): SignOff[] {
  const standing = signOffs
    .filter(({ signedAt, withdrawnAt }) => signedAt <= at && (withdrawnAt === null || withdrawnAt > at))
    .sort((a, b) => a.signedAt.getTime() - b.signedAt.getTime() || (a.id < b.id ? -1 : 1));
  const latest = new Map(standing.map((signOff) => [`${signOff.competency}/${signOff.regionTier}`, signOff]));
  return standing.filter((signOff) => latest.get(`${signOff.competency}/${signOff.regionTier}`) === signOff);
}
