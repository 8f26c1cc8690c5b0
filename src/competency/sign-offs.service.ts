import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { Cohorts } from '../identity/cohorts.service';
import { Proof, Reauthentication } from '../identity/reauthentication';
import { Forbidden, NotFound } from '../kernel/errors';
import { Listing, PageRequest, pageOf } from '../kernel/listing';
import { AlreadyWithdrawn, refuseIfAny } from './competency.errors';
import { KnownSignOff, SignOffRegister } from './data/sign-off-register';
import { DEFAULT_REGION_TIER } from './domain/framework';
import { selfAssessment } from './domain/refusal';
import { SignOffGrounds, SignOffProposal } from './sign-off-grounds';
import { SignOffView, SignOffViews } from './sign-off-views';
import { SignedInYourName } from './signed-in-your-name';

export interface SignOffRequest {
  readonly personId: string;
  readonly competency: string;
  readonly level: number;
  readonly regionTier?: number;
  readonly observedAt: Date;
  readonly observations?: readonly string[];
  readonly comment?: string;
  readonly conflictOfInterest: boolean;
  readonly reauthentication: Proof;
}

/** Assessors' signed statements that somebody holds a competency at a level. */
@Injectable()
export class SignOffs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cohorts: Cohorts,
    private readonly reauthentication: Reauthentication,
    private readonly grounds: SignOffGrounds,
    private readonly register: SignOffRegister,
    private readonly views: SignOffViews,
    private readonly letter: SignedInYourName,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws StatementRefused with every reason in words; ReauthenticationFailed before anything is looked at. */
  async sign(actor: PersonActor, request: SignOffRequest): Promise<SignOffView> {
    const { personId, competency, level, observedAt, comment = null, conflictOfInterest, observations = [] } = request;
    refuseIfAny(selfAssessment(personId, actor.id));
    await this.cohorts.assertMaySee(actor, personId);
    const method = await this.reauthentication.confirm(actor.id, request.reauthentication);

    const regionTier = request.regionTier ?? DEFAULT_REGION_TIER;
    const assessorId = actor.id;
    const proposal: SignOffProposal = {
      personId,
      assessorId,
      competency,
      level,
      regionTier,
      observedAt,
      observations,
      conflictOfInterest,
    };
    const signOff = await this.unitOfWork.run(async () => {
      const grounds = await this.grounds.of(proposal);
      const sentence = await this.grounds.sentence(proposal, grounds);
      const entered = await this.register.enter({
        personId,
        assessorId,
        programmeVersionId: grounds.course.programmeVersionId,
        competency,
        level,
        regionTier,
        observations,
        qualificationId: grounds.qualification.id,
        method,
        sentence,
        comment,
        observedAt,
        signedAt: grounds.signedAt,
      });
      await this.audit.record(
        'sign-off.signed',
        actor,
        { type: 'sign-off', id: entered.id },
        {
          personId,
          competency,
          level,
          regionTier,
          qualificationId: grounds.qualification.id,
          sentenceDigest: entered.sentenceDigest,
        },
      );
      this.unitOfWork.afterCommit(() => this.letter.tell(assessorId, { id: entered.id, sentence }));
      return entered;
    });
    return this.views.one({ signOff, withdrawal: null });
  }

  /**
   * Takes a sign-off back, for a reason. Whoever signed it may, and a registrar; the statement itself stays readable.
   * @throws AlreadyWithdrawn
   */
  async withdraw(actor: PersonActor, id: string, reason: string): Promise<SignOffView> {
    const known = await this.unitOfWork.run(async () => {
      const { signOff, withdrawal } = await this.visible(actor, id);
      if (signOff.assessorId !== actor.id && !actor.roles.includes('registrar')) {
        throw new Forbidden('Only the assessor who signed it, or a registrar, withdraws a sign-off.');
      }
      if (withdrawal) throw new AlreadyWithdrawn();
      const withdrawn = await this.register.withdraw(signOff, reason, actor.id);
      await this.audit.record(
        'sign-off.withdrawn',
        actor,
        { type: 'sign-off', id },
        {
          personId: signOff.personId,
          competency: signOff.competency,
        },
      );
      return { signOff, withdrawal: withdrawn };
    });
    return this.views.one(known);
  }

  async get(actor: PersonActor, id: string): Promise<SignOffView> {
    return this.views.one(await this.visible(actor, id));
  }

  /** Newest first, withdrawn ones among them. @throws NotFound for somebody whom one may not see. */
  async list(actor: PersonActor, personId: string, page: PageRequest): Promise<Listing<SignOffView>> {
    await this.cohorts.assertMaySee(actor, personId);
    const { items, next } = pageOf(await this.register.list(personId, page), page, ({ signOff }) => signOff.id);
    return { items: await this.views.all(items), next };
  }

  /** Whoever signed it sees it for ever; others while they may see the person. */
  private async visible(actor: PersonActor, id: string): Promise<KnownSignOff> {
    const known = await this.register.find(id);
    if (!known) throw new NotFound('That sign-off');
    if (known.signOff.assessorId !== actor.id) await this.cohorts.assertMaySee(actor, known.signOff.personId);
    return known;
  }
}
