import type { OrderingQuestion } from '../../../../catalogue/question-definition';
import { partSlug, type QuestionContent } from '../filling';
import { childNamed, textOf } from '../xml/xml-query';
import type { XmlElement } from '../xml/xml-document';
import { moodleNumber, valueOf } from './moodle-fields';
import type { MoodleReader } from './moodle-reader';

export function readMatching(reader: MoodleReader): QuestionContent | null {
  const { fields, texts, notes, base } = reader;
  const pairs: { slug: string; stem: string; match: string }[] = [];
  const distractors: string[] = [];
  for (const sub of fields.takeAll('subquestion')) {
    const answer = childNamed(sub, 'answer');
    const match = reader.say(valueOf(answer), answer ? texts.formatOf(answer, 'plain') : 'plain');
    const hasStem = textOf(childNamed(sub, 'text') ?? sub).trim() !== '' && childNamed(sub, 'text') !== undefined;
    const stem = hasStem ? texts.markdown(sub) : '';
    if (hasStem) pairs.push({ slug: partSlug(pairs.length), stem, match });
    else if (valueOf(answer) !== '') distractors.push(match);
  }
  if (!fields.flag('shuffleanswers', true)) {
    notes.change('keeps-order', 'Its choices kept their order; here they are shuffled.', fields.line);
  }
  reader.takeCombinedFeedback();
  const choices = new Set([...pairs.map(({ match }) => match), ...distractors]);
  if (pairs.length < 1 || (reader.isSecondReading && choices.size < 2)) {
    notes.refuse('too-few-pairs', 'It has no pairs, or all have the same answer.', fields.line);
    return null;
  }
  if (reader.isSecondReading && pairs.some(({ stem, match }) => stem === '' || match === '')) {
    notes.refuse('empty-pair', 'A pair has no text on one side.', fields.line);
    return null;
  }
  return { type: 'matching', prompt: base.prompt, ...base.extras, pairs, distractors: [...new Set(distractors)] };
}

const GRADING: Readonly<Record<string, OrderingQuestion['scoring']>> = {
  '-1': 'all-or-nothing',
  '0': 'positions',
  '1': 'adjacent',
};

/** `qtype_ordering`, which is part of Moodle since 4.4. */
export function readOrdering(reader: MoodleReader): QuestionContent | null {
  const { fields, texts, notes, base } = reader;
  const answers = fields.takeAll('answer');
  // The fraction of an answer is its place, where it says one.
  const place = (answer: XmlElement, index: number) => moodleNumber(answer.attributes.fraction ?? '') ?? index + 1;
  const inOrder = answers
    .map((answer, index) => ({ answer, at: place(answer, index) }))
    .sort((one, other) => one.at - other.at);
  const places = new Set(inOrder.map(({ at }) => at));
  if (answers.length < 2) {
    notes.refuse('too-few-items', 'It has fewer than two items to put into order.', fields.line);
    return null;
  }
  const items = (places.size === answers.length ? inOrder.map(({ answer }) => answer) : answers).map(
    (answer, index) => ({
      slug: partSlug(index),
      text: texts.markdown(answer),
    }),
  );
  const grading = gradingOf(fields.value('gradingtype', '0'));
  const scoring = GRADING[grading];
  if (scoring === undefined) {
    notes.change(
      'scoring',
      `It was marked by Moodle’s rule ${grading.slice(0, 20)}; here by the share of items in their own place.`,
      fields.line,
    );
  }
  const select = fields.value('selecttype', '0');
  const count = fields.number('selectcount', notes) ?? 0;
  if (!['0', 'ALL'].includes(select) && count > 0 && count < items.length) {
    notes.change('all-items', `It asked for ${count} of its items, drawn by chance; here for all.`, fields.line);
  }
  reader.takeCombinedFeedback();
  return {
    type: 'ordering',
    prompt: base.prompt,
    ...base.extras,
    items,
    scoring: scoring ?? 'positions',
    feedback: '',
  };
}

/** The plug-in writes names or numbers, by its version. */
const gradingOf = (text: string) =>
  ({ ALL_OR_NOTHING: '-1', ABSOLUTE_POSITION: '0', ABSOLUTE: '0', RELATIVE_NEXT_EXCLUDE_LAST: '1' })[text] ?? text;

/** Words to be put into the `[[n]]` of a text: `gapselect` from lists, `ddwtos` by dragging. */
export function readWordGaps(reader: MoodleReader): QuestionContent | null {
  const { fields, texts, notes, base } = reader;
  const choices = fields.takeAll('selectoption', 'dragbox').map((choice) => ({
    text: reader.say(valueOf(choice), choice.name === 'dragbox' ? 'html' : 'plain'),
    group: valueOf(childNamed(choice, 'group')) || '1',
    isUnlimited: childNamed(choice, 'infinite') !== undefined,
  }));
  const shuffles = fields.flag('shuffleanswers', false);
  reader.takeCombinedFeedback();
  const source = texts.sourceOf(fields.take('questiontext'));
  const numbers = [...(source?.text ?? '').matchAll(/\[\[(\d+)\]\]/g)].map(([, number]) => Number(number));
  if (numbers.length === 0 || numbers.some((number) => choices[number - 1] === undefined)) {
    notes.refuse('gaps', 'Its text has no gaps, or one for which there is no word.', fields.line);
    return null;
  }
  if (choices.some(({ isUnlimited }, index) => !isUnlimited && !numbers.includes(index + 1)) || !shuffles) {
    notes.mention(
      'word-lists',
      'Each gap has a list of its own with all words of its group, in any order.',
      fields.line,
    );
  }
  if (fields.element.attributes.type === 'ddwtos') {
    notes.change(
      'dragged-words',
      'Words were dragged into the gaps; here each gap has a list to choose from.',
      fields.line,
    );
  }
  let gap = -1;
  const prompt = base.prompt.replace(/\\?\[\\?\[(\d+)\\?\]\\?\]/g, () => `{{${partSlug((gap += 1))}}}`);
  return {
    type: 'cloze',
    ...base.extras,
    prompt,
    gaps: numbers.map((number, index) => {
      const right = choices[number - 1];
      const list = choices.filter(({ group }) => group === right.group);
      return {
        slug: partSlug(index),
        weight: 1,
        type: 'single' as const,
        options: list.map((choice, at) => ({
          slug: partSlug(at),
          text: choice.text,
          correct: choice === right,
          feedback: '',
        })),
      };
    }),
  };
}
