import { Injectable } from '@nestjs/common';
import { People } from '../identity/people.service';
import { Randomness } from '../kernel/randomness';
import { Assessors } from './assessors.service';
import { refuseIfAny } from './competency.errors';
import { HeldQualification } from './data/qualification-register';
import { ObservationRegister } from './data/observation-register';
import { qualifiedAt } from './domain/qualification';
import { sentenceOf } from './domain/sentence';
import { ObservationFact, ProposedSignOff, refusalsOfSignOff } from './domain/sign-off-decision';
import { Course, Learning } from './learning.service';

const SIGNING_CODE_BYTES = 16;

export interface SignOffProposal extends ProposedSignOff {
  readonly competency: string;
  readonly observedAt: Date;
}

/** What a sign-off rests on, once nothing stands against it. */
export interface Grounds {
  readonly course: Course;
  readonly qualification: HeldQualification;
  readonly observations: readonly ObservationFact[];
  readonly signedAt: Date;
}

/** Gathers what decides a sign-off, lets the rules decide, and puts into words what is signed. */
@Injectable()
export class SignOffGrounds {
  constructor(
    private readonly people: People,
    private readonly learning: Learning,
    private readonly assessors: Assessors,
    private readonly observations: ObservationRegister,
    private readonly randomness: Randomness,
  ) {}

  /** @throws StatementRefused with every reason in words. */
  async of(proposal: SignOffProposal): Promise<Grounds> {
    const { personId, assessorId, competency, regionTier, observedAt } = proposal;
    const course = await this.learning.teaching(personId, [{ path: 'competency', competency }]);
    const rule = course.framework.competencies.find(({ id }) => id === competency)!;
    const timing = this.learning.timing(course, observedAt);
    const held = await this.assessors.qualificationsOf(assessorId);
    const standing = qualifiedAt(held, competency, regionTier, timing.now);
    const observations = (await this.observations.byIds(proposal.observations)).map((one) => ({
      ...one,
      observedOn: this.learning.dayOf(one.observedAt),
    }));
    refuseIfAny(refusalsOfSignOff(proposal, { rule, timing, standing, observations }));
    const qualification = held.find(({ id }) => id === standing.qualificationId)!;
    return { course, qualification, observations, signedAt: timing.now };
  }

  /** The sentence that is signed, with the names that people bear at this moment. */
  async sentence(
    { personId, assessorId, competency, level, regionTier, observedAt }: SignOffProposal,
    grounds: Grounds,
  ) {
    const names = await this.people.namesOf([personId, assessorId]);
    return sentenceOf({
      personName: names.get(personId) ?? personId,
      assessorName: names.get(assessorId) ?? assessorId,
      framework: grounds.course.framework,
      competency,
      level,
      regionTier,
      observedOn: this.learning.dayOf(observedAt),
      signedAt: grounds.signedAt,
      qualification: grounds.qualification,
      observations: grounds.observations,
      signingCode: this.randomness.bytes(SIGNING_CODE_BYTES).toString('hex'),
    });
  }
}
