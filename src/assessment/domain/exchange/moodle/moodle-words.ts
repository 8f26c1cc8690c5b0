import type { NumericAnswer, TextAnswer } from '../../../../catalogue/question-definition';
import type { QuestionContent } from '../filling';
import type { XmlElement } from '../xml/xml-document';
import { childNamed, childrenNamed } from '../xml/xml-query';
import { fractionOfAnswer } from './moodle-choices';
import { moodleNumber, valueOf } from './moodle-fields';
import type { MoodleReader } from './moodle-reader';

/** An answer of Moodle's short answers and blanks, before it is asked whether stars stand for anything. */
export interface Typed {
  readonly text: string;
  readonly fraction: number;
  readonly feedback: string;
}

const hasStar = (text: string) => /(?<!\\)\*/.test(text);

/**
 * Moodle's `*` stands for any run of characters in every answer. Where none has one, the words are simply words. A last
 * `*` that earns nothing is what is said to everybody whom no answer fits.
 */
export function typedAnswers(typed: readonly Typed[]): {
  readonly answers: readonly TextAnswer[];
  readonly feedback: string;
  readonly wildcards: boolean;
} {
  const last = typed.at(-1);
  const others = last && last.text === '*' && last.fraction === 0 ? typed.slice(0, -1) : typed;
  const wildcards = others.some(({ text }) => hasStar(text));
  return {
    answers: others.map(({ text, fraction, feedback }) => ({
      text: wildcards ? text : text.replaceAll('\\*', '*'),
      ...(fraction === 1 ? {} : { fraction }),
      ...(feedback === '' ? {} : { feedback }),
    })),
    feedback: others === typed ? '' : (last?.feedback ?? ''),
    wildcards,
  };
}

/** Moodle takes the first answer that fits, we the best: the same, unless a star may fit what a later answer fits better. */
export function tellOrder(answers: readonly TextAnswer[], { notes }: Pick<MoodleReader, 'notes'>, line?: number): void {
  const fractions = answers.map(({ fraction = 1 }) => fraction);
  const risesAfterStar = answers.some(
    ({ text }, index) => hasStar(text) && fractions.slice(index + 1).some((later) => later > fractions[index]),
  );
  if (risesAfterStar) {
    notes.change('best-answer-counts', 'The first answer that fitted counted; here the best that fits does.', line);
  }
}

export function readShortAnswer(reader: MoodleReader): QuestionContent | null {
  const { fields, texts, notes, base } = reader;
  const typed = fields.takeAll('answer').map((answer) => ({
    text: valueOf(answer),
    fraction: fractionOfAnswer(answer, reader),
    feedback: texts.markdown(childNamed(answer, 'feedback')),
  }));
  const exact = fields.flag('usecase', false);
  const { answers, feedback, wildcards } = typedAnswers(typed);
  if (!answers.some(({ fraction = 1 }) => fraction > 0)) {
    notes.refuse('no-right-answer', 'None of its answers earns anything, so there is no right answer.', fields.line);
    return null;
  }
  if (answers.some(({ fraction = 1 }) => fraction < 0)) {
    notes.refuse('fraction', 'An answer earns less than nothing, which a typed answer cannot here.', fields.line);
    return null;
  }
  if (wildcards) tellOrder(answers, reader, fields.line);
  return {
    type: 'short-text',
    prompt: base.prompt,
    ...base.extras,
    letterCase: exact ? 'exact' : 'ignore',
    accents: 'exact',
    wildcards,
    answers,
    feedback,
  };
}

export function readNumerical(reader: MoodleReader): QuestionContent | null {
  const { fields, texts, notes, base } = reader;
  const found = fields.takeAll('answer').map((answer) => ({
    text: valueOf(answer) || directText(answer),
    tolerance: valueOf(childNamed(answer, 'tolerance')),
    fraction: fractionOfAnswer(answer, reader),
    feedback: texts.markdown(childNamed(answer, 'feedback')),
    line: answer.line,
  }));
  const numbers = found.filter(({ text }) => text !== '*');
  const otherwise = found.filter(({ text }) => text === '*');
  if (otherwise.some(({ fraction }) => fraction !== 0)) {
    notes.refuse(
      'any-number',
      'It gives marks for any number (“*”), which a numeric question cannot here.',
      fields.line,
    );
    return null;
  }
  for (const { feedback, line } of otherwise) {
    if (feedback !== '')
      notes.change(
        'feedback-left-out',
        `What was said of any other number is not kept: “${feedback.slice(0, 200)}”.`,
        line,
      );
  }
  const answers: (NumericAnswer & { readonly fraction: number })[] = [];
  for (const { text, tolerance, fraction, feedback, line } of numbers) {
    const answer = moodleNumber(text);
    const within = tolerance === '' ? 0 : moodleNumber(tolerance);
    if (answer === undefined || within === undefined || within < 0 || fraction < 0) {
      notes.refuse(
        'not-a-number',
        `An answer, “${text.slice(0, 40)}” ± “${tolerance.slice(0, 40)}”, cannot be read as a number and how far it may be off.`,
        line,
      );
      return null;
    }
    answers.push({ answer, tolerance: within, fraction, feedback });
  }
  const main = answers.find(({ fraction }) => fraction === 1);
  if (!main) {
    notes.refuse('no-right-answer', 'None of its numbers earns the whole mark.', fields.line);
    return null;
  }
  const alternatives = answers
    .filter((answer) => answer !== main)
    .map(({ answer, tolerance, fraction, feedback }) => ({
      answer,
      tolerance,
      ...(fraction === 1 ? {} : { fraction }),
      ...(feedback ? { feedback } : {}),
    }));
  const unit = readUnit(reader);
  return {
    type: 'numeric',
    prompt: base.prompt,
    ...base.extras,
    answer: main.answer,
    tolerance: main.tolerance,
    ...(unit ? { unit } : {}),
    feedback: main.feedback ?? '',
    ...(alternatives.length > 0 ? { alternatives } : {}),
  };
}

