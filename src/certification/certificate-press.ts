import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings';
import { Ids } from '../kernel/ids';
import { Randomness } from '../kernel/randomness';
import {
  base32Of,
  certificateNumber,
  formatCertificateNumber,
  NUMBER_BYTES,
  SECRET_BYTES,
} from './domain/certificate-number';
import { printableForm } from './domain/printable-text';
import { CertificateSnapshot, signedBytes, SNAPSHOT_FORMAT, Statement, StatementCode } from './domain/snapshot';
import { validityOf } from './domain/validity';
import { IssuerKeys, PublicIssuerKey } from './issuer-keys';
import type { Grounds } from './issuing-grounds';
import { certificatePdf } from './pdf/certificate-pdf';
import { Wording } from './pdf/wording';
import type { NewCertificate, RegisteredCertificate } from './register.service';

/** The link in the QR code: it carries the secret, so whoever holds the paper sees every field. */
export function linkWithSecret(publicUrl: string, number: string, secret: string): string {
  return `${publicUrl}/v/${number}/${secret}`;
}

/** Where anybody checks a number. */
export function linkByNumber(publicUrl: string, number: string): string {
  return `${publicUrl}/verify/${formatCertificateNumber(number)}`;
}

/** Makes a certificate out of its grounds: number, snapshot, signature and file. Slow, so never inside an action. */
@Injectable()
export class CertificatePress {
  private readonly wording = new Wording();

  constructor(
    private readonly ids: Ids,
    private readonly randomness: Randomness,
    private readonly keys: IssuerKeys,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Names the words of which certificates are made today. */
  get wordingDigest(): string {
    return this.wording.digest;
  }

  /** @throws GlyphsMissing where the holder's name cannot be printed. */
  async make(grounds: Grounds, issuedById: string, supersedes: RegisteredCertificate | null): Promise<NewCertificate> {
    const { publicUrl, timeZone } = this.settings;
    const { personId, programme, scheme, profession, ruleSet, issuedAt, issuedOn } = grounds;
    const key = await this.keys.current();
    const certificateId = this.ids.next();
    const number = certificateNumber(this.randomness.bytes(NUMBER_BYTES));
    const secret = base32Of(this.randomness.bytes(SECRET_BYTES));
    const validity = validityOf(issuedAt, issuedOn, scheme.validityMonths, timeZone);
    const snapshot = this.snapshot(grounds, { certificateId, number, key, supersedes, ...validity });
    const bytes = signedBytes(snapshot);
    const signature = await this.keys.sign(key.id, bytes);
    const pdf = await certificatePdf(
      {
        snapshot,
        signedBytes: bytes,
        signature,
        issuerKeyPem: key.pem,
        verifyUrl: linkWithSecret(publicUrl, number, secret),
        verifyAddress: `${publicUrl.replace(/^https?:\/\//, '')}/verify`,
        keysAddress: `${publicUrl}/api/v1/issuer-keys`,
      },
      this.wording,
    );
    return {
      line: {
        id: certificateId,
        number,
        holderId: personId,
        schemeCode: scheme.code,
        programmeVersionId: programme.id,
        jurisdiction: ruleSet.jurisdiction.code,
        profession,
        keyId: key.id,
        issuedOn,
        ...validity,
        supersedesId: supersedes?.id ?? null,
        issuedById,
      },
      signedBytes: bytes,
      signature,
      pdf,
      secret,
    };
  }

  private snapshot(
    {
      programme,
      approval,
      scheme,
      profile,
      profession,
      findings,
      passes,
      ruleSet,
      evaluation,
      issuedAt,
      issuedOn,
    }: Grounds,
    made: {
      certificateId: string;
      number: string;
      key: PublicIssuerKey;
      supersedes: RegisteredCertificate | null;
      expiresOn: string;
      validFrom: Date;
      validUntil: Date;
    },
  ): CertificateSnapshot {
    const { issuerName, publicUrl, timeZone, locale } = this.settings;
    const { id, version, digest, ...law } = ruleSet;
    const provisional = passes.some((pass) => pass.provisional);
    return {
      format: SNAPSHOT_FORMAT,
      number: formatCertificateNumber(made.number),
      certificateId: made.certificateId,
      supersedes: made.supersedes && { number: formatCertificateNumber(made.supersedes.number) },
      issuer: { name: issuerName, url: publicUrl, keyId: made.key.id },
      holder: {
        name: printableForm(profile.legalName),
        profession,
        licence: profile.licence && { number: profile.licence.number, jurisdiction: profile.licence.jurisdiction },
      },
      programme: {
        slug: programme.slug,
        title: programme.title,
        version: programme.version,
        digest: programme.digest,
        approval: { status: approval.status, note: approval.note },
      },
      scheme: {
        code: scheme.code,
        title: scheme.title,
        version: scheme.version,
        status: scheme.status,
        findings,
        provisional,
      },
      scoringRuns: passes.map(({ scoringRunId }) => scoringRunId),
      issuedOn,
      expiresOn: made.expiresOn,
      issuedAt: issuedAt.toISOString(),
      validFrom: made.validFrom.toISOString(),
      validUntil: made.validUntil.toISOString(),
      timeZone,
      locale,
      template: { name: 'certification', digest: this.wording.digest },
      statements: this.statements({
        'no-authority': true,
        provisional,
        unapproved: approval.status !== 'approved',
        proposed: scheme.status !== 'adopted',
        fictional: ruleSet.jurisdiction.fictional,
      }),
      scopeOfPractice: { ruleSet: { id, version, digest }, ...law, knownOn: issuedAt.toISOString(), evaluation },
    };
  }

  private statements(applies: Readonly<Record<StatementCode, boolean>>): Statement[] {
    return (Object.keys(applies) as StatementCode[])
      .filter((code) => applies[code])
      .map((code) => ({ code, text: this.wording.say(`certificate/${code === 'no-authority' ? 'authority' : code}`) }));
  }
}
