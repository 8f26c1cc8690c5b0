import type {
  ClozeGap,
  ClozeQuestion,
  EssayQuestion,
  HotspotQuestion,
  MatchingQuestion,
  MultipleQuestion,
  NumericAnswer,
  OrderingQuestion,
  QuestionOption,
  SingleQuestion,
  TextAnswer,
  TextPolicy,
  TrueFalseQuestion,
} from '../../../../catalogue/question-definition';
import { fileNameOf } from '../moodle/moodle-writer';
import { escapeText } from '../xml/xml-writer';
import type { QtiItemWriter } from './qti-item-writer';

/** The item's XML; `''` where it is refused. */
export function itemOf(writer: QtiItemWriter): string {
  const { definition, notes } = writer;
  switch (definition.type) {
    case 'single':
      return writer.whole(writer.prompt() + single(definition, writer));
    case 'multiple':
      return writer.whole(writer.prompt() + multiple(definition, writer));
    case 'true-false':
      return writer.whole(writer.prompt() + trueFalse(definition, writer));
    case 'matching':
      return writer.whole(writer.prompt() + matching(definition, writer));
    case 'ordering':
      return writer.whole(writer.prompt() + ordering(definition, writer));
    case 'essay':
      return writer.whole(writer.prompt() + essay(definition, writer));
    case 'hotspot':
      return hotspot(definition, writer);
    case 'numeric': {
      const { answer, tolerance, feedback, alternatives = [], unit } = definition;
      if (unit) notes.change('unit', `Its unit, ${unit.symbol}, is not in the file: no number of QTI has one.`);
      const field = numberField(
        'RESPONSE',
        definition.mark,
        [{ answer, tolerance, feedback }, ...alternatives],
        writer,
      );
      return writer.whole(`${writer.prompt()}<p>${field}</p>`);
    }
    case 'short-text': {
      const field = textField('RESPONSE', definition.mark, definition.answers, definition, definition.feedback, writer);
      return writer.whole(`${writer.prompt()}<p>${field}</p>`);
    }
    case 'cloze':
      return cloze(definition, writer);
  }
}

const idOf = (index: number) => `C${index + 1}`;

function choices(
  options: readonly QuestionOption[],
  attributes: { shuffle: boolean; maxChoices: number },
  writer: QtiItemWriter,
): string {
  const written = options.map((option, index) =>
    writer.tag('simpleChoice', { identifier: idOf(index) }, writer.text(option.text)),
  );
  return writer.tag('choiceInteraction', { responseIdentifier: 'RESPONSE', ...attributes }, ...written);
}

/** Feedback on each option by itself. */
function optionFeedback(
  options: readonly QuestionOption[],
  cardinality: 'single' | 'multiple',
  writer: QtiItemWriter,
): void {
  options.forEach(({ feedback }, index) => {
    const own = writer.value(idOf(index), 'identifier');
    const variable = writer.variable('RESPONSE');
    const condition =
      cardinality === 'single' ? writer.tag('match', {}, variable, own) : writer.tag('member', {}, own, variable);
    const rules = writer.feedback(idOf(index), feedback);
    if (rules.length > 0) writer.rule(writer.when(condition, ...rules));
  });
}

function single({ options, scoring, mark, keepOrder }: SingleQuestion, writer: QtiItemWriter): string {
  const earns = ({ fraction = 0, correct }: QuestionOption) =>
    mark * (scoring === 'weighted' ? fraction : correct ? 1 : 0);
  const best = options.findIndex((option) => earns(option) === Math.max(...options.map(earns)));
  writer.response(
    'RESPONSE',
    'single',
    'identifier',
    writer.correct(idOf(best)),
    writer.mapping(options.map((option, index) => [idOf(index), earns(option)])),
  );
  writer.rule(
    writer.when(
      writer.tag('not', {}, writer.tag('isNull', {}, writer.variable('RESPONSE'))),
      writer.set('SCORE', writer.tag('mapResponse', { identifier: 'RESPONSE' })),
    ),
  );
  optionFeedback(options, 'single', writer);
  return choices(options, { shuffle: keepOrder !== true, maxChoices: 1 }, writer);
}

