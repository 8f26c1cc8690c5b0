import { Injectable } from '@nestjs/common';
import { Actor } from '../audit/actor';
import { Appointment, Assessor, Assessors } from './assessors.service';
import { LogbookRegister } from './data/logbook-register';
import { SignOffRegister } from './data/sign-off-register';
import { signOffsInForceAt } from './domain/sign-offs-in-force';

/** A sign-off that holds at a moment. */
export interface SignOffInForce {
  readonly id: string;
  readonly competency: string;
  readonly level: number;
  readonly regionTier: number;
  readonly assessorId: string;
  readonly observedAt: Date;
  readonly signedAt: Date;
}

/** A session under supervision that its supervisor verified. */
export interface VerifiedTreatment {
  readonly id: string;
  readonly performedOn: string;
  /** `''` once the trainee has been erased. */
  readonly region: string;
  readonly regionTier: number;
  readonly supervisorId: string;
  readonly verifiedAt: Date;
}

/** What somebody has shown in practice, as of any moment: what the training record reads. */
@Injectable()
export class Competencies {
  constructor(
    private readonly assessors: Assessors,
    private readonly signOffs: SignOffRegister,
    private readonly logbook: LogbookRegister,
  ) {}

  /** Of each competency and region tier the latest sign-off that was signed, and not withdrawn, by then. */
  async signOffsInForce(personId: string, at: Date): Promise<SignOffInForce[]> {
    const known = await this.signOffs.ofPerson(personId);
    const dated = known.map(({ signOff, withdrawal }) => ({
      ...signOff,
      withdrawnAt: withdrawal?.withdrawnAt ?? null,
    }));
    return signOffsInForceAt(dated, at).map(
      ({ id, competency, level, regionTier, assessorId, observedAt, signedAt }) => ({
        id,
        competency,
        level,
        regionTier,
        assessorId,
        observedAt,
        signedAt,
      }),
    );
  }

  /** Logbook entries verified by then. */
  async verifiedTreatments(personId: string, until: Date): Promise<VerifiedTreatment[]> {
    const verified = await this.logbook.readable(await this.logbook.verifiedUntil(personId, until));
    return verified.map(({ entry: { id, performedOn, regionTier, supervisorId }, decision, words }) => ({
      id,
      performedOn,
      region: words?.region ?? '',
      regionTier,
      supervisorId,
      verifiedAt: decision.decidedAt,
    }));
  }

  /** Appoints an assessor where no certificate does. */
  appointFounding(actor: Actor, personId: string, scope: Appointment): Promise<Assessor> {
    return this.assessors.appointFounding(actor, personId, scope);
  }
}
