import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../../kernel/canonical-json';
import { Vault } from '../../vault/vault.service';
import { holdsFreeText } from '../domain/free-text';
import type { Response } from '../domain/types/registry';

/** How an answer in somebody's own words lies in the database. */
interface Sealed {
  readonly sealed: string;
}

function isSealed(kept: Response | null): kept is Response & Sealed {
  return typeof (kept as Partial<Sealed> | null)?.sealed === 'string';
}

/** Answers that people typed lie under their keys, so that erasing somebody erases what they wrote, and leaves the log whole. */
@Injectable()
export class SealedAnswers {
  constructor(private readonly vault: Vault) {}

  /** What is written of an answer. Belongs inside an action. */
  async keep(personId: string, response: Response | null): Promise<Response | null> {
    if (response === null || !holdsFreeText(response)) return response;
    return { sealed: await this.vault.seal(personId, canonicalJson(response)) };
  }

  /** The answer as it was given; `null` also of somebody who was erased. */
  async open(personId: string, kept: Response | null): Promise<Response | null> {
    const [opened] = await this.openAll(personId, [kept]);
    return opened;
  }

  /** In their order, with one look at the key where any is sealed. */
  async openAll(personId: string, kept: readonly (Response | null)[]): Promise<(Response | null)[]> {
    const sealed = kept.flatMap((one) => (isSealed(one) ? [{ subjectId: personId, sealed: one.sealed }] : []));
    if (sealed.length === 0) return [...kept];
    const opened = (await this.vault.openAll(sealed)).values();
    return kept.map((one) => {
      if (!isSealed(one)) return one;
      const text = opened.next().value as string | null;
      return text === null ? null : (JSON.parse(text) as Response);
    });
  }
}
