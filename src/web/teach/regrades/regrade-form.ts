import type { QuestionDefinition } from '../../../catalogue/question-definition';
import { questionLine } from '../../../catalogue/question-text';
import type { Key, RegradeRequest } from '../../../assessment/regrade-view';
import { type Form, listOf, textOf } from '../../forms';

/** One thing to choose for the key. */
export interface KeyChoice {
  readonly value: string;
  /** Safe HTML within a line. */
  readonly text: string;
  readonly isChosen: boolean;
  readonly isKeyNow: boolean;
}

/** A step of an ordering, and the place that is right for it. */
interface Placed {
  readonly name: string;
  /** Safe HTML within a line. */
  readonly text: string;
  readonly places: readonly { readonly place: number; readonly isChosen: boolean }[];
}

interface Paired {
  readonly name: string;
  readonly text: string;
  readonly matches: readonly { readonly words: string; readonly isChosen: boolean }[];
}

/** How the right key is asked for: by radio buttons, check boxes, a field; or in the bank, as another version. */
export type KeyFields =
  | { readonly kind: 'one' | 'several'; readonly choices: readonly KeyChoice[] }
  | { readonly kind: 'number'; readonly answer: string; readonly tolerance: string; readonly unitWords: string }
  | { readonly kind: 'order'; readonly steps: readonly Placed[]; readonly places: readonly number[] }
  | { readonly kind: 'pairs'; readonly stems: readonly Paired[] }
  | { readonly kind: 'texts'; readonly texts: string }
  | { readonly kind: 'version' };

/** The fields that give a question another key, as they were typed, or as the key is now. */
export function keyFields(question: QuestionDefinition, form: Form): KeyFields {
  const typed = form.policy !== undefined;
  const chosen = listOf(form, 'correct');
  const choice = (value: string, text: string, isKeyNow: boolean): KeyChoice => ({
    value,
    text: questionLine(text, question.format),
    isKeyNow,
    isChosen: typed ? chosen.includes(value) : isKeyNow,
  });
  switch (question.type) {
    case 'single':
    case 'multiple':
      if (question.scoring === 'weighted') return { kind: 'version' };
      return {
        kind: question.type === 'single' ? 'one' : 'several',
        choices: question.options.map(({ slug, text, correct }) => choice(slug, text, correct)),
      };
    case 'hotspot':
      return {
        kind: 'several',
        choices: question.regions.map(({ slug, label, correct }) => choice(slug, label, correct)),
      };
    case 'true-false':
      return {
        kind: 'one',
        choices: [choice('true', 'True', question.answer), choice('false', 'False', !question.answer)],
      };
    case 'numeric':
      if (question.alternatives?.length) return { kind: 'version' };
      return {
        kind: 'number',
        unitWords: question.unit ? `, in ${question.unit.symbol}` : '',
        answer: typed ? textOf(form, 'answer') : String(question.answer),
        tolerance: typed ? textOf(form, 'tolerance') : String(question.tolerance),
      };
    case 'short-text':
      return {
        kind: 'texts',
        texts: typed ? textOf(form, 'answers') : question.answers.map(({ text }) => text).join('\n'),
      };
    case 'ordering':
      return {
        kind: 'order',
        places: question.items.map((_, index) => index + 1),
        steps: question.items.map(({ slug, text }, index) => {
          const name = `order.${slug}`;
          const place = typed ? textOf(form, name) : String(index + 1);
          return {
            ...{ name, text: questionLine(text, question.format) },
            places: question.items.map((_, at) => ({ place: at + 1, isChosen: place === String(at + 1) })),
          };
        }),
      };
    case 'matching': {
      const matches = [...new Set([...question.pairs.map(({ match }) => match), ...question.distractors])];
      return {
        kind: 'pairs',
        stems: question.pairs.map(({ slug, stem, match }) => {
          const name = `pair.${slug}`;
          const chosen = typed ? textOf(form, name) : match;
          return {
            ...{ name, text: questionLine(stem, question.format) },
            matches: matches.map((words) => ({ words, isChosen: words === chosen })),
          };
        }),
      };
    }
    case 'cloze':
    case 'essay':
      return { kind: 'version' };
  }
}

/** What the form asks for. A key that says what the question says already is left out: the newest version is meant then. */
export function requestIn(form: Form, question: QuestionDefinition): Record<keyof RegradeRequest, unknown> {
  const policy = textOf(form, 'policy');
  const takesKey = policy !== 'void-item' && policy !== 'full-marks';
  return {
    reason: textOf(form, 'reason'),
    policy,
    neverLower: textOf(form, 'neverLower') === 'yes',
    question: textOf(form, 'question'),
    key: takesKey ? keyIn(form, question) : undefined,
  };
}

function keyIn(form: Form, question: QuestionDefinition): Key | undefined {
  const fields = keyFields(question, form);
  switch (fields.kind) {
    case 'one':
    case 'several': {
      const correct = listOf(form, 'correct');
      const isAsNow = fields.choices.every(({ isChosen, isKeyNow }) => isChosen === isKeyNow);
      if (isAsNow) return undefined;
      return question.type === 'true-false' ? { answer: correct[0] === 'true' } : { correct };
    }
    case 'number': {
      const [answer, tolerance] = [numberIn(fields.answer), numberIn(fields.tolerance)];
      if (question.type !== 'numeric' || (answer === question.answer && tolerance === question.tolerance))
        return undefined;
      return { answer, tolerance };
    }
    case 'texts': {
      const lines = fields.texts.split(/\r?\n/).map((text) => text.trim());
      const answers = lines.filter((text) => text !== '');
      const now = question.type === 'short-text' ? question.answers.map(({ text }) => text) : [];
      return isSame(answers, now) ? undefined : { answers };
    }
    case 'order': {
      if (question.type !== 'ordering') return undefined;
      const placeOf = (slug: string) => Number(textOf(form, `order.${slug}`));
      const slugs = question.items.map(({ slug }) => slug);
      // Two in one place are left out, and so refused: which of them comes first is not for us to say.
      const order = slugs.flatMap((_, index) => {
        const placed = slugs.filter((slug) => placeOf(slug) === index + 1);
        return placed.length === 1 ? placed : [];
      });
      return isSame(order, slugs) ? undefined : { order };
    }
    case 'pairs': {
      if (question.type !== 'matching') return undefined;
      const pairs = question.pairs.map(({ slug }) => [slug, textOf(form, `pair.${slug}`)] as const);
      const isAsNow = question.pairs.every(({ match }, index) => match === pairs[index][1]);
      return isAsNow ? undefined : { pairs: Object.fromEntries(pairs) };
    }
    case 'version':
      return undefined;
  }
}

const isSame = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((text, index) => text === other[index]);

/** A comma as good as a point; what is no number stays one that nothing equals. */
const numberIn = (text: string) => (text === '' ? Number.NaN : Number(text.replace(',', '.')));
