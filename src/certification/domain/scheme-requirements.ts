import type { Competency, SchemeRequirements } from '../../catalogue/programme';
import type { Requirement } from '../../training-record/requirement';

/** The scheme's requirements in full: a sign-off that names no level is asked at the competency's own minimum level. */
export function requirementsOf(
  asked: SchemeRequirements,
  competencies: readonly Pick<Competency, 'id' | 'minLevel'>[],
): Requirement[] {
  return asked.map((item): Requirement => {
    if ('anyOf' in item) return { ...item, anyOf: requirementsOf(item.anyOf, competencies) };
    if ('allOf' in item) return { ...item, allOf: requirementsOf(item.allOf, competencies) };
    if (item.kind !== 'sign-off' || item.level !== undefined) return item;
    const level = competencies.find(({ id }) => id === item.competency)?.minLevel;
    return level === null || level === undefined ? item : { ...item, level };
  });
}
