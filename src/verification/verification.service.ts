import { Inject, Injectable } from '@nestjs/common';
import { createPublicKey, verify } from 'node:crypto';
import { Programmes } from '../catalogue/programmes.service';
import {
  type CertificateSnapshot,
  type CertificateStatus,
  formatCertificateNumber,
  maskedName,
  parseCertificateNumber,
  ruleSetIn,
  type ScopeOnRecord,
  type Statement,
  statusAt,
  type StatusOnRecord,
} from '../certification/certificate';
import { CertificatePress } from '../certification/certificate-press';
import {
  CertificateRegister,
  type RegisteredCertificate,
  type SignedSnapshot,
} from '../certification/register.service';
import { SETTINGS, type Settings } from '../config/settings';
import { People } from '../identity/people.service';
import { sha256Hex } from '../kernel/canonical-json';
import { Clock } from '../kernel/clock';
import { type Day, dayOf, endOfDay, isDay } from '../kernel/day';
import { changesBetween, digestOfRuleSet, type RuleSet } from '../scope-of-practice/rule-set';
import { ScopeRegister } from '../scope-of-practice/scope-register.service';
import { type Check, judge, UNKNOWN_CHECKS, type VerdictWord } from './domain/verdict';

export interface VerificationQuestion {
  /** What the QR code carries: with it every certified field is shown. */
  readonly secret?: string;
  /** A day or a moment: was it in force then? Now, unless told. */
  readonly asOf?: string;
  /** A day or a moment: as it was known then. Now, unless told. */
  readonly knownOn?: string;
}

/** What a certificate says, as much of it as whoever asks may see. */
export interface CertifiedView {
  readonly number: string;
  /** `null` where nothing was known of it yet on the day asked. */
  readonly status: CertificateStatus | null;
  readonly scheme: { readonly code: string; readonly title: string } | null;
  readonly programme: { readonly slug: string; readonly title: string; readonly version: string } | null;
  readonly issuer: { readonly name: string; readonly url: string } | null;
  /** Masked by number alone: `M*** S***`. */
  readonly holder: {
    readonly name: string;
    readonly masked: boolean;
    readonly profession: string;
    readonly licence?: { readonly number: string; readonly jurisdiction: string } | null;
  } | null;
  readonly jurisdiction: string;
  readonly profession: string;
  readonly issuedOn: Day;
  readonly expiresOn: Day;
  /** What the certificate says of itself in plain sight. */
  readonly statements: readonly Statement[];
  /** Everything that was signed; only for whoever holds the document. */
  readonly certified?: CertificateSnapshot;
  readonly pdfSha256?: string;
}

export interface VerificationAnswer {
  readonly number: string;
  readonly verdict: VerdictWord;
  readonly checks: readonly Check[];
  readonly certificate: CertifiedView | null;
  /** The law as the certificate recorded it on the day of issue. */
  readonly scopeAtIssue: Omit<ScopeOnRecord, 'evaluation'> | ScopeOnRecord | null;
  /** The law as the register holds it today. */
  readonly scopeNow: RuleSet | null;
  /** What has changed since the day of issue, in sentences. */
  readonly changes: readonly string[];
  /** ISO 8601: the moment up to which the status is known. */
  readonly statusAsOf: string;
}

/** An answer, and how long it may be given again while nothing is recorded. */
export interface DatedAnswer {
  readonly answer: VerificationAnswer;
  /** The first moment at which time alone may change it. */
  readonly until: Date;
}