function multiple({ options, scoring, mark, keepOrder }: MultipleQuestion, writer: QtiItemWriter): string {
  const right = options.flatMap((option, index) => (option.correct ? [idOf(index)] : []));
  const variable = writer.variable('RESPONSE');
  const mapped = () =>
    writer.when(
      writer.tag('not', {}, writer.tag('isNull', {}, variable)),
      writer.set('SCORE', writer.tag('mapResponse', { identifier: 'RESPONSE' })),
    );
  const share = mark / Math.max(right.length, 1);
  const earns = ({ correct, fraction = 0 }: QuestionOption) =>
    scoring === 'weighted' ? fraction * mark : correct ? share : -share;
  const mapping = writer.mapping(
    options.map((option, index) => [idOf(index), earns(option)]),
    { lowerBound: 0, upperBound: mark },
  );
  const isMapped = scoring === 'right-minus-wrong' || scoring === 'weighted';
  writer.response('RESPONSE', 'multiple', 'identifier', writer.correct(...right), isMapped ? mapping : '');
  if (isMapped) writer.rule(mapped());
  else if (scoring === 'all-or-nothing') {
    const holds = writer.tag('match', {}, variable, writer.tag('correct', { identifier: 'RESPONSE' }));
    writer.rule(writer.when(holds, writer.set('SCORE', writer.value(mark, 'float'))));
  } else {
    options.forEach(({ correct }, index) => {
      const chosen = writer.tag('member', {}, writer.value(idOf(index), 'identifier'), variable);
      writer.rule(
        writer.when(
          correct ? chosen : writer.tag('not', {}, chosen),
          writer.add(writer.value(mark / options.length, 'float')),
        ),
      );
    });
  }
  optionFeedback(options, 'multiple', writer);
  return choices(options, { shuffle: keepOrder !== true, maxChoices: 0 }, writer);
}

function trueFalse({ answer, feedback, mark }: TrueFalseQuestion, writer: QtiItemWriter): string {
  writer.response('RESPONSE', 'single', 'identifier', writer.correct(String(answer)));
  const isRight = writer.tag(
    'match',
    {},
    writer.variable('RESPONSE'),
    writer.tag('correct', { identifier: 'RESPONSE' }),
  );
  writer.rule(writer.when(isRight, writer.set('SCORE', writer.value(mark, 'float'))));
  for (const says of ['true', 'false'] as const) {
    const rules = writer.feedback(`SAYS_${says.toUpperCase()}`, feedback[says]);
    const condition = writer.tag('match', {}, writer.variable('RESPONSE'), writer.value(says, 'identifier'));
    if (rules.length > 0) writer.rule(writer.when(condition, ...rules));
  }
  return writer.tag(
    'choiceInteraction',
    { responseIdentifier: 'RESPONSE', shuffle: false, maxChoices: 1 },
    writer.tag('simpleChoice', { identifier: 'true' }, 'True'),
    writer.tag('simpleChoice', { identifier: 'false' }, 'False'),
  );
}

function matching({ pairs, distractors, mark }: MatchingQuestion, writer: QtiItemWriter): string {
  if (pairs.some(({ feedback }) => feedback))
    writer.notes.change('feedback', 'What is said of single pairs is not in the file.');
  const matches = [...new Set([...pairs.map(({ match }) => match), ...distractors])];
  const named = pairs.map(({ match }, index) => `S${index + 1} T${matches.indexOf(match) + 1}`);
  writer.response(
    'RESPONSE',
    'multiple',
    'directedPair',
    writer.correct(...named),
    writer.mapping(named.map((pair) => [pair, mark / pairs.length])),
  );
  writer.rule(
    writer.when(
      writer.tag('not', {}, writer.tag('isNull', {}, writer.variable('RESPONSE'))),
      writer.set('SCORE', writer.tag('mapResponse', { identifier: 'RESPONSE' })),
    ),
  );
  const choice = (identifier: string, matchMax: number, text: string) =>
    writer.tag('simpleAssociableChoice', { identifier, matchMax }, writer.text(text));
  return writer.tag(
    'matchInteraction',
    { responseIdentifier: 'RESPONSE', shuffle: true, maxAssociations: pairs.length },
    writer.tag('simpleMatchSet', {}, ...pairs.map(({ stem }, index) => choice(`S${index + 1}`, 1, stem))),
    writer.tag('simpleMatchSet', {}, ...matches.map((match, index) => choice(`T${index + 1}`, pairs.length, match))),
  );
}

