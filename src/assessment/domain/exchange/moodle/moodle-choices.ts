import type { QuestionOption } from '../../../../catalogue/question-definition';
import type { QuestionContent } from '../filling';
import { partSlug } from '../filling';
import { childNamed, textOf } from '../xml/xml-query';
import type { XmlElement } from '../xml/xml-document';
import { fractionOf, valueOf } from './moodle-fields';
import type { MoodleReader } from './moodle-reader';

/** Fractions as Moodle rounds them are as near to each other as this. */
const NEAR = 1e-5;
const isNear = (one: number, other: number) => Math.abs(one - other) < NEAR;

interface Weighed extends QuestionOption {
  readonly fraction: number;
}

/** The part of the mark of one `<answer>`, 0 where nothing is said. */
export function fractionOfAnswer(answer: XmlElement, { notes }: Pick<MoodleReader, 'notes'>): number {
  const attribute = answer.attributes.fraction;
  const own = textOf(childNamed(answer, 'fraction')).trim();
  // Moodle 1.x wrote 0 to 1 in an element of its own.
  if (attribute === undefined && own !== '') return Number(own) || 0;
  if (attribute === undefined || attribute.trim() === '') {
    notes.mention('no-fraction', 'An answer does not say what it earns; it earns nothing, as in Moodle.', answer.line);
    return 0;
  }
  const fraction = fractionOf(attribute);
  if (fraction === undefined || Math.abs(fraction) > 1) {
    notes.refuse(
      'fraction',
      `An answer earns “${attribute.slice(0, 20)}” per cent, which is not within −100 and 100.`,
      answer.line,
    );
    return 0;
  }
  return fraction;
}

function optionsOf({ fields, texts, notes }: MoodleReader): Weighed[] {
  return fields.takeAll('answer').map((answer, index) => {
    const fraction = fractionOfAnswer(answer, { notes });
    return {
      slug: partSlug(index),
      text: texts.markdown(answer),
      correct: fraction > 0,
      feedback: texts.markdown(childNamed(answer, 'feedback')),
      fraction,
    };
  });
}

const unweighed = ({ slug, text, correct, feedback }: Weighed): QuestionOption => ({ slug, text, correct, feedback });

function tellEmpty(options: readonly QuestionOption[], { notes, fields, isSecondReading }: MoodleReader): void {
  if (isSecondReading && options.some(({ text }) => text === '')) {
    notes.refuse('empty-option', 'An option has no text.', fields.line);
  }
}

export function readMultichoice(reader: MoodleReader): QuestionContent | null {
  const { fields, notes, base } = reader;
  const options = optionsOf(reader);
  const isSingle = fields.flag('single', true);
  const shuffles = fields.flag('shuffleanswers', false);
  const numbering = fields.value('answernumbering', 'abc');
  if (numbering !== 'abc') {
    notes.change(
      'numbering',
      `Its options were numbered “${numbering.slice(0, 20)}”; here they are lettered.`,
      fields.line,
    );
  }
  reader.takeCombinedFeedback();
  if (options.length < 2) {
    notes.refuse('too-few-options', `It has ${options.length} options; two at least are needed.`, fields.line);
    return null;
  }
  if (!options.some(({ correct }) => correct)) {
    notes.refuse('no-right-answer', 'None of its options earns anything, so there is no right answer.', fields.line);
    return null;
  }
  tellEmpty(options, reader);
  const rest = { prompt: base.prompt, ...base.extras, ...(shuffles ? {} : { keepOrder: true }) };
  return isSingle ? single(options, rest, reader) : multiple(options, rest, reader);
}

type Rest = { prompt: string; keepOrder?: boolean };

function single(options: readonly Weighed[], rest: Rest, { notes, fields }: MoodleReader): QuestionContent {
  const isPlain =
    options.filter(({ fraction }) => fraction === 1).length === 1 &&
    options.every(({ fraction }) => fraction === 1 || fraction === 0);
  if (isPlain) return { type: 'single', ...rest, options: options.map(unweighed) };
  if (!options.some(({ fraction }) => isNear(fraction, 1))) {
    notes.mention('no-full-mark', 'None of its options earns the whole mark.', fields.line);
  }
  return { type: 'single', scoring: 'weighted', ...rest, options };
}

function multiple(options: readonly Weighed[], rest: Rest, { notes, fields }: MoodleReader): QuestionContent {
  const right = options.filter(({ correct }) => correct);
  const wrong = options.filter(({ correct }) => !correct);
  const share = 1 / right.length;
  const isRightMinusWrong =
    wrong.length > 0 &&
    right.every(({ fraction }) => isNear(fraction, share)) &&
    wrong.every(({ fraction }) => isNear(fraction, -share));
  if (isRightMinusWrong) {
    return { type: 'multiple', scoring: 'right-minus-wrong', ...rest, options: options.map(unweighed) };
  }
  const most = right.reduce((sum, { fraction }) => sum + fraction, 0);
  if (!isNear(most, 1) && Math.abs(most - 1) > 1e-3) {
    notes.mention(
      'no-full-mark',
      `Its right options together earn ${Math.round(most * 100)} % of the mark.`,
      fields.line,
    );
  }
  return { type: 'multiple', scoring: 'weighted', ...rest, options };
}

/** `multichoiceset` ("all or nothing"), a plug-in of Moodle that many use: all right options and no other. */
export function readAllOrNothing(reader: MoodleReader): QuestionContent | null {
  const { fields, notes, base } = reader;
  const options = optionsOf(reader).map((option) => unweighed({ ...option, correct: option.fraction > 0 }));
  const shuffles = fields.flag('shuffleanswers', false);
  fields.takeAll('answernumbering', 'single');
  reader.takeCombinedFeedback();
  if (options.length < 2 || !options.some(({ correct }) => correct)) {
    notes.refuse('no-right-answer', 'It has fewer than two options, or none that is right.', fields.line);
    return null;
  }
  tellEmpty(options, reader);
  const order = shuffles ? {} : { keepOrder: true };
  return { type: 'multiple', scoring: 'all-or-nothing', prompt: base.prompt, ...base.extras, ...order, options };
}

export function readTrueFalse(reader: MoodleReader): QuestionContent | null {
  const { fields, texts, notes, base } = reader;
  const answers = fields.takeAll('answer').map((answer) => ({
    says: valueOf(answer).toLowerCase(),
    fraction: fractionOfAnswer(answer, reader),
    feedback: texts.markdown(childNamed(answer, 'feedback')),
  }));
  const of = (says: string) => answers.find((answer) => answer.says === says);
  const [yes, no] = [of('true'), of('false')];
  const right = answers.filter(({ fraction }) => fraction > 0);
  if (right.length !== 1 || right[0].fraction !== 1 || (right[0] !== yes && right[0] !== no)) {
    notes.refuse('true-or-false', 'It does not say that exactly one of true and false is right.', fields.line);
    return null;
  }
  if (answers.some((answer) => answer !== yes && answer !== no)) {
    notes.refuse('true-or-false', 'It has an answer that is neither true nor false.', fields.line);
    return null;
  }
  return {
    type: 'true-false',
    prompt: base.prompt,
    ...base.extras,
    answer: right[0] === yes,
    feedback: { true: yes?.feedback ?? '', false: no?.feedback ?? '' },
  };
}
