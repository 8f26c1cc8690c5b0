import { Vault } from '../../vault/vault.service';

export interface SealedText {
  readonly subjectId: string;
  /** `null` where nothing was written. */
  readonly sealed: string | null;
}

/** Opens texts of which some were never written: `null` for those, and for whoever has been erased. */
export async function openSealed(vault: Vault, texts: readonly SealedText[]): Promise<(string | null)[]> {
  const written = texts.flatMap(({ subjectId, sealed }) => (sealed === null ? [] : [{ subjectId, sealed }]));
  const opened = (await vault.openAll(written)).values();
  return texts.map(({ sealed }) => (sealed === null ? null : (opened.next().value ?? null)));
}
