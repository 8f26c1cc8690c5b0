import type { QuestionDefinition } from '../catalogue/programme';
import { idOfName } from '../kernel/ids';
import type { MultipleScoring, Question } from './domain/question';

/**
 * A question as its author wrote it, made ready to be asked.
 *
 * The ids of options and stems are derived from the digest of the whole definition, rationale and feedback included:
 * they are the same wherever that version runs, tell nothing of the author's slugs, pairs or order, and cannot be
 * worked out by someone who sees only the question. Matches that read alike are one option.
 */
export function questionOf(definition: QuestionDefinition, digest: string): Question {
  const idOf = (name: string) => idOfName(`question-version/${digest}/${name}`);
  const { type, prompt, mark: maxMark, safetyCritical, topic, rationale } = definition;
  const base = { prompt, maxMark, safetyCritical, topic, rationale };
  switch (type) {
    case 'single':
      return { ...base, type, options: optionsOf(definition.options, idOf) };
    case 'multiple':
      return {
        ...base,
        type,
        scoring: definition.scoring as MultipleScoring,
        options: optionsOf(definition.options, idOf),
      };
    case 'true-false':
      return { ...base, type, answer: definition.answer, feedback: definition.feedback };
    case 'numeric': {
      const { answer, tolerance, unit = null, feedback } = definition;
      return { ...base, type, answer, tolerance, unit, feedback };
    }
    case 'matching': {
      const { pairs, distractors } = definition;
      const texts = [...new Set([...pairs.map(({ match }) => match), ...distractors])];
      return {
        ...base,
        type,
        stems: pairs.map(({ slug, stem }) => ({ id: idOf(`stem/${slug}`), text: stem })),
        options: texts.map((text) => ({ id: idOf(`match/${text}`), text })),
        key: Object.fromEntries(pairs.map(({ slug, match }) => [idOf(`stem/${slug}`), idOf(`match/${match}`)])),
      };
    }
    default:
      throw new Error(`A question of type ${type} cannot be asked yet.`);
  }
}

function optionsOf(
  options: Extract<QuestionDefinition, { type: 'single' | 'multiple' }>['options'],
  idOf: (name: string) => string,
) {
  return options.map(({ slug, text, correct, feedback }) => ({ id: idOf(`option/${slug}`), text, correct, feedback }));
}
