import type {
  ClozeGap,
  ClozeQuestion,
  MatchingQuestion,
  MultipleQuestion,
  NumericQuestion,
  OrderingQuestion,
  QuestionOption,
  ShortTextQuestion,
  SingleQuestion,
} from '../../../../catalogue/question-definition';
import { type ExportedSource, type Exporter, Notes } from '../exchange';
import { comparedWithSource } from '../export-report';
import { plainWords } from '../plain-words';
import { element, isWritable } from '../xml/xml-writer';
import { escapedForCloze } from './cloze-grammar';
import { MoodleWriter, percent } from './moodle-writer';
import { importMoodleXml } from './read-moodle';

/** Questions as Moodle 3 and 4 import them. Each is read back, and the report says what came back otherwise. */
export const moodleXmlExporter: Exporter = {
  format: 'moodle-xml',

  export(questions) {
    let topic = '';
    const parts: string[] = [];
    const report = questions.map((source) => {
      const notes = new Notes();
      const written = writable(source, notes) ? questionOf(new MoodleWriter(source, notes)) : '';
      const own = documentOf([categoryOf(source.definition.topic), written]);
      const line = comparedWithSource(source, written === '' ? undefined : importMoodleXml(own).questions[0], notes);
      if (line.outcome !== 'refused') {
        if (source.definition.topic !== topic) parts.push(categoryOf(source.definition.topic));
        topic = source.definition.topic;
        parts.push(written);
      }
      return line;
    });
    return { bytes: documentOf(parts), mediaType: 'application/xml', fileName: 'questions.xml', report };
  },
};

