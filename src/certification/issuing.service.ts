import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { Clock } from '../kernel/clock';
import { Conflict, NotFound } from '../kernel/errors';
import { CertificatePress } from './certificate-press';
import { AlreadyCertified, NotInThatState, SelfIssue } from './certification.errors';
import { statusAt } from './domain/certificate-status';
import { effectiveMoment } from './domain/effective-moment';
import { fingerprintOf, IssueRequest, IssuingGrounds } from './issuing-grounds';
import { CertificateRegister, RegisteredCertificate, RegisteredEvent } from './register.service';

/** What somebody says when they change the standing of a certificate. */
export interface ChangeRequest {
  readonly reason: string;
  /** From when it counts; now unless told. */
  readonly effectiveAt?: Date;
}

/** The certificate whose place a new one takes, why, and from when. */
interface Replacement extends ChangeRequest {
  readonly certificate: RegisteredCertificate;
}

/** How often it is begun again when what it rests on changes while the file is made. */
const TRIES = 3;

/** Issues certificates. The file is made outside the action, so the action first looks whether all still holds. */
@Injectable()
export class Issuing {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly grounds: IssuingGrounds,
    private readonly press: CertificatePress,
    private readonly register: CertificateRegister,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws RequirementsNotMet, AlreadyCertified, GlyphsMissing, ProfileIncomplete, SelfIssue; Conflict of a race. */
  issue(request: IssueRequest, actor: PersonActor): Promise<RegisteredCertificate> {
    if (request.personId === actor.id) throw new SelfIssue();
    return this.enter(request, actor, null);
  }

  /** Issues another in the place of one, from the record and the law of today; the old one says since when. */
  async supersede(certificateId: string, request: ChangeRequest, actor: PersonActor): Promise<RegisteredCertificate> {
    const certificate = await this.register.find(certificateId);
    if (!certificate) throw new NotFound('That certificate');
    if (certificate.holderId === actor.id) throw new SelfIssue();
    const { holderId: personId, schemeCode: scheme, jurisdiction, profession } = certificate;
    return this.enter({ personId, scheme, jurisdiction, profession }, actor, { ...request, certificate });
  }

  private async enter(
    request: IssueRequest,
    actor: PersonActor,
    replaces: Replacement | null,
  ): Promise<RegisteredCertificate> {
    for (let left = TRIES; left > 0; left -= 1) {
      await this.refuseIfHeld(request, replaces);
      const grounds = await this.grounds.of(request, this.clock.now());
      const made = await this.press.make(grounds, actor.id, replaces?.certificate ?? null);
      const entered = await this.unitOfWork.run(async () => {
        const { held, history } = await this.refuseIfHeld(request, replaces);
        const now = await this.grounds.of(request, this.clock.now());
        if (fingerprintOf(now) !== fingerprintOf(grounds)) return null;
        const certificate = await this.register.enter(made, held);
        const { id, schemeCode: scheme, jurisdiction, profession, snapshotDigest } = certificate;
        await this.audit.record(
          'certificate.issued',
          actor,
          { type: 'certificate', id },
          {
            holderId: request.personId,
            scheme,
            jurisdiction,
            profession,
            snapshotDigest,
          },
        );
        if (replaces) await this.close(replaces, history, certificate, actor);
        return certificate;
      });
      if (entered) return entered;
    }
    throw new Conflict(
      'What this certificate rests on kept changing while it was made. Look at the record and try again.',
    );
  }

  /**
   * One certificate in force at a time for each holder, scheme and place; and only one that counts is superseded. Answers
   * what was seen, so that whoever acts on it finds out when it is no longer so.
   */
  private async refuseIfHeld(
    { personId, scheme, jurisdiction }: IssueRequest,
    replaces: Replacement | null,
  ): Promise<{ held: RegisteredCertificate[]; history: RegisteredEvent[] }> {
    const now = this.clock.now();
    const held = await this.register.ofHolder(personId, scheme, jurisdiction);
    const histories = await this.register.eventsOfAll(held.map(({ id }) => id));
    for (const certificate of held) {
      const status = statusAt(certificate, histories.get(certificate.id) ?? [], now, now)?.status;
      if (certificate.id === replaces?.certificate.id) {
        if (status === 'suspended')
          throw new NotInThatState('A suspended certificate is not superseded: reinstate it first, or revoke it.');
        if (status === 'revoked' || status === 'superseded')
          throw new NotInThatState(`The certificate is ${status} already.`);
      } else if (status === 'valid' || status === 'suspended' || status === 'not-yet-valid') {
        throw new AlreadyCertified(certificate.id, status);
      }
    }
    return { held, history: (replaces && histories.get(replaces.certificate.id)) ?? [] };
  }

  private async close(
    { certificate, reason, effectiveAt }: Replacement,
    history: readonly RegisteredEvent[],
    successor: RegisteredCertificate,
    actor: PersonActor,
  ): Promise<void> {
    const now = this.clock.now();
    const event = {
      type: 'superseded',
      effectiveAt: effectiveMoment(effectiveAt, certificate.validFrom, now),
      actorId: actor.id,
      reason,
      successorId: successor.id,
    } as const;
    await this.register.append(certificate.id, event, history);
    await this.audit.record(
      'certificate.superseded',
      actor,
      { type: 'certificate', id: certificate.id },
      { successorId: successor.id },
    );
  }
}
