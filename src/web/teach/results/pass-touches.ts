import { Injectable } from '@nestjs/common';
import type { PassChange } from '../../../assessment/regrade-view';
import { Certification } from '../../../certification/certification.service';
import { Enrolments } from '../../../enrolment/enrolments.service';

/** A certificate that rests on a pass which is, or would be, undone. Nothing befalls it by that alone. */
export interface TouchedCertificate {
  readonly id: string;
  /** In groups of four, as printed. */
  readonly number: string;
  readonly status: string;
  readonly personId: string;
}

/** An enrolment of somebody whose pass comes or goes. */
export interface TouchedEnrolment {
  readonly id: string;
  readonly personId: string;
  readonly change: 'gains-pass' | 'loses-pass';
}

export interface Touches {
  readonly certificates: readonly TouchedCertificate[];
  readonly enrolments: readonly TouchedEnrolment[];
}

/** What rests on passes that come or go: looked up before anything takes effect, and again whenever it is read. */
@Injectable()
export class PassTouches {
  constructor(
    private readonly certification: Certification,
    private readonly enrolments: Enrolments,
  ) {}

  async of(programme: string, passes: readonly PassChange[]): Promise<Touches> {
    const certificates: TouchedCertificate[] = [];
    const enrolments: TouchedEnrolment[] = [];
    const lost = passes.filter(({ change }) => change === 'loses-pass');
    for (const personId of new Set(lost.map((pass) => pass.personId))) {
      const own = lost.filter((pass) => pass.personId === personId);
      const runs = new Set(own.flatMap(({ scoringRunIds }) => scoringRunIds));
      const resting = await this.certification.restingOn(personId, runs);
      certificates.push(...resting.map(({ id, number, status }) => ({ id, number, status, personId })));
    }
    const decisive = new Map(passes.filter(({ isDecisive }) => isDecisive).map((pass) => [pass.personId, pass.change]));
    for (const [personId, change] of decisive) {
      const enrolment = await this.enrolments.of(personId, programme);
      if (enrolment) enrolments.push({ id: enrolment.id, personId, change });
    }
    return { certificates, enrolments };
  }
}
