import type { QuestionBase, QuestionDefinition } from '../../../catalogue/question-definition';
import type { Told } from './filling';

/*
 * What other programs have no place for, carried as tags that begin with our name, so that a question that went out and
 * comes back is the same one. Another program shows them as any tag; whoever edits the question there may change them.
 */

const PREFIX = 'filiform:';

export interface Carried {
  readonly told: Partial<Pick<Told, 'level' | 'safetyCritical' | 'competencies' | 'facts' | 'topic'>>;
  readonly references: readonly string[];
  readonly hints: readonly string[];
  readonly penalty?: number;
  /** Which of the types and rules that a file cannot tell apart it was. They never make it anything that the file does not say. */
  readonly type?: string;
  readonly scoring?: string;
}

const LEVELS: readonly string[] = ['recall', 'apply', 'analyse'] satisfies QuestionBase['level'][];

/** Divides tags into ordinary ones and what is carried. A tag of ours that says nothing known stays a tag. */
export function carriedIn(all: readonly string[]): { tags: string[]; carried: Carried } {
  const tags: string[] = [];
  const competencies: string[] = [];
  const facts: string[] = [];
  const references: string[] = [];
  let level: QuestionBase['level'] | undefined;
  const hints: string[] = [];
  let safetyCritical = false;
  let topic: string | undefined;
  let penalty: number | undefined;
  let type: string | undefined;
  let scoring: string | undefined;
  for (const tag of all) {
    const [, key, value = ''] = /^filiform:([a-z-]+)(?:=(.*))?$/su.exec(tag) ?? [];
    if (key === 'level' && LEVELS.includes(value)) level = value as QuestionBase['level'];
    else if (key === 'safety-critical' && value === '') safetyCritical = true;
    else if (key === 'competency' && value !== '') competencies.push(value);
    else if (key === 'hint' && value !== '') hints.push(value);
    else if (key === 'type' && value !== '') type = value;
    else if (key === 'scoring' && value !== '') scoring = value;
    else if (key === 'topic' && value !== '') topic = value;
    else if (key === 'penalty' && /^[\d.]+$/.test(value) && Number(value) <= 1) penalty = Number(value);
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
        ...(topic === undefined ? {} : { topic }),
      },
      references,
      hints,
      ...(penalty === undefined ? {} : { penalty }),
      ...(type === undefined ? {} : { type }),
      ...(scoring === undefined ? {} : { scoring }),
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

/** For formats that have no place for these either. */
export function carryingMore(definition: QuestionDefinition): string[] {
  const { topic, hints = [], penalty, type } = definition;
  const scoring = 'scoring' in definition ? definition.scoring : undefined;
  return [
    `${PREFIX}type=${type}`,
    ...(scoring === undefined ? [] : [`${PREFIX}scoring=${scoring}`]),
    ...(topic === '' ? [] : [`${PREFIX}topic=${topic}`]),
    ...hints.map((hint) => `${PREFIX}hint=${hint}`),
    ...(penalty === undefined ? [] : [`${PREFIX}penalty=${penalty}`]),
  ];
}

/** Of what is carried, the members that stand in the definition beside its content. */
export function extrasOf({
  references,
  hints,
  penalty,
}: Carried): Pick<QuestionBase, 'references' | 'hints' | 'penalty'> {
  return {
    ...(references.length > 0 ? { references } : {}),
    ...(hints.length > 0 ? { hints } : {}),
    ...(penalty === undefined ? {} : { penalty }),
  };
}
