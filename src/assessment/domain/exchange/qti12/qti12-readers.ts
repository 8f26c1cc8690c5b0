import type { ClozeGap, TextAnswer } from '../../../../catalogue/question-definition';
import { partSlug, type QuestionContent } from '../filling';
import { type Choice, isNear, multiple, single, tidy } from '../qti/qti-choice';
import { childNamed, childrenNamed, elementsOf, textOf, within } from '../xml/xml-query';
import type { XmlElement } from '../xml/xml-document';
import type { Qti12Item, Response12 } from './qti12-item';

type Asked = QuestionContent | null;

function refuse(item: Qti12Item, code: string, message: string): null {
  item.notes.refuse(code, message, item.line);
  return null;
}

export function readChoice12(item: Qti12Item, response: Response12): Asked {
  const { labels, identifier, cardinality, render } = response;
  if (labels.length < 2)
    return refuse(item, 'too-few-options', `It has ${labels.length} options; two at least are needed.`);
  const alone = labels.map((label) => item.scoredOne(identifier, [label.identifier]));
  const always = item.alwaysShown;
  const feedback = alone.map((result) =>
    item.feedbackText([...(result?.shown ?? [])].filter((ident) => !always.includes(ident))),
  );
  item.tellFeedbackLeft(always, new Set(alone.flatMap((result) => [...(result?.shown ?? [])])));
  const right = isNeeded(item, response);
  const choices = labels.map((label, index): Choice => ({
    identifier: label.identifier,
    option: {
      slug: partSlug(index),
      text: item.text(label.element),
      correct: right.has(label.identifier),
      feedback: feedback[index],
    },
  }));
  const prompt = item.say(item.promptOf(response));
  const order =
    (render?.attributes.shuffle ?? 'No').toLowerCase() === 'yes'
      ? {}
      : isCanvas(item)
        ? {}
        : { keepOrder: true as const };
  if (cardinality === 'multiple') return multiple(item, identifier, choices, true, prompt, order);
  if (alone.some((result) => result === null) || !alone.some((result) => result && result.score > 0)) {
    return refuse(item, 'no-right-answer', 'None of its options earns anything, so there is no right answer.');
  }
  const asked = single(item, choices, alone, prompt, order);
  const names = choices.map(({ option }) => option.text.toLowerCase()).join();
  if (asked?.type === 'single' && asked.scoring === undefined && names === 'true,false') {
    const [yes, no] = asked.options;
    return { type: 'true-false', prompt, answer: yes.correct, feedback: { true: yes.feedback, false: no.feedback } };
  }
  return asked;
}

/** Canvas says of the whole quiz whether options are shuffled, so an item says nothing. */
const isCanvas = ({ fields }: Qti12Item) => fields.has('question_type') || fields.has('cc_profile');

/** Options that a condition which earns something asks for, other than by `not`. */
function isNeeded(item: Qti12Item, { identifier }: Response12): Set<string> {
  const found = new Set<string>();
  const search = (element: XmlElement) => {
    if (element.name === 'not') return;
    if (element.name === 'varequal' && element.attributes.respident === identifier) found.add(textOf(element).trim());
    elementsOf(element).forEach(search);
  };
  for (const processing of childrenNamed(item.element, 'resprocessing')) {
    for (const condition of childrenNamed(processing, 'respcondition')) {
      const test = childNamed(condition, 'conditionvar');
      if (test && childrenNamed(condition, 'setvar').some((set) => Number(textOf(set)) > 0)) search(test);
    }
  }
  return found;
}