/** May the public rely on it? Reads and judges; it writes nothing about a holder. */
@Injectable()
export class Verification {
  constructor(
    private readonly register: CertificateRegister,
    private readonly press: CertificatePress,
    private readonly scope: ScopeRegister,
    private readonly programmes: Programmes,
    private readonly people: People,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async check(typed: string, question: VerificationQuestion = {}): Promise<VerificationAnswer> {
    return (await this.examine(typed, question)).answer;
  }

  async examine(typed: string, question: VerificationQuestion = {}): Promise<DatedAnswer> {
    const now = this.clock.now();
    const number = parseCertificateNumber(typed);
    const certificate = await this.find(number, question.secret);
    if (!certificate) return { answer: unknown(shown(typed, number), now), until: now };

    const at = this.momentOf(question.asOf, now);
    const knownOn = this.momentOf(question.knownOn, now);
    const [events, signed, scopeNow] = await Promise.all([
      this.register.eventsOf(certificate.id),
      this.register.snapshotOf(certificate.id),
      this.scopeNow(certificate, now),
    ]);
    const status = statusAt(certificate, events, at, knownOn < now ? knownOn : now);
    const { verdict, checks } = this.judge(certificate, signed, status, scopeNow);
    const full = question.secret !== undefined;
    const boundaries = [certificate.validFrom, certificate.validUntil, ...events.map(({ effectiveAt }) => effectiveAt)];
    return {
      until: [...boundaries, endOfDay(dayOf(now, this.settings.timeZone), this.settings.timeZone)]
        .filter((moment) => moment > now)
        .reduce((first, moment) => (moment < first ? moment : first)),
      answer: {
        number: formatCertificateNumber(certificate.number),
        verdict,
        checks,
        certificate: present(certificate, signed?.snapshot ?? null, status, full),
        scopeAtIssue: signed && presentScope(signed.snapshot.scopeOfPractice, full),
        scopeNow,
        changes: signed ? await this.changesSince(certificate, signed.snapshot, scopeNow, full) : [],
        statusAsOf: now.toISOString(),
      },
    };
  }

  /** A wrong secret finds nothing, as an invented number does: paper whose code does not fit its number is not ours. */
  private async find(number: string | null, secret: string | undefined): Promise<RegisteredCertificate | null> {
    // A malformed number is looked up too, so that it takes as long as one that was never given out.
    const found = await this.register.byNumber(number ?? '-');
    if (!found || (secret !== undefined && !this.register.secretMatches(found, secret))) return null;
    return found;
  }

  /** A day is asked about as it ended. */
  private momentOf(text: string | undefined, now: Date): Date {
    if (text === undefined) return now;
    return isDay(text) ? new Date(endOfDay(text, this.settings.timeZone).getTime() - 1) : new Date(text);
  }

  private scopeNow({ jurisdiction, profession }: RegisteredCertificate, now: Date): Promise<RuleSet> {
    return this.scope.ruleSet({ jurisdiction, profession, asOf: dayOf(now, this.settings.timeZone) });
  }

  private judge(
    certificate: RegisteredCertificate,
    signed: SignedSnapshot | null,
    status: StatusOnRecord | null,
    scopeNow: RuleSet,
  ): { verdict: VerdictWord; checks: readonly Check[] } {
    if (!status) {
      const detail = 'On that day nothing was recorded of this certificate yet.';
      return { verdict: 'unknown', checks: [{ check: 'register', outcome: 'failed', detail }] };
    }
    const then = signed && ruleSetIn(signed.snapshot);
    return judge({
      content: signed && (sha256Hex(signed.bytes) === certificate.snapshotDigest ? 'agrees' : 'differs'),
      signature: signed && (isSignedBy(signed) ? 'good' : 'bad'),
      objections: status.facts,
      say: (moment) => this.say(moment),
      validFrom: certificate.validFrom,
      validUntil: certificate.validUntil,
      rulesAtIssue:
        then && (then.rules.length === 0 ? 'none' : digestOfRuleSet(then) === then.digest ? 'agrees' : 'differs'),
      rulesNow: scopeNow.rules.length === 0 ? 'none' : then?.digest === scopeNow.digest ? 'same' : 'changed',
    });
  }

  /** The last day of a period rather than the midnight after it. */
  private say(moment: Date): string {
    const midnight = endOfDay(dayOf(new Date(moment.getTime() - 1), this.settings.timeZone), this.settings.timeZone);
    return dayOf(
      midnight.getTime() === moment.getTime() ? new Date(moment.getTime() - 1) : moment,
      this.settings.timeZone,
    );
  }

  private async changesSince(
    { holderId }: RegisteredCertificate,
    snapshot: CertificateSnapshot,
    scopeNow: RuleSet,
    full: boolean,
  ): Promise<string[]> {
    const changes = changesBetween(ruleSetIn(snapshot), scopeNow);
    const [running] = (await this.programmes.list()).filter(({ slug }) => slug === snapshot.programme.slug);
    if (running && running.digest !== snapshot.programme.digest) {
      changes.push(
        running.version === snapshot.programme.version
          ? `The programme "${snapshot.programme.title}" has been revised since, under the same version ${running.version}.`
          : `The programme has been revised since: version ${snapshot.programme.version} then, ${running.version} now.`,
      );
    }
    if (snapshot.template.digest !== this.press.wordingDigest) {
      changes.push('The wording of certificates has been revised since; this one keeps the words of its day of issue.');
    }
    if (full) {
      const profile = await this.people.profileOf(holderId);
      if (profile?.legalName && profile.legalName !== snapshot.holder.name) {
        changes.push('The holder has stated another name since; the certificate keeps the name of its day of issue.');
      }
      if (profile?.profession && profile.profession !== snapshot.holder.profession) {
        changes.push('The holder has stated another profession since.');
      }
      const then = snapshot.holder.licence;
      if (
        profile?.licence &&
        then &&
        (profile.licence.number !== then.number || profile.licence.jurisdiction !== then.jurisdiction)
      ) {
        changes.push('The holder has stated another licence since.');
      }
    }
    return changes;
  }
}

function isSignedBy({ bytes, signature, key }: SignedSnapshot): boolean {
  return verify(null, bytes, createPublicKey(key.pem), signature);
}

/** What was typed is repeated only as far as it could be a number: no page echoes a stranger's text. */
function shown(typed: string, number: string | null): string {
  return number ? formatCertificateNumber(number) : typed.replace(/[^0-9A-Za-z*~$=\- ]/g, '').slice(0, 40);
}

function unknown(number: string, now: Date): VerificationAnswer {
  return {
    number,
    verdict: 'unknown',
    checks: UNKNOWN_CHECKS,
    certificate: null,
    scopeAtIssue: null,
    scopeNow: null,
    changes: [],
    statusAsOf: now.toISOString(),
  };
}

function present(
  { number, jurisdiction, profession, issuedOn, expiresOn, pdfSha256 }: RegisteredCertificate,
  snapshot: CertificateSnapshot | null,
  status: StatusOnRecord | null,
  full: boolean,
): CertifiedView {
  return {
    number: formatCertificateNumber(number),
    status: status?.status ?? null,
    scheme: snapshot && { code: snapshot.scheme.code, title: snapshot.scheme.title },
    programme: snapshot && {
      slug: snapshot.programme.slug,
      title: snapshot.programme.title,
      version: snapshot.programme.version,
    },
    issuer: snapshot && { name: snapshot.issuer.name, url: snapshot.issuer.url },
    holder: snapshot && {
      name: full ? snapshot.holder.name : maskedName(snapshot.holder.name),
      masked: !full,
      profession: snapshot.holder.profession,
      ...(full ? { licence: snapshot.holder.licence } : {}),
    },
    jurisdiction,
    profession,
    issuedOn,
    expiresOn,
    statements: snapshot?.statements ?? [],
    ...(full && snapshot ? { certified: snapshot, pdfSha256 } : {}),
  };
}

/** How the holder's own record met the rules is theirs: only whoever holds the document sees it. */
function presentScope({ evaluation, ...scope }: ScopeOnRecord, full: boolean): VerificationAnswer['scopeAtIssue'] {
  return full ? { ...scope, evaluation } : scope;
}
