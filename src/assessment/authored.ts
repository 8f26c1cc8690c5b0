import type { QuestionDefinition, QuestionOption } from '../catalogue/programme';
import { idOfName } from '../kernel/ids';
import type { Choice, Gap, Question } from './domain/question';

type IdOf = (name: string) => string;
type Written<Type extends QuestionDefinition['type']> = Extract<QuestionDefinition, { type: Type }>;

/**
 * A question as its author wrote it, made ready to be asked.
 *
 * The ids of options, stems, gaps and regions are derived from the digest of the whole definition, rationale and feedback
 * included: they are the same wherever that version runs, tell nothing of the author's slugs, pairs or order, and cannot
 * be worked out by someone who sees only the question. Matches that read alike are one option.
 *
 * @param addressOf where a browser finds the picture that the author named.
 */
export function questionOf(
  definition: QuestionDefinition,
  digest: string,
  addressOf: (src: string) => string = (src) => src,
): Question {
  const idOf: IdOf = (name) => idOfName(`question-version/${digest}/${name}`);
  const base = baseOf(definition, addressOf);
  const { type } = definition;
  switch (type) {
    case 'single': {
      const { scoring, keepOrder, options } = definition;
      const order = keepOrder && { keepOrder };
      return { ...base, type, ...(scoring && { scoring }), ...order, options: optionsOf(options, idOf) };
    }
    case 'multiple': {
      const { scoring, keepOrder, options } = definition;
      return { ...base, type, scoring, ...(keepOrder && { keepOrder }), options: optionsOf(options, idOf) };
    }
    case 'true-false':
      return { ...base, type, answer: definition.answer, feedback: definition.feedback };
    case 'numeric': {
      const { answer, tolerance, unit = null, feedback, alternatives } = definition;
      return { ...base, type, answer, tolerance, unit, feedback, ...(alternatives && { alternatives }) };
    }
    case 'matching':
      return { ...base, ...matchingOf(definition, idOf) };
    case 'ordering': {
      const { items, scoring, feedback } = definition;
      const options = items.map(({ slug, text }): Choice => ({ id: idOf(`item/${slug}`), text }));
      return { ...base, type, options, key: options.map(({ id }) => id), scoring, feedback };
    }
    case 'short-text': {
      const { letterCase, accents, wildcards, answers, feedback } = definition;
      return { ...base, type, letterCase, accents, wildcards, answers, feedback };
    }
    case 'cloze': {
      const gaps = definition.gaps.map((gap) => gapOf(gap, idOf));
      const ids = new Map(definition.gaps.map(({ slug }, index) => [slug, gaps[index].id]));
      return { ...base, type, prompt: withGaps(base.prompt, (slug) => ids.get(slug) ?? null), gaps };
    }
    case 'hotspot': {
      const { grid, points, scoring } = definition;
      const regions = definition.regions.map(({ slug, ...region }) => ({ id: idOf(`region/${slug}`), ...region }));
      return { ...base, type, image: imageOf(definition.image, addressOf), grid, regions, points, scoring };
    }
    case 'essay': {
      const { minimumWords, maximumWords, rubric, modelAnswer } = definition;
      return {
        ...base,
        type,
        ...(minimumWords !== undefined && { minimumWords }),
        ...(maximumWords !== undefined && { maximumWords }),
        rubric,
        ...(modelAnswer !== undefined && { modelAnswer }),
      };
    }
  }
}

function baseOf(definition: QuestionDefinition, addressOf: (src: string) => string) {
  const { prompt, format, image, mark: maxMark, safetyCritical, topic, rationale, penalty, hints } = definition;
  const about = definition.case;
  return {
    prompt,
    ...(format === 'plain' && { format }),
    ...(image && { image: imageOf(image, addressOf) }),
    ...(about && { case: { id: idOfName(`question-case/${about.slug}`), title: about.title, text: about.text } }),
    maxMark,
    safetyCritical,
    topic,
    rationale,
    ...(penalty !== undefined && { penalty }),
    ...(hints && { hints }),
  };
}

function imageOf({ src, ...image }: NonNullable<QuestionDefinition['image']>, addressOf: (src: string) => string) {
  return { url: addressOf(src), ...image };
}

function optionsOf(options: readonly QuestionOption[], idOf: IdOf) {
  return options.map(({ slug, text, correct, feedback, fraction }) => ({
    id: idOf(`option/${slug}`),
    text,
    correct,
    feedback,
    ...(fraction !== undefined && { fraction }),
  }));
}

function matchingOf({ type, pairs, distractors = [] }: Written<'matching'>, idOf: IdOf) {
  const texts = [...new Set([...pairs.map(({ match }) => match), ...distractors])];
  return {
    type,
    stems: pairs.map(({ slug, stem }) => ({ id: idOf(`stem/${slug}`), text: stem })),
    options: texts.map((text) => ({ id: idOf(`match/${text}`), text })),
    key: Object.fromEntries(pairs.map(({ slug, match }) => [idOf(`stem/${slug}`), idOf(`match/${match}`)])),
  };
}

function gapOf({ slug, weight, ...gap }: Written<'cloze'>['gaps'][number], idOf: IdOf): Gap {
  const base = { prompt: '', maxMark: weight, safetyCritical: false, topic: '', rationale: '' };
  const id = idOf(`gap/${slug}`);
  switch (gap.type) {
    case 'single': {
      const options = optionsOf(gap.options, (name) => idOf(`gap/${slug}/${name}`));
      return { id, weight, asked: { ...base, type: gap.type, ...(gap.scoring && { scoring: gap.scoring }), options } };
    }
    case 'short-text':
      return { id, weight, asked: { ...base, ...gap } };
    case 'numeric':
      return { id, weight, asked: { ...base, ...gap, unit: null } };
  }
}

const GAP = /\{\{([^{}]*)\}\}/g;

/** The text with each `{{name}}` put under another; what names no gap stays as it stands. */
export function withGaps(text: string, nameOf: (name: string) => string | null): string {
  return text.replace(GAP, (marker, name: string) => {
    const other = nameOf(name.trim());
    return other === null ? marker : `{{${other}}}`;
  });
}