/** The accepted texts of a typed answer, with what each earns of the most. */
function acceptedBy(
  item: Qti12Item,
  { identifier }: Response12,
): { answers: TextAnswer[]; most: number; exact: boolean } | null {
  const elements = item.processing.compared(identifier, 'varequal', 'varsubstring');
  const texts = [...new Set(elements.map((element) => textOf(element).trim()).filter((text) => text !== ''))];
  const scores = texts.map((text) => item.scoredOne(identifier, [text])?.score ?? 0);
  const most = Math.max(0, ...scores);
  if (most <= 0) return null;
  if (elements.some(({ name }) => name === 'varsubstring')) {
    item.notes.change(
      'substring',
      'An answer counted wherever it stood in what was typed; here the whole must be it.',
      item.line,
    );
  }
  const answers = texts
    .map((text, index) => ({ text, fraction: tidy(scores[index] / most) }))
    .filter(({ fraction }) => fraction > 0)
    .map(({ text, fraction }) => ({ text, ...(fraction === 1 ? {} : { fraction }) }));
  const exact = elements.some(({ attributes }) => attributes.case?.toLowerCase() === 'yes');
  return { answers, most, exact };
}

export function readTyped12(item: Qti12Item, response: Response12): Asked {
  const prompt = item.say(item.promptOf(response));
  const always = item.alwaysShown;
  const isNumber =
    response.kind === 'response_num' ||
    /decimal|integer|scientific/i.test(response.render?.attributes.fibtype ?? '') ||
    /numer/i.test(item.fields.get('question_type') ?? item.fields.get('bbmd_questiontype') ?? '');
  if (isNumber) return readNumber(item, response, prompt);
  const accepted = acceptedBy(item, response);
  if (!accepted) return readEssay12(item, prompt);
  const { answers, most, exact } = accepted;
  item.mark = most;
  const withFeedback = answers.map((answer) => {
    const shown = item.scoredOne(response.identifier, [answer.text])?.shown ?? new Set<string>();
    const feedback = item.feedbackText([...shown].filter((ident) => !always.includes(ident)));
    return { ...answer, ...(feedback === '' ? {} : { feedback }) };
  });
  const told = answers.flatMap(({ text }) => [...(item.scoredOne(response.identifier, [text])?.shown ?? [])]);
  const otherwise = [...(item.scoredOne(response.identifier, ['\u0001'])?.shown ?? [])].filter(
    (ident) => !always.includes(ident),
  );
  item.tellFeedbackLeft(always, new Set([...told, ...otherwise]));
  return {
    type: 'short-text',
    prompt,
    answers: withFeedback,
    feedback: item.feedbackText(otherwise),
    letterCase: exact ? 'exact' : 'ignore',
    accents: 'exact',
    wildcards: false,
  };
}

function readEssay12(item: Qti12Item, prompt: string): Asked {
  item.tellFeedbackLeft(item.alwaysShown, new Set());
  const [solution] = childrenNamed(item.element, 'itemfeedback').filter(({ attributes }) =>
    /solution/i.test(attributes.ident ?? ''),
  );
  item.notes.mention('rubric', 'To be filled before approval: a rubric by which it is marked.');
  const modelAnswer = item.text(solution);
  return { type: 'essay', prompt, rubric: [], ...(modelAnswer === '' ? {} : { modelAnswer }) };
}

