import type { RuleSet, ScopeEvaluation } from '../../scope-of-practice/rule-set';
import type { Finding } from '../../training-record/requirement';
import { canonicalJson, sha256Hex } from '../../kernel/canonical-json';
import { Day } from '../../kernel/day';

/*
 * What a certificate says, for ever: the whole of it, in one plain value. Its canonical JSON (RFC 8785) is what the issuer
 * signs, what is attached to the PDF, and what a verifier shows. Nothing in it is looked up again later.
 */

export const SNAPSHOT_FORMAT = 'filiform-certificate/1';

/**
 * What was recorded of the law on the day of issue, for one place and profession: the full text of every rule, printable
 * or not. It decides nothing here.
 */
export interface ScopeOnRecord extends Omit<RuleSet, 'id' | 'version' | 'digest'> {
  readonly ruleSet: Pick<RuleSet, 'id' | 'version' | 'digest'>;
  /** ISO 8601: what the register knew by then. */
  readonly knownOn: string;
  readonly evaluation: ScopeEvaluation;
}

export type StatementCode = 'no-authority' | 'provisional' | 'unapproved' | 'proposed' | 'fictional';

/** Something that is said of a certificate in plain sight. */
export interface Statement {
  readonly code: StatementCode;
  readonly text: string;
}

export interface CertificateSnapshot {
  readonly format: typeof SNAPSHOT_FORMAT;
  /** In groups of four, as printed. */
  readonly number: string;
  readonly certificateId: string;
  /** The certificate that this one takes the place of. */
  readonly supersedes: { readonly number: string } | null;
  readonly issuer: { readonly name: string; readonly url: string; readonly keyId: string };
  readonly holder: {
    readonly name: string;
    readonly profession: string;
    readonly licence: { readonly number: string; readonly jurisdiction: string } | null;
  };
  readonly programme: {
    readonly slug: string;
    readonly title: string;
    readonly version: string;
    readonly digest: string;
    readonly approval: { readonly status: 'unapproved' | 'approved'; readonly note: string };
  };
  readonly scheme: {
    readonly code: string;
    readonly title: string;
    readonly version: string;
    readonly status: 'proposed' | 'adopted';
    readonly findings: readonly Finding[];
    /** A pass that it rests on was marked against a pass mark that no panel has set yet. */
    readonly provisional: boolean;
  };
  /** The scoring runs on which the passes rest. */
  readonly scoringRuns: readonly string[];
  readonly issuedOn: Day;
  readonly expiresOn: Day;
  readonly issuedAt: string;
  readonly validFrom: string;
  readonly validUntil: string;
  /** The zone in which the days begin and end. */
  readonly timeZone: string;
  readonly locale: string;
  /** The words in which it is printed, by the SHA-256 of their files. */
  readonly template: { readonly name: string; readonly digest: string };
  /** What is said of it in plain sight: that it confers no authority, what is provisional, what nobody approved yet. */
  readonly statements: readonly Statement[];
  readonly scopeOfPractice: ScopeOnRecord;
}

/** The bytes that are signed, attached and compared: canonical JSON in UTF-8. */
export function signedBytes(snapshot: CertificateSnapshot): Buffer {
  return Buffer.from(canonicalJson(snapshot), 'utf8');
}

/** SHA-256 of the signed bytes, in hexadecimal. */
export function snapshotDigest(snapshot: CertificateSnapshot): string {
  return sha256Hex(signedBytes(snapshot));
}

/** The rule set as the register would give it, to be compared with today's. */
export function ruleSetIn({ scopeOfPractice }: Pick<CertificateSnapshot, 'scopeOfPractice'>): RuleSet {
  const { ruleSet, knownOn: _known, evaluation: _evaluation, ...rest } = scopeOfPractice;
  return { ...ruleSet, ...rest };
}