function documentOf(parts: readonly string[]): Uint8Array {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${parts.filter((part) => part !== '').join('\n')}\n</quiz>\n`;
  return new TextEncoder().encode(text);
}

function categoryOf(topic: string): string {
  const path = topic === '' ? '$course$/top' : `$course$/top/${topic.replaceAll('/', '//')}`;
  return element('question', { type: 'category' }, element('category', {}, element('text', {}, escaped(path))));
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function writable({ definition, name, tags }: ExportedSource, notes: Notes): boolean {
  const isGood =
    isWritable(name) && isWritable(JSON.stringify(definition)) && tags.every(isWritable) && noControls(definition);
  if (!isGood) notes.refuse('not-writable', 'It has a character that no XML can hold.');
  return isGood;
}

/** `JSON.stringify` escapes controls, so they are looked for in the texts themselves. */
function noControls(value: unknown): boolean {
  if (typeof value === 'string') return isWritable(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(noControls);
}

function questionOf(writer: MoodleWriter): string {
  const { definition, notes } = writer;
  switch (definition.type) {
    case 'single':
      return singleOf(definition, writer);
    case 'multiple':
      return multipleOf(definition, writer);
    case 'true-false': {
      const answer = (says: boolean) =>
        element(
          'answer',
          { fraction: definition.answer === says ? 100 : 0, format: 'moodle_auto_format' },
          element('text', {}, String(says)),
          writer.text('feedback', says ? definition.feedback.true : definition.feedback.false),
        );
      return writer.whole('truefalse', writer.prompt(), answer(true), answer(false));
    }
    case 'matching':
      return matchingOf(definition, writer);
    case 'ordering':
      return orderingOf(definition, writer);
    case 'numeric':
      return numericOf(definition, writer);
    case 'short-text':
      return shortTextOf(definition, writer);
    case 'cloze':
      return clozeOf(definition, writer);
    case 'essay':
      if (definition.rubric.length > 0) notes.change('rubric', 'The rubric by which it is marked is not in the file.');
      return writer.whole(
        'essay',
        writer.prompt(),
        element('responseformat', {}, 'editor'),
        definition.minimumWords === undefined ? '' : element('minwordlimit', {}, String(definition.minimumWords)),
        definition.maximumWords === undefined ? '' : element('maxwordlimit', {}, String(definition.maximumWords)),
        element('attachments', {}, '0'),
        definition.modelAnswer === undefined ? '' : writer.text('graderinfo', definition.modelAnswer),
      );
    case 'hotspot':
      notes.refuse('hotspot', 'Moodle has no question in which zones of a picture are marked.');
      return '';
  }
}

function choice(writer: MoodleWriter, fraction: number, option: QuestionOption): string {
  const { inside, files } = writer.inside(option.text);
  return element(
    'answer',
    { fraction: percent(fraction), format: writer.format },
    inside,
    ...files,
    writer.text('feedback', option.feedback),
  );
}

const settings = (single: boolean, keepOrder: boolean | undefined) =>
  element('single', {}, String(single)) +
  element('shuffleanswers', {}, keepOrder ? 'false' : 'true') +
  element('answernumbering', {}, 'abc');

function singleOf({ options, scoring, keepOrder }: SingleQuestion, writer: MoodleWriter): string {
  const fractionOf = ({ fraction = 0, correct }: QuestionOption) =>
    scoring === 'weighted' ? fraction : correct ? 1 : 0;
  const answers = options.map((option) => choice(writer, fractionOf(option), option));
  return writer.whole('multichoice', writer.prompt(), settings(true, keepOrder), ...answers);
}

function multipleOf({ options, scoring, keepOrder }: MultipleQuestion, writer: MoodleWriter): string {
  const { notes } = writer;
  const right = options.filter(({ correct }) => correct).length;
  if (scoring === 'per-option') {
    notes.change('scoring', 'Moodle does not mark option by option; there, right choices less wrong ones count.');
  }
  if (scoring === 'all-or-nothing') {
    notes.mention('plug-in', 'Moodle reads it where the plug-in “All-or-nothing multiple choice” is installed.');
  }
  const fractionOf = ({ fraction = 0, correct }: QuestionOption) => {
    if (scoring === 'weighted') return fraction;
    if (scoring === 'all-or-nothing') return correct ? 1 : 0;
    return (correct ? 1 : -1) / Math.max(right, 1);
  };
  const answers = options.map((option) => choice(writer, fractionOf(option), option));
  const type = scoring === 'all-or-nothing' ? 'multichoiceset' : 'multichoice';
  return writer.whole(type, writer.prompt(), settings(false, keepOrder), ...answers);
}

function matchingOf({ pairs, distractors, format }: MatchingQuestion, writer: MoodleWriter): string {
  if (pairs.some(({ feedback }) => feedback)) {
    writer.notes.change('feedback', 'What is said of single pairs is not in the file.');
  }
  const answer = (match: string) => {
    const words = format === 'plain' ? match : plainWords(match);
    if (words === null) writer.notes.change('formatting', 'The formatting of its choices is written out in signs.');
    return writer.words('answer', words ?? match);
  };
  const sub = (stem: string, match: string) => {
    const { inside, files } = writer.inside(stem);
    return element('subquestion', { format: writer.format }, inside, ...files, answer(match));
  };
  return writer.whole(
    'matching',
    writer.prompt(),
    element('shuffleanswers', {}, 'true'),
    ...pairs.map(({ stem, match }) => sub(stem, match)),
    ...distractors.map((match) => sub('', match)),
  );
}

const GRADING = { 'all-or-nothing': '-1', positions: '0', adjacent: '1' } as const;

function orderingOf({ items, scoring, feedback }: OrderingQuestion, writer: MoodleWriter): string {
  if (feedback !== '') writer.notes.change('feedback', 'What is said of the order is not in the file.');
  const answers = items.map(({ text }, index) => {
    const { inside, files } = writer.inside(text);
    return element('answer', { fraction: index + 1, format: writer.format }, inside, ...files);
  });
  return writer.whole(
    'ordering',
    writer.prompt(),
    element('layouttype', {}, 'VERTICAL'),
    element('selecttype', {}, 'ALL'),
    element('selectcount', {}, '0'),
    element('gradingtype', {}, GRADING[scoring]),
    ...answers,
  );
}

function numericOf(
  { answer, tolerance, unit, feedback, alternatives = [] }: NumericQuestion,
  writer: MoodleWriter,
): string {
  const written = [{ answer, tolerance, fraction: 1, feedback }, ...alternatives].map((one) =>
    element(
      'answer',
      { fraction: percent(one.fraction ?? 1), format: 'moodle_auto_format' },
      element('text', {}, String(one.answer)),
      writer.text('feedback', one.feedback ?? ''),
      element('tolerance', {}, String(one.tolerance)),
    ),
  );
  const units =
    unit === undefined
      ? element('showunits', {}, '3')
      : element(
          'units',
          {},
          element('unit', {}, element('multiplier', {}, '1'), element('unit_name', {}, escaped(unit.symbol))),
        ) +
        element('unitgradingtype', {}, unit.required ? '1' : '0') +
        element('unitpenalty', {}, '1.0') +
        element('showunits', {}, '0');
  return writer.whole('numerical', writer.prompt(), ...written, units);
}

/** Moodle's answers always take `*` for any run of characters. */
const pattern = (text: string, wildcards: boolean) => (wildcards ? text : text.replaceAll('*', '\\*'));

function shortTextOf(question: ShortTextQuestion, writer: MoodleWriter): string {
  const { answers, letterCase, accents, wildcards, feedback } = question;
  if (accents === 'ignore') writer.notes.change('accents', 'Moodle compares accents exactly.');
  const written = answers.map(({ text, fraction = 1, feedback: said = '' }) =>
    element(
      'answer',
      { fraction: percent(fraction), format: 'moodle_auto_format' },
      element('text', {}, escaped(pattern(text, wildcards))),
      writer.text('feedback', said),
    ),
  );
  const otherwise =
    feedback === ''
      ? ''
      : element(
          'answer',
          { fraction: 0, format: 'moodle_auto_format' },
          element('text', {}, '*'),
          writer.text('feedback', feedback),
        );
  return writer.whole(
    'shortanswer',
    writer.prompt(),
    element('usecase', {}, letterCase === 'exact' ? '1' : '0'),
    ...written,
    otherwise,
  );
}

function clozeOf({ prompt, gaps }: ClozeQuestion, writer: MoodleWriter): string {
  if (gaps.some(({ weight }) => !Number.isInteger(weight))) {
    writer.notes.change('weights', 'Moodle’s blanks have whole weights; it may not take these.');
  }
  const codes = new Map(gaps.map((gap) => [gap.slug, codeOf(gap, writer)]));
  const text = writer
    .prompt(prompt)
    .replace(/\{\{([a-z0-9-]+)\}\}/g, (whole, slug: string) => codes.get(slug) ?? whole);
  return writer.whole('cloze', text);
}

function codeOf(gap: ClozeGap, writer: MoodleWriter): string {
  const answer = (fraction: number, text: string, feedback = '') =>
    `${fraction === 1 ? '=' : `%${percent(fraction)}%`}${escapedForCloze(text)}${feedback === '' ? '' : `#${escapedForCloze(feedback)}`}`;
  const code = (name: string, answers: readonly string[]) => `{${gap.weight}:${name}:${answers.join('~')}}`;
  switch (gap.type) {
    case 'single': {
      const fractionOf = ({ fraction = 0, correct }: QuestionOption) =>
        gap.scoring === 'weighted' ? fraction : correct ? 1 : 0;
      return code(
        'MULTICHOICE_S',
        gap.options.map((option) => answer(fractionOf(option), option.text, option.feedback)),
      );
    }
    case 'short-text': {
      if (gap.accents === 'ignore') writer.notes.change('accents', 'Moodle compares accents exactly.');
      const answers = gap.answers.map(({ text, fraction = 1, feedback }) =>
        answer(fraction, pattern(text, gap.wildcards), feedback),
      );
      if (gap.feedback !== '') answers.push(answer(0, '*', gap.feedback));
      return code(gap.letterCase === 'exact' ? 'SHORTANSWER_C' : 'SHORTANSWER', answers);
    }
    case 'numeric': {
      const all = [
        { answer: gap.answer, tolerance: gap.tolerance, fraction: 1, feedback: gap.feedback },
        ...(gap.alternatives ?? []),
      ];
      return code(
        'NUMERICAL',
        all.map((one) => answer(one.fraction ?? 1, `${one.answer}:${one.tolerance}`, one.feedback)),
      );
    }
  }
}