function readNumber(item: Qti12Item, response: Response12, prompt: string): Asked {
  const { identifier } = response;
  const always = item.alwaysShown;
  const numbers = (...names: string[]) =>
    item.processing
      .compared(identifier, ...names)
      .map((element) => Number(textOf(element).trim()))
      .filter(Number.isFinite);
  const exact = numbers('varequal');
  const lows = numbers('vargte', 'vargt');
  const highs = numbers('varlte', 'varlt');
  const scoreAt = (number: number) => item.scoredOne(identifier, [String(number)])?.score ?? 0;
  const middles = lows.flatMap((low, index) =>
    highs[index] === undefined ? [] : [{ low, high: highs[index], answer: tidy((low + highs[index]) / 2) }],
  );
  const found = [
    ...exact.map((answer) => {
      const around = middles.find(({ low, high }) => low <= answer && answer <= high);
      return { answer, below: around ? answer - around.low : 0, above: around ? around.high - answer : 0 };
    }),
    ...middles
      .filter(({ low, high }) => !exact.some((answer) => low <= answer && answer <= high))
      .map(({ low, high, answer }) => ({ answer, below: answer - low, above: high - answer })),
  ];
  const most = Math.max(0, ...found.map(({ answer }) => scoreAt(answer)));
  if (most <= 0)
    return refuse(item, 'no-right-answer', 'None of its numbers earns anything, so there is no right answer.');
  const answers = [...new Map(found.map((one) => [one.answer, one])).values()].map(({ answer, below, above }) => {
    const tolerance = tidy(Math.min(below, above));
    if (!isNear(below, above))
      item.notes.change(
        'tolerance',
        `An answer might be ${tidy(below)} below ${answer} and ${tidy(above)} above; here ${tolerance} either way.`,
        item.line,
      );
    return { answer, tolerance, fraction: tidy(scoreAt(answer) / most) };
  });
  if (item.processing.compared(identifier, 'vargt', 'varlt').length > 0) {
    item.notes.mention('edge', 'Its range did not take in its own edge; here it does.', item.line);
  }
  answers.sort((one, other) => other.fraction - one.fraction);
  const [main, ...others] = answers.filter(({ fraction }) => fraction > 0);
  item.mark = most;
  const right = [...(item.scoredOne(identifier, [String(main.answer)])?.shown ?? [])].filter(
    (ident) => !always.includes(ident),
  );
  item.tellFeedbackLeft(always, new Set(right));
  return {
    type: 'numeric',
    prompt,
    answer: main.answer,
    tolerance: main.tolerance,
    feedback: item.feedbackText(right),
    ...(others.length > 0
      ? { alternatives: others.map(({ fraction, ...rest }) => (fraction === 1 ? rest : { ...rest, fraction })) }
      : {}),
  };
}

export function readMatching12(item: Qti12Item): Asked {
  const pairs: { slug: string; stem: string; match: string; feedback?: string }[] = [];
  const all = new Map<string, string>();
  const used = new Set<string>();
  const scores: number[] = [];
  const always = item.alwaysShown;
  const told = new Set<string>();
  for (const response of item.responses) {
    const own = elementsOf(response.element).filter(({ name }) => name === 'material' || name === 'flow_mat');
    const stem = item.say(item.materialSource(own));
    for (const label of response.labels) all.set(label.identifier, item.text(label.element));
    const marks = response.labels.map((label) => item.scoredOne(response.identifier, [label.identifier])?.score ?? 0);
    const most = Math.max(0, ...marks);
    const right = response.labels.filter((_, index) => marks[index] === most);
    if (most <= 0 || right.length !== 1)
      return refuse(item, 'no-right-answer', 'It does not say of every item which one answer is right.');
    scores.push(most);
    used.add(right[0].identifier);
    const wrong = [...(item.scoredOne(response.identifier, ['\u0001'])?.shown ?? [])].filter(
      (ident) => !always.includes(ident),
    );
    const feedback =
      response.identifier === ''
        ? ''
        : item.feedbackText(wrong.filter((ident) => ident.includes(response.identifier.replace(/^response_/, ''))));
    wrong
      .filter((ident) => ident.includes(response.identifier.replace(/^response_/, '')))
      .forEach((ident) => told.add(ident));
    pairs.push({
      slug: partSlug(pairs.length),
      stem,
      match: all.get(right[0].identifier) ?? '',
      ...(feedback === '' ? {} : { feedback }),
    });
  }
  if (!scores.every((score) => Math.abs(score - scores[0]) < 0.02)) {
    item.notes.change(
      'marking',
      'Its pairs were not marked each alike; here each right pair earns the same share.',
      item.line,
    );
  }
  item.mark = scores.reduce((sum, score) => sum + score, 0);
  item.tellFeedbackLeft(always, told);
  return {
    type: 'matching',
    prompt: item.say(item.promptSource),
    pairs,
    distractors: [...new Set([...all].filter(([ident]) => !used.has(ident)).map(([, text]) => text))].filter(
      (text) => text !== '',
    ),
  };
}

