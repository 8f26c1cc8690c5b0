import type { ClozeGap, NumericAnswer } from '../../../../catalogue/question-definition';
import { partSlug, type QuestionContent } from '../filling';
import type { SourceText } from '../markup';
import { type ClozeBlank, clozeParts } from './cloze-grammar';
import { moodleNumber } from './moodle-fields';
import type { MoodleReader } from './moodle-reader';
import { wordsOfHtml } from './moodle-texts';
import { tellOrder, typedAnswers } from './moodle-words';

/** Stands for a blank while the text around it is made Markdown: letters of no script, which no file uses. */
const OPEN = '\ue000';
const CLOSE = '\ue001';

export function readCloze(reader: MoodleReader): QuestionContent | null {
  const { fields, texts, notes, base } = reader;
  const source = texts.sourceOf(fields.take('questiontext'));
  const parts = clozeParts(source?.text ?? '');
  const blanks = parts.filter((part): part is ClozeBlank => typeof part !== 'string');
  if (source === undefined || blanks.length === 0) {
    notes.refuse('gaps', 'Its text has no blanks that can be read.', fields.line);
    return null;
  }
  if (parts.some((part) => typeof part === 'string' && /[{]\d*:[A-Za-z_]+:/.test(part))) {
    notes.refuse('gap-type', 'Its text has a blank of a kind that is not known, or one that never ends.', fields.line);
    return null;
  }
  let blank = 0;
  const marked = parts.map((part) => (typeof part === 'string' ? part : `${OPEN}${(blank += 1)}${CLOSE}`)).join('');
  const prompt = reader
    .say(texts.withMedia(marked), source.as)
    .replace(/\ue000(\d+)\ue001/g, (_, number: string) => `{{${partSlug(Number(number) - 1)}}}`);
  const gaps = blanks.map((found, index) => gapOf(found, partSlug(index), source.as, reader));
  const isWhole = gaps.every((gap) => gap !== null);
  const own = blanks.reduce((sum, { weight }) => sum + weight, 0);
  if (own <= 0) notes.refuse('gap-weight', 'Its blanks are together worth nothing.', fields.line);
  reader.ownMark = own;
  return isWhole ? { type: 'cloze', ...base.extras, prompt, gaps } : null;
}

function gapOf(blank: ClozeBlank, slug: string, as: SourceText['as'], reader: MoodleReader): ClozeGap | null {
  const { notes, fields } = reader;
  const refuse = (code: string, message: string) => {
    notes.refuse(code, `Blank ${slug} (${blank.name}): ${message}`, fields.line);
    return null;
  };
  if (blank.fault) return refuse('gap', `${blank.fault}.`);
  const rest = { slug, weight: blank.weight };
  switch (blank.kind) {
    case 'choices':
      return refuse('gap-type', 'several options are chosen in it, which no blank here allows.');
    case 'choice':
      return choiceGap(blank, rest, as, reader, refuse);
    case 'number':
      return numberGap(blank, rest, as, reader, refuse);
    case 'typed': {
      const { answers, feedback, wildcards } = typedAnswers(
        blank.answers.map(({ text, fraction, feedback: said }) => ({
          text: as === 'plain' || as === 'markdown' ? text : wordsOfHtml(text),
          fraction,
          feedback: reader.say(said, as),
        })),
      );
      if (!answers.some(({ fraction = 1 }) => fraction > 0))
        return refuse('no-right-answer', 'no answer earns anything.');
      if (answers.some(({ fraction = 1 }) => fraction < 0))
        return refuse('fraction', 'an answer earns less than nothing.');
      if (wildcards) tellOrder(answers, reader, fields.line);
      const letterCase = blank.exactCase ? 'exact' : 'ignore';
      return { ...rest, type: 'short-text', answers, feedback, letterCase, accents: 'exact', wildcards };
    }
  }
}

type Place = { readonly slug: string; readonly weight: number };
type Refuse = (code: string, message: string) => null;

function choiceGap(
  { answers }: ClozeBlank,
  rest: Place,
  as: SourceText['as'],
  reader: MoodleReader,
  refuse: Refuse,
): ClozeGap | null {
  if (answers.length < 2) return refuse('too-few-options', 'it has fewer than two options.');
  if (!answers.some(({ fraction }) => fraction > 0)) return refuse('no-right-answer', 'no option earns anything.');
  const isPlain =
    answers.filter(({ fraction }) => fraction === 1).length === 1 &&
    answers.every(({ fraction }) => fraction === 0 || fraction === 1);
  const options = answers.map(({ text, fraction, feedback }, index) => ({
    slug: partSlug(index),
    text: reader.say(text, as),
    correct: fraction > 0,
    feedback: reader.say(feedback, as),
    ...(isPlain ? {} : { fraction }),
  }));
  return { ...rest, type: 'single', ...(isPlain ? {} : { scoring: 'weighted' as const }), options };
}

function numberGap(
  { answers }: ClozeBlank,
  rest: Place,
  as: SourceText['as'],
  reader: MoodleReader,
  refuse: Refuse,
): ClozeGap | null {
  const numbers: (NumericAnswer & { readonly fraction: number })[] = [];
  for (const { text, fraction, feedback } of answers) {
    const said = reader.say(feedback, as);
    if (text === '*' && fraction === 0) {
      if (said !== '')
        reader.notes.change(
          'feedback-left-out',
          `What was said of any other number in blank ${rest.slug} is not kept: “${said.slice(0, 200)}”.`,
          reader.fields.line,
        );
      continue;
    }
    const [answer, tolerance = '0'] = text.split(':');
    const [number, within] = [moodleNumber(answer), moodleNumber(tolerance)];
    if (number === undefined || within === undefined || within < 0 || fraction < 0)
      return refuse('not-a-number', `“${text.slice(0, 40)}” is not a number and how far it may be off.`);
    numbers.push({ answer: number, tolerance: within, fraction, feedback: said });
  }
  const main = numbers.find(({ fraction }) => fraction === 1);
  if (!main) return refuse('no-right-answer', 'no number earns the whole mark.');
  const alternatives = numbers
    .filter((number) => number !== main)
    .map(({ answer, tolerance, fraction, feedback }) => ({
      answer,
      tolerance,
      ...(fraction === 1 ? {} : { fraction }),
      ...(feedback ? { feedback } : {}),
    }));
  return {
    ...rest,
    type: 'numeric',
    answer: main.answer,
    tolerance: main.tolerance,
    ...(alternatives.length > 0 ? { alternatives } : {}),
    feedback: main.feedback ?? '',
  };
}
