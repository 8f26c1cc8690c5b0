import type { QuestionBase } from '../../../catalogue/question-definition';
import type { Told } from './filling';

/*
 * What other programs have no place for, carried as tags that begin with our name, so that a question that went out and
 * comes back is the same one. Another program shows them as any tag; whoever edits the question there may change them.
 */

const PREFIX = 'filiform:';

export interface Carried {
  readonly told: Partial<Pick<Told, 'level' | 'safetyCritical' | 'competencies' | 'facts'>>;
  readonly references: readonly string[];
}

const LEVELS: readonly string[] = ['recall', 'apply', 'analyse'] satisfies QuestionBase['level'][];

/** Divides tags into ordinary ones and what is carried. A tag of ours that says nothing known stays a tag. */
export function carriedIn(all: readonly string[]): { tags: string[]; carried: Carried } {
  const tags: string[] = [];
  const competencies: string[] = [];
  const facts: string[] = [];
  const references: string[] = [];
  let level: QuestionBase['level'] | undefined;
  let safetyCritical = false;
  for (const tag of all) {
    const [, key, value = ''] = /^filiform:([a-z-]+)(?:=(.*))?$/su.exec(tag) ?? [];
    if (key === 'level' && LEVELS.includes(value)) level = value as QuestionBase['level'];
    else if (key === 'safety-critical' && value === '') safetyCritical = true;
    else if (key === 'competency' && value !== '') competencies.push(value);
    else if (key === 'fact' && value !== '') facts.push(value);
    else if (key === 'reference' && value !== '') references.push(value);
    else tags.push(tag);
  }
  return {
    tags,
    carried: {
      told: {
        ...(level ? { level } : {}),
        ...(safetyCritical ? { safetyCritical } : {}),
        ...(competencies.length > 0 ? { competencies } : {}),
        ...(facts.length > 0 ? { facts } : {}),
      },
      references,
    },
  };
}

/** The tags that say what a format has no place for. */
export function carrying({
  level,
  safetyCritical,
  competencies,
  facts,
  references = [],
}: Pick<QuestionBase, 'level' | 'safetyCritical' | 'competencies' | 'facts' | 'references'>): string[] {
  return [
    `${PREFIX}level=${level}`,
    ...(safetyCritical ? [`${PREFIX}safety-critical`] : []),
    ...competencies.map((competency) => `${PREFIX}competency=${competency}`),
    ...facts.map((fact) => `${PREFIX}fact=${fact}`),
    ...references.map((reference) => `${PREFIX}reference=${reference}`),
  ];
}