/** Canvas: into which category each item belongs. A category is a choice here, and each item is matched with its own. */
export function readCategories12(item: Qti12Item): Asked {
  const labels = new Map(
    item.responses.flatMap(({ labels: own }) => own.map((label) => [label.identifier, label] as const)),
  );
  const categories = item.responses.map((response) => {
    const own = elementsOf(response.element).filter(({ name }) => name === 'material' || name === 'flow_mat');
    return { right: isNeeded(item, response), title: item.say(item.materialSource(own)) };
  });
  const pairs: { slug: string; stem: string; match: string }[] = [];
  for (const { identifier, element } of labels.values()) {
    const homes = categories.filter(({ right }) => right.has(identifier));
    const words = item.words(element).slice(0, 60);
    if (homes.length > 1) {
      return refuse(
        item,
        'no-right-answer',
        `“${words}” belongs to ${homes.length} categories; here each item has one.`,
      );
    }
    if (homes.length === 0) {
      item.notes.change('not-kept', `“${words}” belongs to no category; here each item has one.`, element.line);
      continue;
    }
    pairs.push({ slug: partSlug(pairs.length), stem: item.text(element), match: homes[0].title });
  }
  item.notes.change(
    'marking',
    'A category counted once all its items were in it; here each item counts by itself.',
    item.line,
  );
  item.tellFeedbackLeft(item.alwaysShown, new Set());
  const used = new Set(pairs.map(({ match }) => match));
  const distractors = categories.map(({ title }) => title).filter((title) => !used.has(title));
  return { type: 'matching', prompt: item.say(item.promptSource), pairs, distractors };
}

/** Canvas: `[name]` in the text, and a response called `response_name` whose own material is the name. */
export function readBlanks12(item: Qti12Item, typed: boolean): Asked {
  const source = item.promptSource;
  const gaps: ClozeGap[] = [];
  const names: string[] = [];
  const always = item.alwaysShown;
  const told = new Set<string>();
  for (const response of item.responses) {
    const slug = partSlug(gaps.length);
    const marks = response.labels.map((label) => item.scoredOne(response.identifier, [label.identifier]));
    const most = Math.max(0, ...marks.map((mark) => mark?.score ?? 0));
    names.push(blankName(item, response, source?.text ?? ''));
    const isTyped =
      typed && !response.labels.some(({ element }) => /dropdown|wordbank/i.test(element.attributes.answer_type ?? ''));
    const feedback = marks.map((mark) => {
      const shown = [...(mark?.shown ?? [])].filter((ident) => !always.includes(ident));
      shown.forEach((ident) => told.add(ident));
      return item.feedbackText(shown);
    });
    if (most <= 0)
      return refuse(item, 'no-right-answer', `Nothing is right in its blank “${names.at(-1)?.slice(0, 40)}”.`);
    const fractions = marks.map((mark) => Math.max(-1, tidy((mark?.score ?? 0) / most)));
    if (isTyped) {
      const gap = typedBlank(item, response, fractions, feedback);
      if (!gap) return null;
      gaps.push({ slug, weight: tidy(most), type: 'short-text', ...gap });
      continue;
    }
    const isPlain =
      fractions.filter((fraction) => fraction === 1).length === 1 &&
      fractions.every((fraction) => fraction === 0 || fraction === 1);
    if (response.labels.length < 2)
      return refuse(item, 'too-few-options', 'A list within its text has fewer than two options.');
    gaps.push({
      slug,
      weight: tidy(most),
      type: 'single',
      ...(isPlain ? {} : { scoring: 'weighted' as const }),
      options: response.labels.map((label, index) => ({
        slug: partSlug(index),
        text: item.text(label.element),
        correct: fractions[index] > 0,
        feedback: feedback[index],
        ...(isPlain ? {} : { fraction: fractions[index] }),
      })),
    });
  }
  const text = source?.text ?? '';
  const missing = names.find((name) => !text.includes(`[${name}]`));
  if (!source || missing !== undefined)
    return refuse(item, 'gaps', `Its text has no blank “[${(missing ?? '').slice(0, 40)}]”.`);
  const marked = names.reduce((all, name, index) => all.replaceAll(`[${name}]`, `\ue000${index + 1}\ue001`), text);
  if (names.some((name) => text.split(`[${name}]`).length > 2))
    return refuse(item, 'gaps', 'One of its blanks stands in the text twice.');
  const even = gaps.every(({ weight }) => Math.abs(weight - gaps[0].weight) < 0.02);
  item.mark = gaps.reduce((sum, { weight }) => sum + weight, 0);
  item.tellFeedbackLeft(always, told);
  return {
    type: 'cloze',
    prompt: item
      .say({ ...source, text: marked })
      .replace(/\ue000(\d+)\ue001/g, (_, number: string) => `{{${partSlug(Number(number) - 1)}}}`),
    gaps: even ? gaps.map((gap) => ({ ...gap, weight: 1 })) : gaps,
  };
}

