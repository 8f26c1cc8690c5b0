import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm';
import { type HotRead, HotReads } from '../../database/hot-reads';
import { UnitOfWork } from '../../database/unit-of-work';
import { ProgrammeActivation, ProgrammeVersion } from './programme-version.entity';

/** Where the versions of programmes stand, and which of them run. */
@Injectable()
export class ProgrammeShelf {
  private readonly countActivations: HotRead<{ activations: number | string }>;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    hotReads: HotReads,
  ) {
    this.countActivations = hotReads.prepare(`SELECT COUNT(*) AS "activations" FROM "programme_activation"`);
  }

  /** Differs whenever another version began to run since. */
  async revision(): Promise<string> {
    return String((await this.countActivations())?.activations);
  }

  findVersion(id: string): Promise<ProgrammeVersion | null> {
    return this.versions.findOneBy({ id });
  }

  async hasVersion(id: string): Promise<boolean> {
    return this.versions.existsBy({ id });
  }

  async putVersion(version: ProgrammeVersion): Promise<void> {
    // The mapped type that insert asks for does not know readonly arrays.
    await this.versions.insert(version as QueryDeepPartialEntity<ProgrammeVersion>);
  }

  /** The activation that decides which version of a programme runs. */
  findRunning(programme: string): Promise<ProgrammeActivation | null> {
    return this.activations.findOne({ where: { programme }, order: { sequence: 'DESC' } });
  }

  /** That activation of every programme, by slug. */
  listRunning(): Promise<ProgrammeActivation[]> {
    return this.activations
      .createQueryBuilder('activation')
      .where((query) => {
        const newest = query
          .subQuery()
          .select('MAX(other.sequence)')
          .from(ProgrammeActivation, 'other')
          .where('other.programme = activation.programme');
        return `activation.sequence = ${newest.getQuery()}`;
      })
      .orderBy('activation.programme')
      .getMany();
  }

  async putActivation(activation: ProgrammeActivation): Promise<void> {
    await this.activations.insert(activation);
  }

  private get versions() {
    return this.unitOfWork.manager.getRepository(ProgrammeVersion);
  }

  private get activations() {
    return this.unitOfWork.manager.getRepository(ProgrammeActivation);
  }
}
