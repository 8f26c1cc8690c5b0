import type { OrderingQuestion } from '../../../../catalogue/question-definition';
import { partSlug } from '../filling';
import type { XmlElement } from '../xml/xml-document';
import { childrenNamed, elementsOf } from '../xml/xml-query';
import { isNear, preferredFirst } from './qti-choice';
import type { Asked, QtiItem } from './qti-item';
import { normalPair } from './qti-values';

const idOf = ({ attributes }: XmlElement) => attributes.identifier ?? '';

export function readMatch(item: QtiItem, interaction: XmlElement, prompt: string): Asked {
  const { notes } = item;
  const declaration = item.declarationFor(interaction);
  if (!declaration) return null;
  const [sources = [], targets = []] = childrenNamed(interaction, 'simpleMatchSet').map((set) =>
    childrenNamed(set, 'simpleAssociableChoice'),
  );
  const { identifier, mapping } = declaration;
  const named = declaration.correct ?? mapping?.entries.filter(({ value }) => value > 0).map(({ key }) => key) ?? [];
  const pairs = named.map((pair) => normalPair(pair).split(' ') as [string, string]);
  const isOncePer = (set: readonly XmlElement[], side: 0 | 1) =>
    set.length > 0 && set.every((one) => pairs.filter((pair) => pair[side] === idOf(one)).length === 1);
  const side = isOncePer(sources, 0) ? 0 : isOncePer(targets, 1) ? 1 : undefined;
  if (side === undefined) {
    const why =
      pairs.length === 0 ? 'It says of no pair that it is right.' : 'Not every item belongs to exactly one other.';
    notes.refuse(
      pairs.length === 0 ? 'no-right-answer' : 'not-one-to-one',
      `${why} A matching question here has one answer for each item.`,
      interaction.line,
    );
    return null;
  }
  const [stems, others] = side === 0 ? [sources, targets] : [targets, sources];
  const textOfId = new Map([...sources, ...targets].map((choice) => [idOf(choice), item.text(choice)]));
  const matchOf = new Map(pairs.map((pair) => [pair[side], pair[1 - side]]));
  const unknown = [...matchOf.values()].find((id) => !textOfId.has(id));
  if (unknown !== undefined) {
    notes.refuse('no-declaration', `A right pair names “${unknown.slice(0, 60)}”, which is no item.`, interaction.line);
    return null;
  }
  const all = item.scoredOne(identifier, named);
  const each = named.map((pair) => item.scoredOne(identifier, [pair])?.score ?? 0);
  const share = (all?.score ?? 0) / named.length;
  if (!all || all.score <= 0) item.sayOnlyCorrect();
  else if (!each.every((score) => isNear(score, share))) {
    notes.change(
      'marking',
      'Its pairs were not marked each alike; here each right pair earns the same share.',
      interaction.line,
    );
  }
  item.mark = all && all.score > 0 ? all.score : undefined;
  item.tellOtherFeedback();
  const used = new Set(matchOf.values());
  return {
    type: 'matching',
    prompt,
    pairs: stems.map((stem, index) => ({
      slug: partSlug(index),
      stem: textOfId.get(idOf(stem)) ?? '',
      match: textOfId.get(matchOf.get(idOf(stem)) ?? '') ?? '',
    })),
    distractors: [
      ...new Set(others.filter((other) => !used.has(idOf(other))).map((other) => textOfId.get(idOf(other)) ?? '')),
    ],
  };
}

const SCORING: Readonly<
  Record<OrderingQuestion['scoring'], (right: readonly string[], given: readonly string[]) => number>
> = {
  'all-or-nothing': (right, given) => (right.every((id, index) => id === given[index]) ? 1 : 0),
  positions: (right, given) => right.filter((id, index) => id === given[index]).length / right.length,
  adjacent: (right, given) =>
    right.slice(1).filter((id, index) => given.indexOf(id) === given.indexOf(right[index]) + 1).length /
    Math.max(right.length - 1, 1),
};

/** Up to so many items every order is tried; beyond, those that tell the rules apart. */
const ALL_ORDERS = 5;

function ordersOf(ids: readonly string[]): string[][] {
  if (ids.length <= ALL_ORDERS) {
    if (ids.length <= 1) return [[...ids]];
    return ids.flatMap((first) => ordersOf(ids.filter((id) => id !== first)).map((rest) => [first, ...rest]));
  }
  const swaps = ids
    .slice(1)
    .map((_, at) => ids.map((id, index) => (index === at ? ids[at + 1] : index === at + 1 ? ids[at] : id)));
  const turned = ids.map((_, at) => [...ids.slice(at), ...ids.slice(0, at)]);
  return [...swaps, ...turned, [...ids].reverse()];
}

export function readOrder(item: QtiItem, interaction: XmlElement, prompt: string): Asked {
  const { notes } = item;
  const declaration = item.declarationFor(interaction);
  if (!declaration) return null;
  const choices = elementsOf(interaction).filter(({ name }) => name === 'simpleChoice');
  const right = declaration.correct ?? [];
  const byId = new Map(choices.map((choice) => [idOf(choice), choice]));
  if (
    right.length !== choices.length ||
    new Set(right).size !== right.length ||
    right.some((id) => !byId.has(id)) ||
    right.length < 2
  ) {
    notes.refuse('no-right-answer', 'It does not say the right order of all its items.', interaction.line);
    return null;
  }
  if (choices.some(({ attributes }) => attributes.fixed === 'true')) {
    notes.change('fixed-option', 'Some items kept their place; here all are put into order.', interaction.line);
  }
  const scoreOf = (order: readonly string[]) => item.scoredOne(declaration.identifier, order)?.score;
  const most = scoreOf(right);
  const orders = ordersOf(right);
  const agrees = (rule: (right: readonly string[], given: readonly string[]) => number) =>
    most !== undefined &&
    most > 0 &&
    orders.every((order) => isNear(Math.max(0, (scoreOf(order) ?? 0) / most), rule(right, order)));
  const scoring = preferredFirst(['all-or-nothing', 'positions', 'adjacent'] as const, item.preferred.scoring).find(
    (name) => agrees(SCORING[name]),
  );
  if (most === undefined || most <= 0) item.sayOnlyCorrect();
  else if (scoring === undefined) {
    notes.change(
      'marking',
      'Its marking rule has no like here; the right order alone earns the mark.',
      interaction.line,
    );
  }
  item.mark = most !== undefined && most > 0 ? most : undefined;
  item.tellOtherFeedback();
  return {
    type: 'ordering',
    prompt,
    items: right.map((id, index) => ({ slug: partSlug(index), text: item.text(byId.get(id)) })),
    scoring: scoring ?? 'all-or-nothing',
    feedback: '',
  };
}
