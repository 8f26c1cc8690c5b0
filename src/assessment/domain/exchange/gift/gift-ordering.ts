import type { OrderingQuestion } from '../../../../catalogue/question-definition';
import type { Notes } from '../exchange';
import { partSlug } from '../filling';
import type { GiftAnswers, Section } from './gift-section';
import { formattedText } from './gift-text';

/*
 * `{>4 ALL VERTICAL ABSOLUTE_POSITION SHOW`, then an item on each line, in order. Source: import_from_gift of Moodle's
 * question/type/ordering/questiontype.php.
 */

const GRADING: Readonly<Record<string, OrderingQuestion['scoring']>> = {
  ALL_OR_NOTHING: 'all-or-nothing',
  ABSOLUTE_POSITION: 'positions',
  ABSOLUTE: 'positions',
  ABS: 'positions',
  RELATIVE_NEXT_EXCLUDE_LAST: 'adjacent',
};

/** Ways of grading that we do not know; neighbours that follow each other come nearest. */
const OTHER_GRADING =
  /^(RELATIVE_NEXT_INCLUDE_LAST|RELATIVE_ONE_PREVIOUS_AND_NEXT|RELATIVE_ALL_PREVIOUS_AND_NEXT|RELATIVE_TO_CORRECT|RELATIVE|REL|LONGEST_ORDERED_SUBSET|LONGEST_CONTIGUOUS_SUBSET)$/;

const SELECTION = /^(ALL|EXACT|RANDOM|REL|CONTIGUOUS|CONTIG)$/;
const LAYOUT = /^(HORIZONTAL|HORI|H|1|VERTICAL|VERT|V|0)$/;
const SHOWN = /^(SHOW|TRUE|YES|1|HIDE|FALSE|NO|0)$/;

export function orderingOf({ text, format, line }: Section, notes: Notes): GiftAnswers {
  const [head, ...rest] = text.slice(1).split('\n');
  const words = head.trim().split(/[ \t]+/);
  const count = /^\d{1,4}$/.test(words[0]) ? Number(words.shift()) : 0;
  const take = (pattern: RegExp) => (words.length > 0 && pattern.test(words[0]) ? words.shift() : undefined);
  const selection = take(SELECTION);
  take(LAYOUT);
  const other = take(OTHER_GRADING);
  const grading = other === undefined && Object.hasOwn(GRADING, words[0] ?? '') ? words.shift() : undefined;
  take(SHOWN);
  // Whatever is left of the first line is its first item.
  const lines = [words.join(' '), ...rest].map((item) => item.trim()).filter((item) => item !== '');
  const items = lines.map((item) => formattedText(item, format));

  if (other !== undefined) {
    notes.change('grading-changed', `It was graded by ${other}; here, by the neighbours that follow each other.`, line);
  }
  const isPart = selection !== undefined && !['ALL', 'EXACT'].includes(selection) && count < items.length;
  if (isPart) notes.change('all-items-shown', `${count} of its items were shown each time; here, all are.`, line);
  return {
    type: 'ordering',
    texts: items,
    build: (of) => {
      if (items.length < 2) {
        notes.refuse('too-few-items', 'It has fewer than two items to be put into order.', line);
        return null;
      }
      return {
        type: 'ordering',
        items: items.map((item, index) => ({ slug: partSlug(index), text: of(item) })),
        scoring: grading === undefined ? (other === undefined ? 'positions' : 'adjacent') : GRADING[grading],
        feedback: '',
      };
    },
  };
}
