import { Injectable } from '@nestjs/common';
import { People } from '../identity/people.service';
import { HeldQualification, QualificationRegister } from './data/qualification-register';
import { KnownSignOff, SignOffRegister } from './data/sign-off-register';
import { SignOff } from './data/sign-off.entity';

/** A sign-off as people read it. Its words are `null` once the trainee has been erased. */
export interface SignOffView extends Pick<
  SignOff,
  | 'id'
  | 'personId'
  | 'programmeVersionId'
  | 'competency'
  | 'level'
  | 'regionTier'
  | 'observations'
  | 'method'
  | 'sentenceDigest'
  | 'observedAt'
  | 'signedAt'
> {
  /** Exactly as it was signed: its SHA-256 is `sentenceDigest`. */
  readonly sentence: string | null;
  readonly comment: string | null;
  readonly assessor: {
    readonly id: string;
    readonly name: string | null;
    /** The one that held at the moment of signing. */
    readonly qualification: Pick<
      HeldQualification,
      'id' | 'competencies' | 'regionTiers' | 'maySupervise' | 'from' | 'until' | 'basis'
    >;
  };
  readonly withdrawal: {
    readonly id: string;
    readonly by: { readonly id: string; readonly name: string | null };
    readonly reason: string | null;
    readonly withdrawnAt: Date;
  } | null;
}

/** Puts names, qualifications and opened words beside the facts of sign-offs. */
@Injectable()
export class SignOffViews {
  constructor(
    private readonly people: People,
    private readonly register: SignOffRegister,
    private readonly qualifications: QualificationRegister,
  ) {}

  async one(known: KnownSignOff): Promise<SignOffView> {
    return (await this.all([known]))[0];
  }

  async all(known: readonly KnownSignOff[]): Promise<SignOffView[]> {
    const readable = await this.register.readable(known);
    const qualifications = await this.qualifications.byIds(known.map(({ signOff }) => signOff.qualificationId));
    const names = await this.people.namesOf(
      known.flatMap(({ signOff, withdrawal }) => [signOff.assessorId, ...(withdrawal ? [withdrawal.byId] : [])]),
    );
    const person = (id: string) => ({ id, name: names.get(id) ?? null });
    return readable.map(({ signOff, withdrawal, sentence, comment, withdrawalReason }) => {
      const { id, competencies, regionTiers, maySupervise, from, until, basis } = qualifications.get(
        signOff.qualificationId,
      )!;
      return {
        id: signOff.id,
        personId: signOff.personId,
        programmeVersionId: signOff.programmeVersionId,
        competency: signOff.competency,
        level: signOff.level,
        regionTier: signOff.regionTier,
        observations: signOff.observations,
        sentence,
        sentenceDigest: signOff.sentenceDigest,
        comment,
        method: signOff.method,
        assessor: {
          ...person(signOff.assessorId),
          qualification: { id, competencies, regionTiers, maySupervise, from, until, basis },
        },
        observedAt: signOff.observedAt,
        signedAt: signOff.signedAt,
        withdrawal: withdrawal && {
          id: withdrawal.id,
          by: person(withdrawal.byId),
          reason: withdrawalReason,
          withdrawnAt: withdrawal.withdrawnAt,
        },
      };
    });
  }
}
