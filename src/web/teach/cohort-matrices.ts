import { Injectable } from '@nestjs/common';
import type { ProgrammeVersion } from '../../catalogue/programme';
import { Programmes } from '../../catalogue/programmes.service';
import { Enrolments } from '../../enrolment/enrolments.service';
import type { CohortWithMembers } from '../../identity/cohorts.service';
import { People } from '../../identity/people.service';
import { Clock } from '../../kernel/clock';
import { SchemeStandings } from '../learn/scheme-standing';
import { Wording } from '../wording';
import { Matrix, matrixOf } from './matrix';

/** People × requirements of one scheme. */
export interface SchemeMatrix extends Matrix {
  readonly title: string;
  readonly code: string;
  readonly programme: string;
  /** Of the cohort, those who are not enrolled: by name. */
  readonly notEnrolled: readonly string[];
}

/** How far a cohort is, by the schemes as they run today. */
@Injectable()
export class CohortMatrices {
  constructor(
    private readonly programmes: Programmes,
    private readonly enrolments: Enrolments,
    private readonly standings: SchemeStandings,
    private readonly people: People,
    private readonly clock: Clock,
    private readonly wording: Wording,
  ) {}

  /** Of the cohort's programme; where it names none, of every programme that somebody in it has enrolled on. */
  async of({ programme, memberIds }: CohortWithMembers): Promise<SchemeMatrix[]> {
    const names = await this.people.namesOf(memberIds);
    const running = (await this.programmes.list()).filter(({ slug }) => programme === null || slug === programme);
    const matrices = await Promise.all(running.map((version) => this.ofProgramme(version, memberIds, names)));
    return matrices.flat().filter(({ rows }) => programme !== null || rows.length > 0);
  }

  private async ofProgramme(
    version: ProgrammeVersion,
    memberIds: readonly string[],
    names: ReadonlyMap<string, string>,
  ) {
    const nameOf = (id: string) => names.get(id) ?? '';
    const today = this.wording.dayOf(this.clock.now());
    const enrolled = await Promise.all(memberIds.map((id) => this.enrolments.of(id, version.slug)));
    const learning = memberIds.filter((_, index) => enrolled[index] !== null);
    const standings = await Promise.all(learning.map((id) => this.standings.of(id, version, today)));
    return version.content.schemes.map(({ code, title }, scheme): SchemeMatrix => ({
      code,
      title,
      programme: version.title,
      notEnrolled: memberIds
        .filter((id) => !learning.includes(id))
        .map(nameOf)
        .toSorted((a, b) => a.localeCompare(b, 'en')),
      ...matrixOf(learning.map((id, index) => ({ id, name: nameOf(id), findings: standings[index][scheme].findings }))),
    }));
  }
}
