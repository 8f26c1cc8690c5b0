import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { Clock } from '../kernel/clock';
import { NotFound } from '../kernel/errors';
import { DateNotAllowed, NotInThatState, SecondPersonRequired, SelfIssue } from './certification.errors';
import { CertificateStatus, pendingRevocation, StatusFact, statusAt } from './domain/certificate-status';
import { effectiveMoment } from './domain/effective-moment';
import type { ChangeRequest } from './issuing.service';
import { CertificateRegister, NewEvent, RegisteredCertificate, RegisteredEvent } from './register.service';

interface Standing {
  readonly certificate: RegisteredCertificate;
  readonly events: readonly RegisteredEvent[];
  readonly facts: readonly StatusFact[];
  readonly now: Date;
}

/** What befalls a certificate after its issue. Each change is an event with its dates; nothing is rewritten. */
@Injectable()
export class CertificateChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly register: CertificateRegister,
    private readonly audit: AuditTrail,
  ) {}

  /** Until it is reinstated: a suspension never lapses by itself. */
  suspend(certificateId: string, { reason, effectiveAt }: ChangeRequest, actor: PersonActor): Promise<void> {
    return this.record(certificateId, actor, ({ certificate, facts, now }) => {
      refuseWhatIsOver(facts);
      if (isSuspended(facts)) throw new NotInThatState('The certificate is suspended already.');
      return { type: 'suspended', effectiveAt: effectiveMoment(effectiveAt, certificate.validFrom, now), reason };
    });
  }

  /**
   * Declines a revocation that waits for a second registrar; where none waits, ends a suspension. One does not do the
   * other: whoever declines has not looked into why somebody suspended.
   */
  reinstate(certificateId: string, { reason, effectiveAt }: ChangeRequest, actor: PersonActor): Promise<void> {
    return this.record(certificateId, actor, ({ certificate, events, facts, now }) => {
      if (pendingRevocation(events)) {
        if (effectiveAt) {
          throw new DateNotAllowed('A request for revocation is declined from now on: leave the date away.');
        }
        return { type: 'revocation-declined', effectiveAt: now, reason };
      }
      refuseWhatIsOver(facts);
      if (!isSuspended(facts)) throw new NotInThatState('The certificate is not suspended.');
      return { type: 'reinstated', effectiveAt: effectiveMoment(effectiveAt, certificate.validFrom, now), reason };
    });
  }

  /** Asks for a revocation: from now on the certificate shows as suspended, until another registrar decides. */
  requestRevocation(certificateId: string, { reason, effectiveAt }: ChangeRequest, actor: PersonActor): Promise<void> {
    return this.record(certificateId, actor, ({ certificate, events, facts, now }) => {
      if (stands(facts, 'revoked')) throw new NotInThatState('The certificate is revoked already.');
      if (pendingRevocation(events)) throw new NotInThatState('A revocation waits already for a second registrar.');
      return {
        type: 'revocation-requested',
        effectiveAt: effectiveMoment(effectiveAt, certificate.validFrom, now),
        reason,
      };
    });
  }

  /** Revokes from the moment that was asked for. @throws SecondPersonRequired when whoever asked confirms. */
  confirmRevocation(
    certificateId: string,
    { reason, effectiveAt }: Partial<ChangeRequest>,
    actor: PersonActor,
  ): Promise<void> {
    return this.record(certificateId, actor, ({ events }) => {
      const request = pendingRevocation(events);
      if (!request) throw new NotInThatState('No revocation waits for a second registrar.');
      if (request.actorId === actor.id) {
        throw new SecondPersonRequired('A revocation takes two registrars: somebody else confirms what you asked for.');
      }
      if (effectiveAt && effectiveAt.getTime() !== request.effectiveAt.getTime()) {
        throw new DateNotAllowed(
          `The revocation was asked for from ${request.effectiveAt.toISOString()}: confirm that, or decline it and ask anew.`,
        );
      }
      return { type: 'revoked', effectiveAt: request.effectiveAt, reason };
    });
  }

  private record(
    certificateId: string,
    actor: PersonActor,
    decide: (standing: Standing) => Omit<NewEvent, 'actorId'>,
  ): Promise<void> {
    return this.unitOfWork.run(async () => {
      const certificate = await this.register.find(certificateId);
      if (!certificate) throw new NotFound('That certificate');
      if (certificate.holderId === actor.id) throw new SelfIssue();
      const events = await this.register.eventsOf(certificateId);
      const now = this.clock.now();
      const facts = statusAt(certificate, events, now, now)?.facts ?? [];
      const event = decide({ certificate, events, facts, now });
      const noted = { ...event, actorId: actor.id };
      const { sequence, effectiveAt } = await this.register.append(certificateId, noted, events);
      await this.audit.record(
        `certificate.${event.type}`,
        actor,
        { type: 'certificate', id: certificateId },
        {
          sequence,
          effectiveAt: effectiveAt.toISOString(),
        },
      );
    });
  }
}

const stands = (facts: readonly StatusFact[], status: CertificateStatus) =>
  facts.some((fact) => fact.status === status);

/** By a suspension of its own, not by a revocation that waits. */
const isSuspended = (facts: readonly StatusFact[]) =>
  facts.some(({ status, awaitingConfirmation }) => status === 'suspended' && !awaitingConfirmation);

function refuseWhatIsOver(facts: readonly StatusFact[]): void {
  if (stands(facts, 'revoked'))
    throw new NotInThatState('The certificate is revoked: nothing undoes that. Issue another one.');
  if (stands(facts, 'superseded'))
    throw new NotInThatState('The certificate is superseded: look at the one that took its place.');
}
