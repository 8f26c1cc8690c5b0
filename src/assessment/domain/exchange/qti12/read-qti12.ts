import type { QuestionCase } from '../../../../catalogue/question-definition';
import { ended, type QuestionContent, shownName } from '../filling';
import { type ImportedQuestion, Notes } from '../exchange';
import { MediaShelf } from '../media';
import type { Neighbours } from '../qti/qti-item';
import { readTwice, type Say } from '../settling';
import type { XmlElement } from '../xml/xml-document';
import { childNamed, elementsOf, textOf, within } from '../xml/xml-query';
import { fieldsOf, Qti12Item } from './qti12-item';
import {
  readBlanks12,
  readCategories12,
  readChoice12,
  readMatching12,
  readOrdered12,
  readTyped12,
} from './qti12-readers';

/** Kinds of question, by the names of Canvas and others, that have no place here. */
const REASONS: Readonly<Record<string, string>> = {
  calculated_question: 'It is made anew for each person from a formula, which no question here does.',
  file_upload_question: 'It is answered by a file, which no question here takes.',
  text_only_question: 'It asks nothing. Put its text into the questions that need it, as their case.',
  Calculated: 'It is made anew for each person from a formula, which no question here does.',
  'File Upload': 'It is answered by a file, which no question here takes.',
};

/** All items of a QTI 1.2 file, in its order, whatever sections and banks they stand in. */
export function readQti12(root: XmlElement, neighbours: Neighbours): ImportedQuestion[] {
  const bankTitle =
    [...within(root, ({ name }) => name === 'objectbank')].map(titleOfBank).find((title) => title !== '') ?? '';
  const items = [...within(root, ({ name }) => name === 'item')];
  const stimuli = stimuliOf(items);
  // A text that questions rest on is their case, and no question by itself.
  const used = new Set(stimuli.values());
  return items
    .filter((item) => !used.has(item))
    .map((item, index) => readItem12(item, neighbours, index + 1, bankTitle, stimuli.get(item)));
}

/** New Quizzes: an item names the item whose text it rests on. */
function stimuliOf(items: readonly XmlElement[]): Map<XmlElement, XmlElement> {
  const byId = new Map(items.map((item) => [item.attributes.ident ?? '', item]));
  const found = new Map<XmlElement, XmlElement>();
  for (const item of items) {
    const ident = fieldsOf(item).get('parent_stimulus_item_ident');
    const stimulus = ident === undefined ? undefined : byId.get(ident);
    if (stimulus && stimulus !== item && fieldsOf(stimulus).get('question_type') === 'text_only_question')
      found.set(item, stimulus);
  }
  return found;
}

function caseOf(stimulus: XmlElement, say: Say, notes: Notes, shelf: MediaShelf, neighbours: Neighbours): QuestionCase {
  const { ident = '', title = '' } = stimulus.attributes;
  const read = new Qti12Item(stimulus, say, notes, shelf, neighbours);
  const slug = ident
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '');
  return { slug: slug || 'stimulus', title: shownName(title, 'Stimulus'), text: read.say(read.promptSource) };
}

function titleOfBank(bank: XmlElement): string {
  for (const field of within(bank, ({ name }) => name === 'qtimetadatafield' || name === 'item')) {
    if (field.name === 'qtimetadatafield' && textOf(childNamed(field, 'fieldlabel')).trim() === 'bank_title')
      return textOf(childNamed(field, 'fieldentry')).trim();
  }
  return '';
}

