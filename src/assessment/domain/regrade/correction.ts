import type { QuestionDefinition } from '../../../catalogue/question-definition';
import { digestOf } from '../../../kernel/canonical-json';
import type { Fault } from '../../../kernel/errors';

/*
 * A corrected question is scored with the answers that candidates gave to the wrong one. So it must be made of the same
 * parts: what may differ is which of them are right, and all that is only said.
 */

/** What of a corrected question does not let answers to the asked one be scored by it; none: it does. */
export function unlike(asked: QuestionDefinition, corrected: QuestionDefinition): Fault[] {
  if (asked.type !== corrected.type) {
    return [{ path: 'type', message: `is ${corrected.type}, and ${asked.type} was asked: void the item instead` }];
  }
  return partsOf(asked).flatMap(({ path, names }, index): Fault[] => {
    const others = partsOf(corrected)[index]?.names ?? [];
    const missing = names.filter((name) => !others.includes(name));
    const added = others.filter((name) => !names.includes(name));
    return [
      ...missing.map((name) => ({ path, message: `no longer has “${name}”, which candidates could choose` })),
      ...added.map((name) => ({ path, message: `has “${name}”, which no candidate could choose` })),
    ];
  });
}

/** Whether the two are scored alike: only words differ. */
export function isKeyedAlike(one: QuestionDefinition, other: QuestionDefinition): boolean {
  return digestOf(keyIn(one)) === digestOf(keyIn(other));
}

interface Parts {
  readonly path: string;
  readonly names: readonly string[];
}

/** The parts of which an answer is made, with the words that candidates read: another text is another choice. */
function partsOf(question: QuestionDefinition): Parts[] {
  const named = (list: readonly { readonly slug: string; readonly text: string }[]) =>
    list.map(({ slug, text }) => `${text} (${slug})`);
  switch (question.type) {
    case 'single':
    case 'multiple':
      return [{ path: 'options', names: named(question.options) }];
    case 'matching': {
      const matches = [...question.pairs.map(({ match }) => match), ...(question.distractors ?? [])];
      return [
        { path: 'pairs', names: question.pairs.map(({ slug, stem }) => `${stem} (${slug})`) },
        { path: 'distractors', names: [...new Set(matches)] },
      ];
    }
    case 'ordering':
      return [{ path: 'items', names: named(question.items) }];
    case 'cloze':
      return [
        { path: 'gaps', names: question.gaps.map(({ slug, type }) => `${slug} (${type})`) },
        {
          path: 'gaps',
          names: question.gaps.flatMap((gap) =>
            gap.type === 'single' ? named(gap.options).map((option) => `${gap.slug}: ${option}`) : [],
          ),
        },
      ];
    case 'hotspot':
      // Points are compared with whatever regions the corrected one has; the picture must be the same.
      return [{ path: 'image', names: [question.image.src] }];
    case 'true-false':
    case 'numeric':
    case 'short-text':
    case 'essay':
      return [];
  }
}

/** Words that decide nothing, by the name of their member. */
const ONLY_SAID = new Set([
  'slug',
  'prompt',
  'rationale',
  'feedback',
  'hints',
  'topic',
  'level',
  'competencies',
  'facts',
  'references',
  'case',
  'label',
  'format',
  'alt',
]);

function keyIn(question: QuestionDefinition): unknown {
  const named = JSON.stringify(question, (name, value: unknown) =>
    name !== 'slug' && ONLY_SAID.has(name) ? undefined : value,
  );
  const { slug: _slug, ...rest } = JSON.parse(named) as Record<string, unknown>;
  return rest;
}
