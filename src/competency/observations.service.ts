import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail';
import { CompetencyFramework } from '../catalogue/programme';
import { UnitOfWork } from '../database/unit-of-work';
import type { PersonActor } from '../identity/access';
import { Cohorts } from '../identity/cohorts.service';
import { People } from '../identity/people.service';
import { Fault, Invalid } from '../kernel/errors';
import { Listing, PageRequest, pageOf } from '../kernel/listing';
import { Assessors } from './assessors.service';
import { refuseIfAny } from './competency.errors';
import { ObservationRegister } from './data/observation-register';
import { Observation } from './data/observation.entity';
import { DEFAULT_REGION_TIER } from './domain/framework';
import { refusalsOfObservation } from './domain/observation-decision';
import { qualifiedAt } from './domain/qualification';
import { selfAssessment } from './domain/refusal';
import { Learning } from './learning.service';

export interface ObservationRequest {
  readonly personId: string;
  readonly kind: 'station' | 'workplace';
  readonly station?: string;
  readonly competencies: readonly { readonly competency: string; readonly level: number }[];
  readonly regionTier?: number;
  readonly criticalFails: readonly string[];
  readonly observedAt: Date;
  readonly comment: string;
  readonly conflictOfInterest: boolean;
}

/** An observation as people read it. Its words are `null` once the trainee has been erased. */
export interface ObservationView extends Pick<
  Observation,
  'id' | 'personId' | 'kind' | 'station' | 'competencies' | 'regionTier' | 'observedAt' | 'recordedAt'
> {
  /** A critical fail supports no sign-off. */
  readonly hasCriticalFail: boolean;
  readonly criticalFails: readonly string[] | null;
  readonly comment: string | null;
  readonly observer: { readonly id: string; readonly name: string | null };
}

/** What assessors saw trainees do. */
@Injectable()
export class Observations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cohorts: Cohorts,
    private readonly people: People,
    private readonly learning: Learning,
    private readonly assessors: Assessors,
    private readonly register: ObservationRegister,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws StatementRefused with every reason in words. */
  async record(actor: PersonActor, request: ObservationRequest): Promise<ObservationView> {
    const { personId, kind, competencies, observedAt, comment, criticalFails } = request;
    const regionTier = request.regionTier ?? DEFAULT_REGION_TIER;
    refuseIfAny(selfAssessment(personId, actor.id));
    await this.cohorts.assertMaySee(actor, personId);
    const observation = await this.unitOfWork.run(async () => {
      const course = await this.learning.teaching(
        personId,
        competencies.map(({ competency }, index) => ({ path: `competencies.${index}.competency`, competency })),
      );
      refuseFaults(stationFaults(request, course.framework));

      const timing = this.learning.timing(course, observedAt);
      const held = await this.assessors.qualificationsOf(actor.id);
      const standings = competencies.map(({ competency }) => ({
        competency,
        standing: qualifiedAt(held, competency, regionTier, timing.now),
      }));
      refuseIfAny(refusalsOfObservation({ ...request, observerId: actor.id }, { timing, standings }));

      const entered = await this.register.enter({
        personId,
        observerId: actor.id,
        programmeVersionId: course.programmeVersionId,
        kind,
        station: request.station ?? null,
        competencies: competencies.map(({ competency, level }) => ({ competency, level })),
        regionTier,
        qualificationIds: [...new Set(standings.flatMap(({ standing }) => standing.qualificationId ?? []))],
        observedAt,
        words: { comment, criticalFails },
      });
      await this.audit.record(
        'observation.recorded',
        actor,
        { type: 'observation', id: entered.id },
        {
          personId,
          kind,
          competencies: competencies.map(({ competency, level }) => `${competency}@${level}`),
          regionTier,
          criticalFails: criticalFails.length,
        },
      );
      return entered;
    });
    return (await this.view([observation]))[0];
  }

  /** Newest first. @throws NotFound for somebody whom one may not see. */
  async list(actor: PersonActor, personId: string, page: PageRequest): Promise<Listing<ObservationView>> {
    await this.cohorts.assertMaySee(actor, personId);
    const { items, next } = pageOf(await this.register.list(personId, page), page, ({ id }) => id);
    return { items: await this.view(items), next };
  }

  private async view(rows: readonly Observation[]): Promise<ObservationView[]> {
    const words = await this.register.wordsOf(rows);
    const names = await this.people.namesOf(rows.map(({ observerId }) => observerId));
    return rows.map((row, index) => ({
      id: row.id,
      personId: row.personId,
      kind: row.kind,
      station: row.station,
      competencies: row.competencies,
      regionTier: row.regionTier,
      hasCriticalFail: row.criticalFails > 0,
      criticalFails: words[index]?.criticalFails ?? null,
      comment: words[index]?.comment ?? null,
      observer: { id: row.observerId, name: names.get(row.observerId) ?? null },
      observedAt: row.observedAt,
      recordedAt: row.recordedAt,
    }));
  }
}

/** A station is named where there is one, exists, and is made for the competencies observed at it. */
function stationFaults(
  { kind, station: id, competencies }: ObservationRequest,
  { stations }: CompetencyFramework,
): Fault[] {
  if (kind === 'workplace') {
    return id === undefined
      ? []
      : [{ path: 'station', message: 'belongs to an observation at a station, not at work' }];
  }
  const station = stations.find((one) => one.id === id);
  if (!station) {
    return [{ path: 'station', message: `is one of ${stations.map((one) => one.id).join(', ')}` }];
  }
  return competencies.flatMap(({ competency }, index) =>
    station.competencies.includes(competency)
      ? []
      : [
          {
            path: `competencies.${index}.competency`,
            message: `${competency} is not observed at station ${station.id}`,
          },
        ],
  );
}

function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new Invalid(faults);
}
