import { Injectable } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import { And, In, LessThanOrEqual, MoreThan } from 'typeorm';
import { type HotRead, HotReads } from '../database/hot-reads';
import { UnitOfWork } from '../database/unit-of-work';
import { sha256Hex } from '../kernel/canonical-json';
import { Clock } from '../kernel/clock';
import { Ids } from '../kernel/ids';
import { cursorKey, DEFAULT_LIMIT, Listing, PageRequest, pageOf } from '../kernel/listing';
import { Vault } from '../vault/vault.service';
import { CertificateDocumentRow } from './data/certificate-document.entity';
import { CertificateEvent } from './data/certificate-event.entity';
import { Certificate } from './data/certificate.entity';
import { parseSecret } from './domain/certificate-number';
import { CertificateEventType, DatedEvent } from './domain/certificate-status';
import { FIRST_PREVIOUS_HASH, hashOfEvent } from './domain/event-chain';
import { CertificateSnapshot } from './domain/snapshot';
import { IssuerKeys, PublicIssuerKey } from './issuer-keys';

/** One line of the register. */
export type RegisteredCertificate = Readonly<Certificate>;

/** An event with its hash, and its reason as it is kept: sealed. */
export type RegisteredEvent = Readonly<CertificateEvent> & DatedEvent;

/** What a certificate says, with what proves it. */
export interface SignedSnapshot {
  readonly snapshot: CertificateSnapshot;
  /** The very bytes that were signed. */
  readonly bytes: Buffer;
  readonly signature: Buffer;
  readonly key: PublicIssuerKey;
}

/** A certificate and how far its history has come. */
export interface CertificateHead {
  readonly certificateId: string;
  readonly lastEventSequence: number;
}

/** Everything of a new certificate: its line, and what is sealed. */
export interface NewCertificate {
  readonly line: Omit<Certificate, 'turn' | 'snapshotDigest' | 'pdfSha256' | 'pdfSize' | 'secretHash'>;
  readonly signedBytes: Buffer;
  readonly signature: Buffer;
  readonly pdf: Buffer;
  readonly secret: string;
}

export interface NewEvent {
  readonly type: CertificateEventType;
  readonly effectiveAt: Date;
  readonly actorId: string;
  readonly reason?: string;
  readonly successorId?: string;
}