function readItem12(
  element: XmlElement,
  neighbours: Neighbours,
  number: number,
  topic: string,
  stimulus: XmlElement | undefined,
): ImportedQuestion {
  const scratch = new Qti12Item(element, () => '', new Notes(), new MediaShelf(), neighbours);
  const { ident = '', title = '' } = element.attributes;
  const words = (scratch.promptSource?.text ?? '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const isStock = /^(question|item|fråga|frage|pregunta)?\s*\d*$/i.test(title.trim());
  const name = shownName(isStock ? words.slice(0, 80) : title, ident || `Question ${number}`);
  const named =
    scratch.fields.get('question_type') ??
    scratch.fields.get('cc_profile') ??
    scratch.fields.get('bbmd_questiontype') ??
    scratch.fields.get('qmd_itemtype') ??
    '';
  const type = named || [...new Set(scratch.responses.map(({ kind }) => kind))].join(' + ') || 'item';
  const place = { name, type, line: element.line };
  const why = Object.hasOwn(REASONS, named)
    ? REASONS[named]
    : scratch.responses.length === 0
      ? 'It asks nothing: it has no response.'
      : undefined;
  if (why !== undefined) {
    const notes = new Notes();
    notes.refuse(scratch.responses.length === 0 ? 'not-a-question' : 'type-not-read', why, element.line);
    return ended({ ...place, definition: null, media: [], tags: [] }, notes);
  }
  const shelf = new MediaShelf();
  let readings = 0;
  return readTwice(
    place,
    (say, notes) => {
      readings += 1;
      const item = new Qti12Item(element, say, notes, shelf, neighbours);
      const content = contentOf(item, named);
      if (readings > 1 && content && content.prompt === '')
        notes.refuse('no-prompt', 'It asks nothing: its text is empty.', element.line);
      tellWhatIsLeft(item);
      const vignette = stimulus && caseOf(stimulus, say, notes, shelf, neighbours);
      const mark =
        item.declaredMark ?? (item.mark === undefined || item.mark === 100 || isPercent(item) ? 1 : item.mark);
      return {
        told: {
          name,
          id: ident,
          mark,
          ...(topic === '' ? {} : { topic }),
          ...(item.rationale === '' ? {} : { rationale: item.rationale }),
        },
        tags: [],
        content: content && vignette ? { ...content, case: vignette } : content,
      };
    },
    shelf,
  );
}

/** Scores count in per cent wherever the most is called 100. */
const isPercent = ({ processing }: Qti12Item) => processing.maximum === 100;

function contentOf(item: Qti12Item, named: string): QuestionContent | null {
  const { responses, notes, line } = item;
  const kinds = new Set(responses.map(({ kind }) => kind));
  const [only] = responses;
  if (named === 'multiple_dropdowns_question') return readBlanks12(item, false);
  if (named === 'fill_in_multiple_blanks_question') return readBlanks12(item, true);
  if (named === 'categorization_question') return readCategories12(item);
  if (named === '' && hasBlanks(item)) return readBlanks12(item, false);
  if (kinds.size === 1 && only.kind === 'response_lid') {
    if (responses.length > 1 || /matching/i.test(named)) return readMatching12(item);
    if (only.cardinality === 'ordered') return readOrdered12(item, only);
    return readChoice12(item, only);
  }
  if (responses.length === 1 && (only.kind === 'response_str' || only.kind === 'response_num'))
    return readTyped12(item, only);
  const reason =
    responses.length > 1 ? `It asks ${responses.length} things at once.` : `<${only.kind}> has no place here.`;
  notes.refuse(responses.length > 1 ? 'several-interactions' : 'type-not-read', reason, line);
  return null;
}

/** Where nothing says what it is: each response is one of the blanks of the text. */
function hasBlanks({ responses, promptSource }: Qti12Item): boolean {
  const names = responses.map(({ identifier }) => /^response_(.+)$/.exec(identifier)?.[1]);
  return (
    responses.every(({ kind }) => kind === 'response_lid') &&
    names.every((name) => promptSource?.text.includes(`[${name}]`))
  );
}

const READ = new Set([
  'itemmetadata',
  'presentation',
  'resprocessing',
  'itemfeedback',
  'qticomment',
  'duration',
  'objectives',
  'itemcontrol',
  'itemprecondition',
  'itempostcondition',
  'itemrubric',
  'itemproc_extension',
  'reference',
]);
const TOLD = new Set(['objectives', 'itemrubric', 'itemproc_extension', 'reference', 'itemprecondition']);

function tellWhatIsLeft({ element, notes }: Qti12Item): void {
  for (const child of elementsOf(element)) {
    const words = textOf(child).replace(/\s+/g, ' ').trim();
    if (words === '' || (READ.has(child.name) && !TOLD.has(child.name))) continue;
    notes.change('not-kept', `<${child.name}> has no place here: “${words.slice(0, 80)}”.`, child.line);
  }
}
