import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings';
import type { PersonActor } from '../identity/access';
import { People } from '../identity/people.service';
import { Clock } from '../kernel/clock';
import { Forbidden, NotFound } from '../kernel/errors';
import { Listing, PageRequest } from '../kernel/listing';
import { linkByNumber, linkWithSecret } from './certificate-press';
import { CertificateChanges } from './certificate-changes';
import { DocumentErased } from './certification.errors';
import { formatCertificateNumber, parseCertificateNumber } from './domain/certificate-number';
import {
  CertificateEventType,
  CertificateStatus,
  pendingRevocation,
  statusAt,
  StatusFact,
} from './domain/certificate-status';
import { CertificateSnapshot } from './domain/snapshot';
import type { IssueRequest } from './issuing-grounds';
import { type ChangeRequest, Issuing } from './issuing.service';
import { CertificateRegister, RegisteredCertificate, RegisteredEvent, SignedSnapshot } from './register.service';

export interface CertificateSummary {
  readonly id: string;
  /** In groups of four, as printed. */
  readonly number: string;
  /** The name is the one that the person has today; what was printed stands in the snapshot. */
  readonly holder: { readonly id: string; readonly name: string | null };
  readonly scheme: string;
  readonly jurisdiction: string;
  readonly profession: string;
  readonly status: CertificateStatus;
  /** All that holds against it, the gravest first. */
  readonly facts: readonly StatusFact[];
  readonly issuedOn: string;
  readonly expiresOn: string;
}

export interface CertificateView extends CertificateSummary {
  readonly validFrom: Date;
  readonly validUntil: Date;
  /** With the secret, so that it shows every field; by number alone once the document was erased. */
  readonly verifyUrl: string;
  readonly pdfSha256: string;
  readonly snapshotDigest: string;
  readonly supersedes: CertificateLink | null;
  readonly supersededBy: CertificateLink | null;
  readonly events: readonly CertificateEventView[];
  /** Null once it was erased. */
  readonly snapshot: CertificateSnapshot | null;
}

export interface CertificateLink {
  readonly id: string;
  readonly number: string;
}

export interface CertificateEventView {
  readonly sequence: number;
  readonly type: CertificateEventType;
  readonly effectiveAt: Date;
  readonly recordedAt: Date;
  readonly actor: { readonly id: string; readonly name: string | null };
  readonly reason: string | null;
}

/** A revocation that one registrar asked for and another has to decide on. */
export interface AwaitedRevocation {
  readonly certificate: CertificateSummary;
  readonly request: CertificateEventView;
}

export interface CertificateFile {
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly fileName: string;
}

/** These see every certificate; everybody else their own. */
const SEE_ALL = ['registrar', 'auditor'];
const seesAll = ({ roles }: PersonActor) => roles.some((role) => SEE_ALL.includes(role));