/** The blank's name in the text: after `response_`, or, in older files, in words of its own. */
function blankName(item: Qti12Item, response: Response12, text: string): string {
  const name = response.identifier.replace(/^response_/, '');
  if (text.includes(`[${name}]`)) return name;
  const own = elementsOf(response.element).filter((part) => part.name === 'material');
  return item.words({ ...response.element, children: own }) || name;
}

/**
 * What counts in a blank where something is typed. Canvas names the first answer alone in its processing, and takes each that
 * it lists; New Quizzes says of each in which way it is compared.
 */
function typedBlank(
  item: Qti12Item,
  { labels }: Response12,
  fractions: readonly number[],
  feedback: readonly string[],
) {
  const algorithms = labels.map(({ element }) => (element.attributes.scoring_algorithm ?? '').toLowerCase());
  if (algorithms.includes('textregex'))
    return refuse(
      item,
      'type-not-read',
      'An answer is compared with a regular expression, which no question here does.',
    );
  const contains = algorithms.includes('textcontainsanswer');
  if (algorithms.some((algorithm) => algorithm === 'textcloseenough'))
    item.notes.change(
      'comparison',
      'An answer counted with a few letters amiss (TextCloseEnough); here it must be the same words.',
      item.line,
    );
  const isExact =
    item.fields.get('case_sensitive') === 'true' ||
    labels.some(({ element }) => element.attributes.ignore_case === 'false');
  const answers = labels.map(({ element }, index): TextAnswer => {
    const words = item.words(element);
    const plain = contains ? words.replaceAll('*', '\\*') : words;
    const fraction = fractions[index] > 0 ? fractions[index] : 1;
    return {
      text: algorithms[index] === 'textcontainsanswer' ? `*${plain}*` : plain,
      ...(fraction === 1 ? {} : { fraction }),
      ...(feedback[index] === '' ? {} : { feedback: feedback[index] }),
    };
  });
  const policy = { letterCase: isExact ? 'exact' : 'ignore', accents: 'exact', wildcards: contains } as const;
  return { answers, feedback: '', ...policy };
}

/** An order, where one condition asks for every item in turn: that order alone earns the mark. */
export function readOrdered12(item: Qti12Item, response: Response12): Asked {
  const { identifier, labels } = response;
  const byId = new Map(labels.map((label) => [label.identifier, label]));
  const orders = childrenNamed(item.element, 'resprocessing')
    .flatMap((processing) => childrenNamed(processing, 'respcondition'))
    .filter((condition) => childrenNamed(condition, 'setvar').some((set) => Number(textOf(set)) > 0))
    .map((condition) => [...within(condition, ({ name }) => name === 'varequal' || name === 'not')])
    .map((parts) =>
      parts
        .filter(({ name, attributes }) => name === 'varequal' && attributes.respident === identifier)
        .map((part) => textOf(part).trim()),
    )
    .filter(
      (order) =>
        order.length === labels.length && new Set(order).size === order.length && order.every((id) => byId.has(id)),
    );
  const [order] = orders;
  if (!order || orders.length > 1 || labels.length < 2)
    return refuse(item, 'no-right-answer', 'It does not say one right order of all its items.');
  item.tellFeedbackLeft(item.alwaysShown, new Set());
  return {
    type: 'ordering',
    prompt: item.say(item.promptOf(response)),
    items: order.map((id, index) => ({ slug: partSlug(index), text: item.text(byId.get(id)?.element) })),
    scoring: 'all-or-nothing',
    feedback: '',
  };
}