function ordering({ items, scoring, mark, feedback }: OrderingQuestion, writer: QtiItemWriter): string {
  if (feedback !== '') writer.notes.change('feedback', 'What is said of the order is not in the file.');
  const ids = items.map((_, index) => idOf(index));
  const variable = writer.variable('RESPONSE');
  const standsAt = (id: string, n: number) =>
    writer.tag('match', {}, writer.tag('index', { n }, variable), writer.value(id, 'identifier'));
  writer.response('RESPONSE', 'ordered', 'identifier', writer.correct(...ids));
  if (scoring === 'all-or-nothing') {
    const holds = writer.tag('match', {}, variable, writer.tag('correct', { identifier: 'RESPONSE' }));
    writer.rule(writer.when(holds, writer.set('SCORE', writer.value(mark, 'float'))));
  } else if (scoring === 'positions') {
    ids.forEach((id, index) =>
      writer.rule(writer.when(standsAt(id, index + 1), writer.add(writer.value(mark / ids.length, 'float')))),
    );
  } else {
    const follows = (one: string, next: string) =>
      writer.tag(
        'or',
        {},
        ...ids.slice(1).map((_, at) => writer.tag('and', {}, standsAt(one, at + 1), standsAt(next, at + 2))),
      );
    ids
      .slice(1)
      .forEach((next, index) =>
        writer.rule(writer.when(follows(ids[index], next), writer.add(writer.value(mark / (ids.length - 1), 'float')))),
      );
  }
  const written = items.map(({ text }, index) =>
    writer.tag('simpleChoice', { identifier: idOf(index) }, writer.text(text)),
  );
  return writer.tag('orderInteraction', { responseIdentifier: 'RESPONSE', shuffle: true }, ...written);
}

function essay({ modelAnswer, rubric, minimumWords, maximumWords }: EssayQuestion, writer: QtiItemWriter): string {
  if (rubric.length > 0) writer.notes.change('rubric', 'The rubric by which it is marked is not in the file.');
  if (minimumWords !== undefined || maximumWords !== undefined)
    writer.notes.change('words', 'How many words are asked for is not in the file.');
  writer.response('RESPONSE', 'single', 'string');
  const model =
    modelAnswer === undefined
      ? ''
      : writer.tag('rubricBlock', { view: 'scorer' }, writer.flow(writer.block(modelAnswer)));
  return writer.tag('extendedTextInteraction', { responseIdentifier: 'RESPONSE' }) + model;
}

function numberField(
  identifier: string,
  mark: number,
  answers: readonly NumericAnswer[],
  writer: QtiItemWriter,
): string {
  const [main] = answers;
  writer.response(identifier, 'single', 'float', writer.correct(String(main.answer)));
  const branches = answers.map(({ answer, tolerance, fraction = 1, feedback = '' }, index) => {
    const expected = writer.value(answer, 'float');
    const condition = writer.tag(
      'equal',
      { toleranceMode: 'absolute', tolerance: `${tolerance} ${tolerance}` },
      expected,
      writer.variable(identifier),
    );
    return [
      condition,
      [writer.add(writer.value(mark * fraction, 'float')), ...writer.feedback(`${identifier}_${index + 1}`, feedback)],
    ] as const;
  });
  writer.rule(writer.firstOf(branches));
  return writer.tag('textEntryInteraction', { responseIdentifier: identifier });
}

function textField(
  identifier: string,
  mark: number,
  answers: readonly TextAnswer[],
  { letterCase, accents, wildcards }: TextPolicy,
  otherwise: string,
  writer: QtiItemWriter,
): string {
  if (accents === 'ignore') writer.notes.change('accents', 'QTI compares accents exactly.');
  if (wildcards) writer.notes.change('wildcards', 'QTI takes a star for a star.');
  const caseSensitive = letterCase === 'exact';
  writer.response(
    identifier,
    'single',
    'string',
    writer.correct(answers[0]?.text ?? ''),
    writer.mapping(
      answers.map(({ text, fraction = 1 }) => [text, mark * fraction]),
      {},
      caseSensitive,
    ),
  );
  const branches = answers.map(({ text, fraction = 1, feedback = '' }, index) => {
    const condition = writer.tag(
      'stringMatch',
      { caseSensitive, substring: false },
      writer.variable(identifier),
      writer.value(text, 'string'),
    );
    return [
      condition,
      [writer.add(writer.value(mark * fraction, 'float')), ...writer.feedback(`${identifier}_${index + 1}`, feedback)],
    ] as const;
  });
  writer.rule(writer.firstOf(branches, writer.feedback(`${identifier}_OTHER`, otherwise)));
  return writer.tag('textEntryInteraction', { responseIdentifier: identifier });
}

