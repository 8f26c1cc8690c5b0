import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import { Clock } from '../../kernel/clock';
import { Ids } from '../../kernel/ids';
import type { Qualification, QualificationEvent } from '../domain/qualification';
import { AssessorQualificationEvent } from './assessor-qualification-event.entity';
import { AssessorQualification } from './assessor-qualification.entity';

/** A qualification, its holder, and what it rests on. */
export interface HeldQualification extends Qualification {
  readonly personId: string;
  readonly basis: { readonly kind: 'founding' | 'certificate'; readonly ref: string };
}

export type NewQualification = Pick<
  AssessorQualification,
  'personId' | 'competencies' | 'regionTiers' | 'maySupervise' | 'validFrom' | 'validUntil' | 'basisKind'
> & {
  /** Absent for a founding appointment, which rests on itself. */
  readonly basisRef?: string;
};

/** Reads and writes who may assess what. */
@Injectable()
export class QualificationRegister {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async grant(given: NewQualification, byId: string | null): Promise<HeldQualification> {
    const id = this.ids.next();
    const row = { id, basisRef: id, ...given, byId, recordedAt: this.clock.now() };
    await this.qualifications.insert(row);
    return held(row, []);
  }

  async note(
    { id, events }: Pick<Qualification, 'id' | 'events'>,
    kind: QualificationEvent['kind'],
    effectiveAt: Date,
    byId: string | null,
  ): Promise<void> {
    const recordedAt = this.clock.now();
    const sequence = events.length + 1;
    await this.events.insert({ id: this.ids.next(), qualificationId: id, sequence, kind, effectiveAt, byId, recordedAt });
  }

  /** In the order in which they were granted. */
  async ofPerson(personId: string): Promise<HeldQualification[]> {
    return this.withEvents(await this.qualifications.find({ where: { personId }, order: { recordedAt: 'ASC', id: 'ASC' } }));
  }

  async ofCertificate(certificateId: string): Promise<HeldQualification[]> {
    return this.withEvents(await this.qualifications.findBy({ basisKind: 'certificate', basisRef: certificateId }));
  }

  async everyone(): Promise<HeldQualification[]> {
    return this.withEvents(await this.qualifications.find({ order: { recordedAt: 'ASC', id: 'ASC' } }));
  }

  async byIds(ids: readonly string[]): Promise<Map<string, HeldQualification>> {
    const rows = ids.length === 0 ? [] : await this.qualifications.findBy({ id: In([...new Set(ids)]) });
    return new Map((await this.withEvents(rows)).map((one) => [one.id, one]));
  }

  private async withEvents(rows: readonly AssessorQualification[]): Promise<HeldQualification[]> {
    if (rows.length === 0) return [];
    const events = await this.events.find({
      where: { qualificationId: In(rows.map(({ id }) => id)) },
      order: { sequence: 'ASC' },
    });
    return rows.map((row) => held(row, events.filter(({ qualificationId }) => qualificationId === row.id)));
  }

  private get qualifications() {
    return this.unitOfWork.manager.getRepository(AssessorQualification);
  }

  private get events() {
    return this.unitOfWork.manager.getRepository(AssessorQualificationEvent);
  }
}

function held(row: AssessorQualification, events: readonly QualificationEvent[]): HeldQualification {
  const { id, personId, competencies, regionTiers, maySupervise, validFrom, validUntil, basisKind, basisRef } = row;
  return {
    id,
    personId,
    competencies,
    regionTiers,
    maySupervise,
    from: validFrom,
    until: validUntil,
    basis: { kind: basisKind, ref: basisRef },
    events,
  };
}
