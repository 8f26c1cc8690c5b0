import type { MultipleQuestion, QuestionOption } from '../../../../catalogue/question-definition';
import type { Notes } from '../exchange';
import { partSlug } from '../filling';
import type { XmlElement } from '../xml/xml-document';
import { childrenNamed } from '../xml/xml-query';
import type { Asked, QtiItem, ScoredResponse } from './qti-item';

const NEAR = 1e-6;
export const isNear = (one: number, other: number) => Math.abs(one - other) < NEAR;

/** As much as a fraction of marks needs: sums of decimal fractions come out a hair beside. */
export const tidy = (value: number) => {
  const rounded = Math.round(value * 1e9) / 1e9;
  return Math.abs(rounded - value) < 1e-12 ? rounded : value;
};

/** What tells the marks of a response: an item of QTI 2 and 3, or of QTI 1.2. */
export interface Marker {
  readonly notes: Notes;
  readonly line: number;
  mark: number | undefined;
  readonly preferred?: { readonly scoring?: string };
  scoredOne(identifier: string, value: readonly string[]): { readonly score: number } | null;
}

export interface Choice {
  readonly identifier: string;
  readonly option: QuestionOption;
}

/** Beyond so many options not every set of choices is tried, but each alone, all but each, and the right ones. */
const ALL_SETS = 10;

export function readChoice(item: QtiItem, interaction: XmlElement, prompt: string): Asked {
  const { notes } = item;
  const declaration = item.declarationFor(interaction);
  if (!declaration) return null;
  const { identifier, cardinality, correct } = declaration;
  const elements = childrenNamed(interaction, 'simpleChoice');
  if (elements.length < 2) {
    notes.refuse('too-few-options', `It has ${elements.length} options; two at least are needed.`, interaction.line);
    return null;
  }
  const order = keepsOrder(item, interaction, elements);
  const alone = elements.map(({ attributes }) => item.scoredOne(identifier, [attributes.identifier ?? '']));
  const canRun = alone.every((scored) => scored !== null);
  const scoresSomething =
    canRun &&
    (alone.some((scored) => scored.score > 0) ||
      (correct !== null && (item.scoredOne(identifier, correct)?.score ?? 0) > 0));
  if (!scoresSomething && (correct === null || correct.length === 0)) {
    notes.refuse('no-right-answer', 'It says of no response that it is right.', interaction.line);
    return null;
  }
  if (!scoresSomething) item.sayOnlyCorrect();
  const feedback = feedbackOf(item, alone, cardinality === 'single');
  const options = elements.map((element, index): Choice => {
    const own = element.attributes.identifier ?? '';
    return {
      identifier: own,
      option: {
        slug: partSlug(index),
        text: item.text(element),
        correct: correct?.includes(own) ?? false,
        feedback: feedback[index],
      },
    };
  });
  const maximum = Number(interaction.attributes.maxChoices ?? '1');
  if (cardinality === 'single') return single(item, options, scoresSomething ? alone : null, prompt, order);
  if (maximum > 0 && maximum < elements.length) {
    notes.change(
      'most-choices',
      `No more than ${maximum} options could be chosen; here any number can.`,
      interaction.line,
    );
  }
  return multiple(item, identifier, options, scoresSomething, prompt, order);
}

function keepsOrder(
  { notes }: QtiItem,
  interaction: XmlElement,
  elements: readonly XmlElement[],
): { keepOrder?: true } {
  if (interaction.attributes.shuffle !== 'true') return { keepOrder: true };
  if (elements.some(({ attributes }) => attributes.fixed === 'true')) {
    notes.change(
      'fixed-option',
      'Some options kept their place while others were shuffled; here all keep their order.',
      interaction.line,
    );
    return { keepOrder: true };
  }
  return {};
}

/** What is said to whoever chose an option, less what is said to all, which is the rationale. */
function feedbackOf(item: QtiItem, alone: readonly (ScoredResponse | null)[], single: boolean): string[] {
  const always = item.feedbacks.filter((feedback) => alone.every((scored) => scored?.shown.has(feedback)));
  const texts = alone.map((scored) =>
    item.feedbackText([...(scored?.shown ?? [])].filter((feedback) => !always.includes(feedback))),
  );
  const told = new Set([...always, ...alone.flatMap((scored) => [...(scored?.shown ?? [])])]);
  item.tellFeedbackLeft(always, told);
  if (!single && texts.some((text) => text !== '')) return texts;
  return texts;
}

export function single(
  item: Marker,
  choices: readonly Choice[],
  alone: readonly ({ readonly score: number } | null)[] | null,
  prompt: string,
  order: { keepOrder?: true },
): Asked {
  const scores = alone
    ? alone.map((scored) => scored?.score ?? 0)
    : choices.map(({ option }) => (option.correct ? 1 : 0));
  const most = Math.max(...scores);
  item.mark = most;
  const fractions = scores.map((score) => Math.max(-1, tidy(score / most)));
  const options = choices.map(({ option }, index) => ({ ...option, correct: fractions[index] > 0 }));
  const isPlain =
    fractions.filter((fraction) => fraction === 1).length === 1 &&
    fractions.every((fraction) => fraction === 0 || fraction === 1);
  if (isPlain) {
    const [first, second] = choices.map(({ identifier }) => identifier.toLowerCase());
    const names = options.map(({ text }) => text.toLowerCase());
    if (
      options.length === 2 &&
      first === 'true' &&
      second === 'false' &&
      (names.join() === 'true,false' || names.join() === ',')
    ) {
      return {
        type: 'true-false',
        prompt,
        answer: options[0].correct,
        feedback: { true: options[0].feedback, false: options[1].feedback },
      };
    }
    return { type: 'single', prompt, ...order, options };
  }
  return {
    type: 'single',
    scoring: 'weighted',
    prompt,
    ...order,
    options: options.map((option, index) => ({ ...option, fraction: fractions[index] })),
  };
}