function listField(
  identifier: string,
  mark: number,
  gap: ClozeGap & { type: 'single' },
  writer: QtiItemWriter,
): string {
  const earns = ({ fraction = 0, correct }: QuestionOption) =>
    mark * (gap.scoring === 'weighted' ? fraction : correct ? 1 : 0);
  const best = gap.options.findIndex((option) => earns(option) === Math.max(...gap.options.map(earns)));
  writer.response(identifier, 'single', 'identifier', writer.correct(idOf(best)));
  const branches = gap.options.map((option, index) => {
    const condition = writer.tag('match', {}, writer.variable(identifier), writer.value(idOf(index), 'identifier'));
    const rules = [
      writer.add(writer.value(earns(option), 'float')),
      ...writer.feedback(`${identifier}_${index + 1}`, option.feedback),
    ];
    return [condition, rules] as const;
  });
  writer.rule(writer.firstOf(branches));
  const written = gap.options.map(({ text }, index) =>
    writer.tag(
      'inlineChoice',
      { identifier: idOf(index) },
      writer.definition.format === 'plain' ? escapeText(text) : writer.text(text),
    ),
  );
  return writer.tag('inlineChoiceInteraction', { responseIdentifier: identifier, shuffle: true }, ...written);
}

function cloze({ prompt, gaps, mark }: ClozeQuestion, writer: QtiItemWriter): string {
  const whole = gaps.reduce((sum, { weight }) => sum + weight, 0);
  const fields = new Map(
    gaps.map((gap, index) => {
      const identifier = `GAP${index + 1}`;
      const own = (mark * gap.weight) / whole;
      if (gap.type === 'single') return [gap.slug, listField(identifier, own, gap, writer)];
      if (gap.type === 'short-text')
        return [gap.slug, textField(identifier, own, gap.answers, gap, gap.feedback, writer)];
      const { answer, tolerance, feedback, alternatives = [] } = gap;
      return [gap.slug, numberField(identifier, own, [{ answer, tolerance, feedback }, ...alternatives], writer)];
    }),
  );
  const body = writer
    .prompt(prompt)
    .replace(/\{\{([a-z0-9-]+)\}\}/g, (written, slug: string) => fields.get(slug) ?? written);
  return writer.whole(body);
}

function hotspot({ image, regions, points, scoring, mark, prompt }: HotspotQuestion, writer: QtiItemWriter): string {
  const file = writer.medium(image.src);
  const { width, height } = image;
  if (!file || !width || !height) {
    writer.notes.refuse('picture', 'Its picture does not come along, or its size is not known.');
    return '';
  }
  if (regions.some(({ feedback }) => feedback !== ''))
    writer.notes.change('feedback', 'What is said of single zones is not in the file.');
  const right = regions.flatMap(({ correct }, index) => (correct ? [idOf(index)] : []));
  const share = mark / Math.max(right.length, 1);
  const one = points === 1;
  const isMapped = scoring === 'right-minus-wrong';
  const mapping = writer.mapping(
    regions.map(({ correct }, index) => [idOf(index), correct ? share : -share]),
    { lowerBound: 0 },
  );
  writer.response(
    'RESPONSE',
    one ? 'single' : 'multiple',
    'identifier',
    writer.correct(...right),
    isMapped ? mapping : '',
  );
  const variable = writer.variable('RESPONSE');
  writer.rule(
    isMapped
      ? writer.when(
          writer.tag('not', {}, writer.tag('isNull', {}, variable)),
          writer.set('SCORE', writer.tag('mapResponse', { identifier: 'RESPONSE' })),
        )
      : writer.when(
          writer.tag('match', {}, variable, writer.tag('correct', { identifier: 'RESPONSE' })),
          writer.set('SCORE', writer.value(mark, 'float')),
        ),
  );
  const pixels = (value: number, size: number) => Number((value * size).toFixed(6));
  const written = regions.map(({ polygon, label }, index) =>
    writer.tag('hotspotChoice', {
      identifier: idOf(index),
      shape: 'poly',
      coords: polygon.flatMap(({ x, y }) => [pixels(x, width), pixels(y, height)]).join(','),
      hotspotLabel: label,
    }),
  );
  const data = `../media/${fileNameOf(file)}`;
  const { mediaType: type } = file;
  const picture =
    writer.version === '3.0'
      ? `<img src="${data}" alt="${escapeText(image.alt).replaceAll('"', '&quot;')}" width="${width}" height="${height}"/>`
      : writer.tag('object', { data, type, width, height }, escapeText(image.alt));
  return writer.whole(
    writer.block(prompt) +
      writer.tag('hotspotInteraction', { responseIdentifier: 'RESPONSE', maxChoices: points }, picture, ...written),
  );
}
