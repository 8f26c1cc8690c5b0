import type { QuestionDefinition, QuestionOption } from '../../../catalogue/question-definition';
import { type Fault, Invalid } from '../../../kernel/errors';

/** Another key for a question whose parts stay as they were asked. Which members it has depends on the type. */
export interface Key {
  /** Slugs of the right options, or regions: one for a question with one answer. */
  readonly correct?: readonly string[];
  /** True or false; or a number. */
  readonly answer?: boolean | number;
  readonly tolerance?: number;
  /** Texts that count: those that did before for as much, others wholly. */
  readonly answers?: readonly string[];
  /** Slugs in the right order. */
  readonly order?: readonly string[];
  /** Slug of a stem → the words of its match. */
  readonly pairs?: Readonly<Record<string, string>>;
}

/** @throws Invalid naming what of the key does not fit the question, at `key.…` */
export function withKey(question: QuestionDefinition, key: Key): QuestionDefinition {
  switch (question.type) {
    case 'single':
    case 'multiple': {
      if (question.scoring === 'weighted') throw unfit('', 'cannot say shares: write another version of the question');
      const correct = slugsIn(key, question.options);
      if (question.type === 'single' && correct.length !== 1) throw unfit('correct', 'names one option, exactly');
      const options = question.options.map((option): QuestionOption => ({
        ...option,
        correct: correct.includes(option.slug),
      }));
      return { ...question, options };
    }
    case 'hotspot': {
      const correct = slugsIn(key, question.regions);
      return {
        ...question,
        regions: question.regions.map((region) => ({ ...region, correct: correct.includes(region.slug) })),
      };
    }
    case 'true-false':
      if (typeof key.answer !== 'boolean') throw unfit('answer', 'is true or false');
      return { ...question, answer: key.answer };
    case 'numeric':
      if (typeof key.answer !== 'number') throw unfit('answer', 'is a number');
      if (question.alternatives?.length) throw unfit('', 'is one of several numbers: write another version of it');
      return { ...question, answer: key.answer, tolerance: key.tolerance ?? question.tolerance };
    case 'short-text':
      if (!key.answers?.length) throw unfit('answers', 'are missing: name one text at least');
      // A text that counted before counts for as much as it did.
      return {
        ...question,
        answers: key.answers.map((text) => question.answers.find((one) => one.text === text) ?? { text }),
      };
    case 'ordering': {
      const { order = [] } = key;
      const items = order.flatMap((slug) => question.items.filter((item) => item.slug === slug));
      if (new Set(items).size !== question.items.length || order.length !== question.items.length) {
        throw unfit('order', `names each of ${question.items.map(({ slug }) => slug).join(', ')} once`);
      }
      return { ...question, items };
    }
    case 'matching': {
      const { pairs = {} } = key;
      const matches = [...new Set([...question.pairs.map(({ match }) => match), ...(question.distractors ?? [])])];
      const strange = Object.entries(pairs).find(
        ([slug, match]) => !isPair(question.pairs, slug) || !matches.includes(match),
      );
      if (strange || Object.keys(pairs).length === 0) {
        throw unfit('pairs', 'give stems of the question matches that candidates could choose');
      }
      const matched = question.pairs.map((pair) => ({ ...pair, match: pairs[pair.slug] ?? pair.match }));
      const used = new Set(matched.map(({ match }) => match));
      return { ...question, pairs: matched, distractors: matches.filter((match) => !used.has(match)) };
    }
    case 'cloze':
    case 'essay':
      throw unfit('', `is not given for a question of type ${question.type}: write another version of it`);
  }
}

const isPair = (pairs: readonly { readonly slug: string }[], slug: string) => pairs.some((pair) => pair.slug === slug);

function slugsIn({ correct = [] }: Key, parts: readonly { readonly slug: string }[]): readonly string[] {
  const strange = correct.filter((slug) => !parts.some((part) => part.slug === slug));
  if (strange.length > 0)
    throw unfit('correct', `${strange.join(', ')} is none of ${parts.map(({ slug }) => slug).join(', ')}`);
  if (correct.length === 0) throw unfit('correct', 'is missing: name what is right by its slug');
  return correct;
}

function unfit(member: string, message: string): Invalid {
  const fault: Fault = { path: member ? `key.${member}` : 'key', message };
  return new Invalid([fault]);
}