/** The register of certificates: lines that never change, what they say under seal, and what befell them since. */
@Injectable()
export class CertificateRegister {
  private readonly readHead: HotRead<{ certificateId: string; lastEventSequence: number | string }>;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly vault: Vault,
    private readonly keys: IssuerKeys,
    hotReads: HotReads,
  ) {
    this.readHead = hotReads.prepare(
      `SELECT certificate."id" AS "certificateId",
              (SELECT MAX(event."sequence") FROM "certificate_event" event
               WHERE event."certificateId" = certificate."id") AS "lastEventSequence"
       FROM "certificate" certificate WHERE certificate."number" = $1`,
    );
  }

  find(certificateId: string): Promise<RegisteredCertificate | null> {
    return this.certificates.findOneBy({ id: certificateId });
  }

  /** By its number in the stored form, as `parseCertificateNumber` gives it. */
  byNumber(number: string): Promise<RegisteredCertificate | null> {
    return this.certificates.findOneBy({ number });
  }

  /** What took its place, or null. */
  successorOf(certificateId: string): Promise<RegisteredCertificate | null> {
    return this.certificates.findOneBy({ supersedesId: certificateId });
  }

  /** Which certificate has this number, and its newest event: what a verdict kept in memory is held against. */
  async headOf(number: string): Promise<CertificateHead | null> {
    const row = await this.readHead(number);
    return row ? { certificateId: row.certificateId, lastEventSequence: Number(row.lastEventSequence) } : null;
  }

  /** In the order in which they were recorded. */
  eventsOf(certificateId: string): Promise<RegisteredEvent[]> {
    return this.events.find({ where: { certificateId }, order: { sequence: 'ASC' } });
  }

  /** Why each event happened, in the order of the events; null where none was given or it was erased. */
  reasonsOf(events: readonly RegisteredEvent[]): Promise<(string | null)[]> {
    return Promise.all(
      events.map(async ({ certificateId, reason }) => reason && (await this.vault.open(certificateId, reason))),
    );
  }

  /** What it says, with the signature and the key that proves it; null once it was erased. */
  async snapshotOf(certificateId: string): Promise<SignedSnapshot | null> {
    const [row, line] = await Promise.all([
      this.documents.findOne({
        where: { certificateId },
        select: { certificateId: true, snapshot: true, signature: true },
      }),
      this.find(certificateId),
    ]);
    const bytes = row && (await this.vault.openBytes(certificateId, row.snapshot));
    const key = line && (await this.keys.find(line.keyId));
    if (!row || !bytes || !key) return null;
    return {
      snapshot: JSON.parse(bytes.toString('utf8')) as CertificateSnapshot,
      bytes,
      signature: row.signature,
      key,
    };
  }

  /** The file as it was made; null once it was erased. */
  async pdfOf(certificateId: string): Promise<Buffer | null> {
    const row = await this.documents.findOne({ where: { certificateId }, select: { certificateId: true, pdf: true } });
    return row && this.vault.openBytes(certificateId, row.pdf);
  }

  /** The secret of its QR code, for whoever may hold the file; null once it was erased. */
  async secretOf(certificateId: string): Promise<string | null> {
    const row = await this.documents.findOne({
      where: { certificateId },
      select: { certificateId: true, secret: true },
    });
    return row && this.vault.open(certificateId, row.secret);
  }

  /** Whether somebody holds the QR code. Takes as long for a wrong secret as for the right one. */
  secretMatches({ secretHash }: Pick<Certificate, 'secretHash'>, secret: string): boolean {
    const given = Buffer.from(sha256Hex(parseSecret(secret) ?? ''), 'hex');
    return timingSafeEqual(given, Buffer.from(secretHash, 'hex'));
  }

  /** Everything of one holder, scheme and place, oldest first. */
  ofHolder(holderId: string, schemeCode: string, jurisdiction: string): Promise<RegisteredCertificate[]> {
    return this.certificates.find({ where: { holderId, schemeCode, jurisdiction }, order: { turn: 'ASC' } });
  }

  /** Newest first. */
  async list(page: PageRequest, { holderId }: { holderId?: string } = {}): Promise<Listing<RegisteredCertificate>> {
    const query = this.certificates.createQueryBuilder('certificate');
    const after = cursorKey(page);
    if (after !== null) query.andWhere('certificate.id < :after', { after });
    if (holderId) query.andWhere('certificate.holderId = :holderId', { holderId });
    const rows = await query
      .orderBy('certificate.id', 'DESC')
      .take((page.limit ?? DEFAULT_LIMIT) + 1)
      .getMany();
    return pageOf(rows, page, ({ id }) => id);
  }

  /** Of one profession, whoever holds them and wherever, that have not run out. */
  ofProfession(profession: string): Promise<RegisteredCertificate[]> {
    return this.certificates.find({
      where: { profession, validUntil: MoreThan(this.clock.now()) },
      order: { id: 'ASC' },
    });
  }

  /** Everything of one holder, newest first. */
  allOfHolder(holderId: string): Promise<RegisteredCertificate[]> {
    return this.certificates.find({ where: { holderId }, order: { id: 'DESC' } });
  }

  /** Certificates whose revocation one registrar asked for and nobody has decided on yet, the longest waiting first. */
  async awaitingConfirmation(): Promise<RegisteredCertificate[]> {
    const requests = await this.events
      .createQueryBuilder('request')
      .where('request.type = :requested', { requested: 'revocation-requested' })
      .andWhere((query) => {
        const decision = query
          .subQuery()
          .select('1')
          .from(CertificateEvent, 'decision')
          .where('decision.certificateId = request.certificateId')
          .andWhere('decision.sequence > request.sequence')
          .andWhere('decision.type IN (:...decisions)');
        return `NOT EXISTS ${decision.getQuery()}`;
      })
      .setParameter('decisions', ['revocation-declined', 'revoked'])
      .orderBy('request.recordedAt', 'ASC')
      .addOrderBy('request.id', 'ASC')
      .getMany();
    const rows = await this.certificates.findBy({ id: In(requests.map(({ certificateId }) => certificateId)) });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return requests.flatMap(({ certificateId }) => byId.get(certificateId) ?? []);
  }

  /** Those whose time ends after one moment and not after another, the soonest first, whatever else befell them. */
  endingWithin(after: Date, until: Date, limit: number): Promise<RegisteredCertificate[]> {
    return this.certificates.find({
      where: { validUntil: And(MoreThan(after), LessThanOrEqual(until)) },
      order: { validUntil: 'ASC', id: 'ASC' },
      take: limit,
    });
  }

  /** The events of many certificates, each in its order. */
  async eventsOfAll(certificateIds: readonly string[]): Promise<Map<string, RegisteredEvent[]>> {
    const byCertificate = new Map<string, RegisteredEvent[]>(certificateIds.map((id) => [id, []]));
    if (certificateIds.length === 0) return byCertificate;
    const rows = await this.events
      .createQueryBuilder('event')
      .where('event.certificateId IN (:...certificateIds)', { certificateIds })
      .orderBy('event.sequence', 'ASC')
      .getMany();
    for (const event of rows) byCertificate.get(event.certificateId)?.push(event);
    return byCertificate;
  }

  /**
   * Enters a line with its documents and the event of its issue. Belongs inside an action.
   *
   * @param earlier what the decision to issue saw of this holder, scheme and place: another one entered meanwhile has
   *   taken the turn.
   * @throws Conflict of a race.
   */
  async enter(
    { line, signedBytes, signature, pdf, secret }: NewCertificate,
    earlier: readonly RegisteredCertificate[],
  ): Promise<RegisteredCertificate> {
    const certificate: Certificate = {
      ...line,
      turn: earlier.length + 1,
      snapshotDigest: sha256Hex(signedBytes),
      pdfSha256: sha256Hex(pdf),
      pdfSize: pdf.length,
      secretHash: sha256Hex(secret),
    };
    await this.certificates.insert(certificate);
    await this.documents.insert({
      certificateId: line.id,
      snapshot: await this.vault.sealBytes(line.id, signedBytes),
      signature,
      pdf: await this.vault.sealBytes(line.id, pdf),
      secret: await this.vault.seal(line.id, secret),
    });
    await this.append(line.id, { type: 'issued', effectiveAt: line.validFrom, actorId: line.issuedById }, []);
    return certificate;
  }

  /**
   * Records what befell a certificate. Belongs inside an action.
   *
   * @param history the events on which the decision rests: whatever was recorded meanwhile has taken the sequence.
   * @throws Conflict of a race.
   */
  async append(
    certificateId: string,
    { type, effectiveAt, actorId, reason, successorId }: NewEvent,
    history: readonly RegisteredEvent[],
  ): Promise<RegisteredEvent> {
    const last = history.at(-1);
    const event = {
      certificateId,
      sequence: (last?.sequence ?? 0) + 1,
      type,
      effectiveAt,
      recordedAt: this.clock.now(),
      actorId,
      reason: reason === undefined ? null : await this.vault.seal(certificateId, reason),
      successorId: successorId ?? null,
      previousHash: last?.hash ?? FIRST_PREVIOUS_HASH,
    };
    const entered = { ...event, id: this.ids.next(), hash: hashOfEvent(event) };
    await this.events.insert(entered);
    return entered;
  }

  private get certificates() {
    return this.unitOfWork.manager.getRepository(Certificate);
  }

  private get documents() {
    return this.unitOfWork.manager.getRepository(CertificateDocumentRow);
  }

  private get events() {
    return this.unitOfWork.manager.getRepository(CertificateEvent);
  }
}