/** The sets of choices whose marks tell the rules apart. */
function setsOf(count: number, right: readonly boolean[]): boolean[][] {
  if (count <= ALL_SETS) {
    return Array.from({ length: 2 ** count - 1 }, (_, bits) =>
      right.map((_r, index) => (((bits + 1) >> index) & 1) === 1),
    );
  }
  const each = right.map((_, at) => right.map((_r, index) => index === at));
  const withOne = right.map((_, at) => right.map((isRight, index) => (index === at ? !isRight : isRight)));
  return [[...right], right.map((isRight) => !isRight), right.map(() => true), ...each, ...withOne].filter((set) =>
    set.some(Boolean),
  );
}

const RULES: Readonly<
  Record<
    Exclude<MultipleQuestion['scoring'], 'weighted'>,
    (right: readonly boolean[], chosen: readonly boolean[]) => number
  >
> = {
  'all-or-nothing': (right, chosen) => (right.every((isRight, index) => isRight === chosen[index]) ? 1 : 0),
  'right-minus-wrong': (right, chosen) => {
    const good = right.filter((isRight, index) => isRight && chosen[index]).length;
    const bad = right.filter((isRight, index) => !isRight && chosen[index]).length;
    return Math.max(good - bad, 0) / Math.max(right.filter(Boolean).length, 1);
  },
  'per-option': (right, chosen) => right.filter((isRight, index) => isRight === chosen[index]).length / right.length,
};

export function multiple(
  item: Marker,
  identifier: string,
  choices: readonly Choice[],
  canRun: boolean,
  prompt: string,
  order: { keepOrder?: true },
): Asked {
  const chosenBy = (set: readonly boolean[]) =>
    choices.filter((_, index) => set[index]).map((choice) => choice.identifier);
  const declared = choices.map(({ option }) => option.correct);
  const plain = choices.map(({ option }) => option);
  if (!canRun) {
    item.mark = 1;
    return { type: 'multiple', scoring: 'all-or-nothing', prompt, ...order, options: plain };
  }
  const scoreOf = (set: readonly boolean[]) => item.scoredOne(identifier, chosenBy(set))?.score ?? 0;
  const alone = choices.map((_, at) => scoreOf(choices.map((_c, index) => index === at)));
  const right = declared.some(Boolean) ? declared : alone.map((score) => score > 0);
  const most = Math.max(scoreOf(right), ...alone, 0);
  if (!(most > 0)) {
    item.notes.refuse('no-right-answer', 'No response earns anything by its marking rule.', item.line);
    return null;
  }
  item.mark = most;
  const options = plain.map((option, index) => ({ ...option, correct: right[index] }));
  const sets = setsOf(choices.length, right);
  const agrees = (rule: (set: readonly boolean[]) => number) =>
    sets.every((set) => isNear(Math.max(0, scoreOf(set) / most), rule(set)));
  const rules = preferredFirst(['all-or-nothing', 'right-minus-wrong', 'per-option'] as const, item.preferred?.scoring);
  for (const scoring of rules) {
    if (right.some(Boolean) && agrees((set) => RULES[scoring](right, set)))
      return { type: 'multiple', scoring, prompt, ...order, options };
  }
  const fractions = alone.map((score) => tidy(score / most));
  // What a wrong option costs may show only beside right ones, where the least is nothing.
  const costs = fractions.map((fraction, at) =>
    fraction > 0
      ? fraction
      : Math.min(0, tidy(scoreOf(right.map((isRight, index) => isRight || index === at)) / most - 1)),
  );
  const weights = fractions.map((fraction, at) =>
    Math.max(-1, right[at] ? fraction : fraction < 0 ? fraction : costs[at]),
  );
  const sum = (set: readonly boolean[]) =>
    Math.min(
      1,
      Math.max(
        0,
        weights.reduce((all, weight, index) => all + (set[index] ? weight : 0), 0),
      ),
    );
  if (agrees(sum) && weights.some((weight) => weight > 0)) {
    return {
      type: 'multiple',
      scoring: 'weighted',
      prompt,
      ...order,
      options: options.map((option, index) => ({ ...option, correct: weights[index] > 0, fraction: weights[index] })),
    };
  }
  item.notes.change(
    'marking',
    'Its marking rule has no like here; all right options and no other earn the mark.',
    item.line,
  );
  return { type: 'multiple', scoring: 'all-or-nothing', prompt, ...order, options };
}

/** Of names that all fit, the preferred one first. */
export function preferredFirst<Name extends string>(names: readonly Name[], preferred: string | undefined): Name[] {
  return [...names].sort((one, other) => Number(other === preferred) - Number(one === preferred));
}