/** What we attest: certificates, issued, changed, and shown to whom they concern. */
@Injectable()
export class Certification {
  constructor(
    private readonly clock: Clock,
    private readonly issuing: Issuing,
    private readonly changes: CertificateChanges,
    private readonly register: CertificateRegister,
    private readonly people: People,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws RequirementsNotMet naming everything still owed. */
  async issue(request: IssueRequest, actor: PersonActor): Promise<CertificateView> {
    return this.view(await this.issuing.issue(request, actor));
  }

  /** Issues another in its place, in one action; of two at once one wins. Answers the new one. */
  async supersede(certificateId: string, request: ChangeRequest, actor: PersonActor): Promise<CertificateView> {
    return this.view(await this.issuing.supersede(certificateId, request, actor));
  }

  async suspend(certificateId: string, request: ChangeRequest, actor: PersonActor): Promise<CertificateView> {
    await this.changes.suspend(certificateId, request, actor);
    return this.get(certificateId, actor);
  }

  async reinstate(certificateId: string, request: ChangeRequest, actor: PersonActor): Promise<CertificateView> {
    await this.changes.reinstate(certificateId, request, actor);
    return this.get(certificateId, actor);
  }

  /** Shows as suspended until another registrar confirms it. */
  async requestRevocation(certificateId: string, request: ChangeRequest, actor: PersonActor): Promise<CertificateView> {
    await this.changes.requestRevocation(certificateId, request, actor);
    return this.get(certificateId, actor);
  }

  async confirmRevocation(
    certificateId: string,
    request: Partial<ChangeRequest>,
    actor: PersonActor,
  ): Promise<CertificateView> {
    await this.changes.confirmRevocation(certificateId, request, actor);
    return this.get(certificateId, actor);
  }

  /** One's own, or any for a registrar or an auditor. @throws NotFound */
  async get(certificateId: string, actor: PersonActor): Promise<CertificateView> {
    return this.view(await this.visible(certificateId, actor));
  }

  /** Newest first: all of them, or one's own. */
  async list(actor: PersonActor, page: PageRequest, { mine = false } = {}): Promise<Listing<CertificateSummary>> {
    if (!mine && !seesAll(actor))
      throw new Forbidden('Only registrars and auditors see the whole register; ask for your own with ?mine=true.');
    const { items, next } = await this.register.list(page, mine ? { holderId: actor.id } : {});
    return { items: await this.summaries(items), next };
  }

  /** Everything of one holder, newest first. @throws NotFound for whom one may not see. */
  async ofHolder(holderId: string, actor: PersonActor): Promise<CertificateSummary[]> {
    if (holderId !== actor.id && !seesAll(actor)) throw new NotFound('That person');
    return this.summaries(await this.register.allOfHolder(holderId));
  }

  /** Certificates of a holder that rest on one of these scoring runs, whatever became of them. For those who may see the holder. */
  async restingOn(holderId: string, scoringRunIds: ReadonlySet<string>): Promise<CertificateSummary[]> {
    const resting: RegisteredCertificate[] = [];
    for (const certificate of await this.register.allOfHolder(holderId)) {
      const signed = await this.register.snapshotOf(certificate.id);
      if (signed?.snapshot.scoringRuns.some((run) => scoringRunIds.has(run))) resting.push(certificate);
    }
    return this.summaries(resting);
  }

  /** In force or suspended, that record the law of one of the places for a profession. For those who see every certificate. */
  async recordingLawOf(profession: string, isPlace: (jurisdiction: string) => boolean): Promise<CertificateSummary[]> {
    const found = (await this.register.ofProfession(profession)).filter(({ jurisdiction }) => isPlace(jurisdiction));
    return (await this.summaries(found)).filter(({ status }) => status === 'valid' || status === 'suspended');
  }

  /** Revocations that one registrar asked for and another has not confirmed, the longest waiting first. */
  async awaitingConfirmation(actor: PersonActor): Promise<AwaitedRevocation[]> {
    const certificates = seesAll(actor) ? await this.register.awaitingConfirmation() : [];
    const events = await this.register.eventsOfAll(certificates.map(({ id }) => id));
    const requests = certificates.flatMap(({ id }) => pendingRevocation(events.get(id) ?? []) ?? []);
    const [summaries, views] = await Promise.all([this.summaries(certificates), this.eventViews(requests)]);
    return summaries.map((certificate, index) => ({ certificate, request: views[index] }));
  }

  /** Those in force, or suspended, that expire by then, the soonest first. */
  async expiringBy(until: Date, limit: number, actor: PersonActor): Promise<CertificateSummary[]> {
    if (!seesAll(actor)) return [];
    const ending = await this.summaries(await this.register.endingWithin(this.clock.now(), until, limit));
    return ending.filter(({ status }) => status === 'valid' || status === 'suspended');
  }

  /** Whose number it is, typed in any of the ways in which numbers are typed; null where it is nobody's. */
  async findByNumber(typed: string, actor: PersonActor): Promise<CertificateLink | null> {
    const number = parseCertificateNumber(typed);
    const certificate = number && seesAll(actor) ? await this.register.byNumber(number) : null;
    return certificate && linkTo(certificate);
  }

  /** The file as it was made. @throws DocumentErased */
  async pdf(certificateId: string, actor: PersonActor): Promise<CertificateFile> {
    const certificate = await this.visible(certificateId, actor);
    const bytes = await this.register.pdfOf(certificateId);
    if (!bytes) throw new DocumentErased();
    // Without the check symbol, which some file systems do not take.
    const fileName = `certificate-${formatCertificateNumber(certificate.number).slice(0, 19)}.pdf`;
    return { bytes, sha256: certificate.pdfSha256, fileName };
  }

  /** What it says as data, with the signature over it. @throws DocumentErased */
  async credential(certificateId: string, actor: PersonActor): Promise<SignedSnapshot> {
    await this.visible(certificateId, actor);
    const signed = await this.register.snapshotOf(certificateId);
    if (!signed) throw new DocumentErased();
    return signed;
  }

  private async visible(certificateId: string, actor: PersonActor): Promise<RegisteredCertificate> {
    const certificate = await this.register.find(certificateId);
    if (!certificate || (certificate.holderId !== actor.id && !seesAll(actor))) throw new NotFound('That certificate');
    return certificate;
  }

  private async eventViews(events: readonly RegisteredEvent[]): Promise<CertificateEventView[]> {
    const [reasons, names] = await Promise.all([
      this.register.reasonsOf(events),
      this.people.namesOf(events.map(({ actorId }) => actorId)),
    ]);
    return events.map(({ sequence, type, effectiveAt, recordedAt, actorId }, index) => ({
      sequence,
      type,
      effectiveAt,
      recordedAt,
      actor: { id: actorId, name: names.get(actorId) ?? null },
      reason: reasons[index],
    }));
  }

  private async summaries(certificates: readonly RegisteredCertificate[]): Promise<CertificateSummary[]> {
    const [events, names] = await Promise.all([
      this.register.eventsOfAll(certificates.map(({ id }) => id)),
      this.people.namesOf(certificates.map(({ holderId }) => holderId)),
    ]);
    return certificates.map((certificate) => this.summary(certificate, events.get(certificate.id) ?? [], names));
  }

  private summary(
    certificate: RegisteredCertificate,
    events: readonly RegisteredEvent[],
    names: ReadonlyMap<string, string>,
  ): CertificateSummary {
    const { id, number, holderId, schemeCode: scheme, jurisdiction, profession, issuedOn, expiresOn } = certificate;
    const now = this.clock.now();
    const { status, facts } = statusAt(certificate, events, now, now) ?? {
      status: 'not-yet-valid' as const,
      facts: [],
    };
    const holder = { id: holderId, name: names.get(holderId) ?? null };
    return {
      id,
      number: formatCertificateNumber(number),
      holder,
      scheme,
      jurisdiction,
      profession,
      status,
      facts,
      issuedOn,
      expiresOn,
    };
  }

  private async view(certificate: RegisteredCertificate): Promise<CertificateView> {
    const { id, number, validFrom, validUntil, pdfSha256, snapshotDigest, supersedesId } = certificate;
    const events = await this.register.eventsOf(id);
    const [eventViews, signed, secret, predecessor, successor, names] = await Promise.all([
      this.eventViews(events),
      this.register.snapshotOf(id),
      this.register.secretOf(id),
      supersedesId === null ? null : this.register.find(supersedesId),
      this.register.successorOf(id),
      this.people.namesOf([certificate.holderId]),
    ]);
    const { publicUrl } = this.settings;
    return {
      ...this.summary(certificate, events, names),
      validFrom,
      validUntil,
      verifyUrl: secret === null ? linkByNumber(publicUrl, number) : linkWithSecret(publicUrl, number, secret),
      pdfSha256,
      snapshotDigest,
      supersedes: predecessor && linkTo(predecessor),
      supersededBy: successor && linkTo(successor),
      events: eventViews,
      snapshot: signed?.snapshot ?? null,
    };
  }
}

const linkTo = ({ id, number }: RegisteredCertificate): CertificateLink => ({
  id,
  number: formatCertificateNumber(number),
});
