import { Injectable } from '@nestjs/common';
import type {
  CompetencyFramework,
  ProgrammeVersion,
  SchemeDefinition,
  SchemeRequirements,
} from '../../catalogue/programme';
import type { Finding, Requirement } from '../../training-record/requirement';
import { evaluateAll } from '../../training-record/requirement';
import { TrainingRecords } from '../../training-record/training-records.service';
import type { Day } from '../../kernel/day';

/** How far somebody is towards one scheme. */
export interface SchemeStanding {
  readonly code: string;
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** What each scheme of a programme still asks of a person. The registrar's desk decides; this only looks ahead. */
@Injectable()
export class SchemeStandings {
  constructor(private readonly records: TrainingRecords) {}

  async of(personId: string, { content }: ProgrammeVersion, asOf: Day): Promise<SchemeStanding[]> {
    const record = await this.records.of(personId, asOf);
    return content.schemes.map((scheme: SchemeDefinition) => ({
      code: scheme.code,
      title: scheme.title,
      findings: evaluateAll(withLevels(scheme.requirements, content.framework), record),
    }));
  }
}

/** A sign-off that names no level is asked at the competency's own minimum level. */
function withLevels(requirements: SchemeRequirements, framework: CompetencyFramework): Requirement[] {
  return requirements.map((requirement): Requirement => {
    if ('anyOf' in requirement) return { ...requirement, anyOf: withLevels(requirement.anyOf, framework) };
    if ('allOf' in requirement) return { ...requirement, allOf: withLevels(requirement.allOf, framework) };
    const own = framework.competencies.find(({ id }) => id === requirement.competency)?.minLevel ?? undefined;
    return requirement.kind === 'sign-off' && requirement.level === undefined && own !== undefined
      ? { ...requirement, level: own }
      : requirement;
  });
}