/** Moodle 1.x wrote the number straight into the element. */
function directText(answer: XmlElement): string {
  return answer.children
    .filter((node) => typeof node === 'string')
    .join('')
    .trim();
}

function readUnit({ fields, notes }: MoodleReader): { symbol: string; required: boolean } | undefined {
  const units = fields
    .takeAll('units')
    .flatMap((list) => childrenNamed(list, 'unit'))
    .map((unit) => ({
      symbol: valueOf(childNamed(unit, 'unit_name')),
      multiplier: moodleNumber(valueOf(childNamed(unit, 'multiplier'))) ?? 1,
    }))
    .filter(({ symbol }) => symbol !== '');
  const graded = fields.value('unitgradingtype', '0') !== '0';
  const penalty = fields.value('unitpenalty');
  fields.take('defaultunit');
  const shown = fields.value('showunits', units.length === 0 ? '3' : '0');
  const instructions = fields.value('instructions');
  if (instructions !== '') {
    notes.change(
      'instructions',
      `The instructions on units are not kept: “${instructions.slice(0, 200)}”.`,
      fields.line,
    );
  }
  const own = units.find(({ multiplier }) => multiplier === 1) ?? units[0];
  if (!own) return undefined;
  if (units.length > 1) {
    const rest = units.filter((unit) => unit !== own).map(({ symbol, multiplier }) => `${symbol} × ${multiplier}`);
    notes.change(
      'other-units',
      `Only ${own.symbol} is accepted here, not ${rest.join(', ').slice(0, 200)}.`,
      fields.line,
    );
  }
  if (own.multiplier !== 1) {
    notes.change(
      'unit-multiplier',
      `The unit ${own.symbol} multiplied the number by ${own.multiplier}; here it does not.`,
      fields.line,
    );
  }
  if (graded && moodleNumber(penalty || '0.1') !== 1) {
    notes.change('unit-penalty', `A wrong unit cost ${penalty || '0.1'}; here it costs the whole mark.`, fields.line);
  }
  if (graded && (shown === '1' || shown === '2')) {
    notes.change('unit-choice', 'The unit was chosen from a list; here it is typed.', fields.line);
  }
  return { symbol: own.symbol, required: graded };
}

export function readEssay(reader: MoodleReader): QuestionContent | null {
  const { fields, texts, notes, base } = reader;
  const format = fields.value('responseformat', 'editor');
  const attachments = fields.value('attachments', '0');
  const required = fields.value('attachmentsrequired', '0');
  const types = fields.value('filetypeslist');
  fields.value('maxbytes');
  fields.value('responserequired');
  if (format === 'noinline' || (required !== '0' && required !== '')) {
    notes.refuse('needs-files', 'It is answered by files that are sent in, which no question here takes.', fields.line);
    return null;
  }
  if (attachments !== '0') {
    notes.change(
      'no-files',
      `Files could be added to the answer${types === '' ? '' : ` (${types.slice(0, 80)})`}; here it is text alone.`,
      fields.line,
    );
  }
  const template = texts.markdown(fields.take('responsetemplate'));
  if (template !== '') {
    notes.change(
      'response-template',
      `The answer began with a template, which is not kept: “${template.slice(0, 200)}”.`,
      fields.line,
    );
  }
  const minimum = words(fields.number('minwordlimit', notes));
  const maximum = words(fields.number('maxwordlimit', notes));
  const modelAnswer = texts.markdown(fields.take('graderinfo'));
  notes.mention('rubric', 'To be filled before approval: a rubric by which it is marked.');
  return {
    type: 'essay',
    prompt: base.prompt,
    ...base.extras,
    ...(minimum ? { minimumWords: minimum } : {}),
    ...(maximum ? { maximumWords: maximum } : {}),
    rubric: [],
    ...(modelAnswer === '' ? {} : { modelAnswer }),
  };
}

const words = (count: number | undefined) => (count !== undefined && count >= 1 ? Math.floor(count) : undefined);
