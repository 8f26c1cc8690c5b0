import type { QuestionDefinition, QuestionOption } from '../../catalogue/question-definition';
import type { Fault } from '../../kernel/errors';

/** What the programme of a question knows. */
export interface Grounds {
  /** Fact id → how sure we are of it. Only an A may be the key of a graded question. */
  readonly facts: ReadonlyMap<string, string>;
  readonly competencies: ReadonlySet<string>;
}

/**
 * What a question still lacks before anybody may be asked it; none: a second person may approve it. A draft may lack all
 * of this, its form apart.
 */
export function shortcomings(question: QuestionDefinition, grounds: Grounds): Fault[] {
  return [...unsaid(question), ...ungrounded(question, grounds), ...unsound(question)];
}

function unsaid({ topic, level, rationale, competencies, facts, references = [] }: QuestionDefinition): Fault[] {
  const faults: Fault[] = [];
  const need = (path: string, is: boolean, message: string) => is || faults.push({ path, message });
  need('topic', topic.trim() !== '', 'is missing: what the candidate is told to read again');
  need('level', level !== undefined, 'is missing: recall, apply or analyse');
  need('rationale', rationale.trim() !== '', 'is missing: why the key is the key');
  need('competencies', competencies.length > 0, 'are missing: name one at least');
  need('facts', facts.length + references.length > 0, 'are missing: name a fact of the programme, or a reference');
  return faults;
}

function ungrounded({ competencies, facts }: QuestionDefinition, grounds: Grounds): Fault[] {
  return [
    ...competencies.flatMap((id, index) =>
      grounds.competencies.has(id)
        ? []
        : [{ path: `competencies.${index}`, message: `${id} is not a competency of the programme` }],
    ),
    ...facts.flatMap((id, index) => {
      const mark = grounds.facts.get(id);
      if (mark === 'A') return [];
      const message = mark
        ? `${id} is marked ${mark}: only a fact marked A may be the key`
        : `${id} is not a fact of the programme`;
      return [{ path: `facts.${index}`, message }];
    }),
  ];
}

/** Forms that the schema lets pass and that could not be marked fairly. */
function unsound(question: QuestionDefinition): Fault[] {
  switch (question.type) {
    case 'single':
      return [
        ...oneBest(question.options, 'options', question.scoring === 'weighted'),
        ...distinct(question.options, 'options'),
      ];
    case 'multiple': {
      const right = question.options.filter(({ correct }) => correct).length;
      const faults = distinct(question.options, 'options');
      if (right === 0) faults.push({ path: 'options', message: 'none of them is correct' });
      return faults;
    }
    case 'matching': {
      const stems = question.pairs.map(({ stem }) => stem.trim());
      const faults: Fault[] =
        new Set(stems).size < stems.length ? [{ path: 'pairs', message: 'two stems read alike' }] : [];
      for (const [index, distractor] of question.distractors.entries()) {
        if (question.pairs.some(({ match }) => match === distractor)) {
          faults.push({ path: `distractors.${index}`, message: 'is the match of a stem' });
        }
      }
      return faults;
    }
    case 'cloze': {
      const named = new Set([...question.prompt.matchAll(/\{\{([^{}]+)\}\}/g)].map(([, slug]) => slug));
      return question.gaps.flatMap((gap, index): Fault[] => [
        ...(named.has(gap.slug) ? [] : [{ path: `gaps.${index}`, message: `the prompt has no {{${gap.slug}}}` }]),
        ...(gap.type === 'single' ? oneBest(gap.options, `gaps.${index}.options`, gap.scoring === 'weighted') : []),
      ]);
    }
    case 'hotspot': {
      const right = question.regions.filter(({ correct }) => correct).length;
      if (right === 0) return [{ path: 'regions', message: 'none of them is correct' }];
      return right > question.points ? [{ path: 'points', message: 'are fewer than the correct regions' }] : [];
    }
    case 'essay':
      return question.rubric.length > 0 ? [] : [{ path: 'rubric', message: 'is missing: by what it is marked' }];
    default:
      return [];
  }
}

function oneBest(options: readonly QuestionOption[], path: string, weighted: boolean): Fault[] {
  const right = options.filter(({ correct }) => correct).length;
  if (weighted) {
    return options.some(({ fraction }) => fraction === 1)
      ? []
      : [{ path, message: 'none of them earns the whole mark' }];
  }
  return right === 1 ? [] : [{ path, message: `${right} of them are correct: one is, exactly` }];
}

function distinct(options: readonly QuestionOption[], path: string): Fault[] {
  const texts = options.map(({ text }) => text.trim());
  return texts.flatMap((text, index) =>
    texts.indexOf(text) < index ? [{ path: `${path}.${index}`, message: 'reads like another option' }] : [],
  );
}
