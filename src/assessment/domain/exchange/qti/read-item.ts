import { ended, type QuestionContent, shownName } from '../filling';
import { carriedIn, extrasOf } from '../carried';
import { type ImportedQuestion, Notes } from '../exchange';
import { MediaShelf } from '../media';
import { readTwice } from '../settling';
import type { XmlElement } from '../xml/xml-document';
import { childNamed, childrenNamed, firstWithin, textOf } from '../xml/xml-query';
import { readChoice, tidy } from './qti-choice';
import { readGapMatch, readGaps } from './qti-gaps';
import { readHotspot, readSelectPoint } from './qti-hotspot';
import { inQti2Names } from './qti-names';
import { type Neighbours, QtiItem } from './qti-item';
import { readMatch, readOrder } from './qti-pairs';

type Read = (item: QtiItem, interaction: XmlElement, prompt: string) => QuestionContent | null;

/** Interactions that stand by themselves, each with the reader of its kind. */
const READERS: Readonly<Record<string, Read>> = {
  choiceInteraction: readChoice,
  orderInteraction: readOrder,
  matchInteraction: readMatch,
  hotspotInteraction: readHotspot,
  selectPointInteraction: readSelectPoint,
  extendedTextInteraction: readExtendedText,
};

const INLINE = new Set(['textEntryInteraction', 'inlineChoiceInteraction']);

const REASONS: Readonly<Record<string, string>> = {
  associateInteraction: 'Items of one list are paired with each other, which no question here asks.',
  uploadInteraction: 'It is answered by a file, which no question here takes.',
  drawingInteraction: 'It is answered by drawing, which no question here takes.',
  sliderInteraction: 'It is answered by a slider, whose steps no question here has.',
  mediaInteraction: 'It asks to hear or see a medium, which no question here does.',
  customInteraction: 'Its interaction is a program of its own (customInteraction).',
  portableCustomInteraction: 'Its interaction is a program of its own (portable custom interaction).',
  endAttemptInteraction: 'It has buttons that change it while it is answered.',
  hottextInteraction: 'Words of a text are marked, which no question here asks.',
  graphicGapMatchInteraction: 'Pictures are dragged onto a picture, which no question here does.',
  graphicOrderInteraction: 'Places of a picture are put into order, which no question here asks.',
  graphicAssociateInteraction: 'Places of a picture are paired, which no question here asks.',
  positionObjectInteraction: 'A picture is moved over another, which no question here asks.',
};

export interface ItemMetadata {
  readonly keywords: readonly string[];
  /** From the test that names the item, where it says something of it. */
  readonly notes?: (notes: Notes) => void;
}

/** One assessment item of QTI 2.0 to 3.0. */
export function readItem(root: XmlElement, neighbours: Neighbours, metadata: ItemMetadata): ImportedQuestion {
  const element = inQti2Names(root);
  const { identifier = '', title = '' } = element.attributes;
  const body = childNamed(element, 'itemBody');
  const name = shownName(title || textOf(body).replace(/\s+/g, ' ').trim().slice(0, 80), identifier || 'Item');
  const kinds = [
    ...new Set(
      new QtiItem(element, () => '', new Notes(), new MediaShelf(), neighbours).interactions.map((one) => one.name),
    ),
  ];
  const type = kinds.join(' + ') || 'item without interaction';
  const place = { name, type, line: element.line };
  const why = refusal(element, kinds);
  if (why) {
    const notes = new Notes();
    notes.refuse(...why, element.line);
    return ended({ ...place, definition: null, media: [], tags: [] }, notes);
  }
  const shelf = new MediaShelf();
  let readings = 0;
  return readTwice(
    place,
    (say, notes) => {
      readings += 1;
      const { tags, carried } = carriedIn(metadata.keywords);
      const item = new QtiItem(element, say, notes, shelf, neighbours, carried);
      const content = contentOf(item);
      item.tellRubricsLeft(content?.type === 'essay');
      const vignette = content && caseOf(item, neighbours);
      metadata.notes?.(notes);
      if (readings > 1 && content && content.prompt === '' && !vignette)
        notes.refuse('no-prompt', 'It asks nothing: its text is empty.', element.line);
      const mark = item.mark === undefined ? item.declaredMark : tidy(item.mark);
      return {
        told: {
          name,
          // An identifier of XML cannot begin with a digit.
          id: identifier.replace(/^_(?=\d)/, ''),
          ...carried.told,
          ...(mark !== undefined && mark > 0 ? { mark } : {}),
          ...(item.rationale === '' ? {} : { rationale: item.rationale }),
        },
        tags,
        content: content && { ...content, ...extrasOf(carried), ...(vignette ? { case: vignette } : {}) },
      };
    },
    shelf,
  );
}

function refusal(element: XmlElement, kinds: readonly string[]): [code: string, message: string] | null {
  if (kinds.length === 0) return ['not-a-question', 'It asks nothing: it has no interaction.'];
  const unknown = kinds.find((kind) => !READERS[kind] && !INLINE.has(kind) && kind !== 'gapMatchInteraction');
  if (unknown) return ['type-not-read', REASONS[unknown] ?? `The interaction <${unknown}> has no place here.`];
  if (element.attributes.adaptive === 'true') return ['adaptive', 'It is adaptive: it changes while it is answered.'];
  if (firstWithin(element, 'templateDeclaration'))
    return ['template', 'It is a template, made anew for each person by chance.'];
  return null;
}

function contentOf(item: QtiItem): QuestionContent | null {
  const { interactions, notes } = item;
  const [first] = interactions;
  if (interactions.every(({ name }) => INLINE.has(name))) return readGaps(item, interactions);
  if (interactions.length > 1) {
    notes.refuse(
      'several-interactions',
      `It asks ${interactions.length} things at once. Make a question of each.`,
      item.line,
    );
    return null;
  }
  if (first.name === 'gapMatchInteraction') return readGapMatch(item, first);
  return READERS[first.name](item, first, promptAround(item, first));
}

/** What stands around the interaction, and its own prompt, in the order of the document. */
function promptAround(item: QtiItem, interaction: XmlElement): string {
  return item.text(item.body, (element) => {
    if (element === interaction) {
      const prompt = childNamed(interaction, 'prompt');
      return prompt ? item.rawHtml(prompt) : '';
    }
    return item.isPutElsewhere(element) ? '' : undefined;
  });
}

function readExtendedText(item: QtiItem, interaction: XmlElement, prompt: string): QuestionContent | null {
  const { notes } = item;
  const declaration = item.declarationFor(interaction);
  if (!declaration) return null;
  if (declaration.correct || declaration.mapping) {
    notes.change('marking', 'The answer was compared with one that was given; here people mark it.', declaration.line);
  }
  const model = [...item.scorerTexts(), ...(declaration.correct ?? []).map((text) => item.plain(text))].filter(
    (text) => text !== '',
  );
  item.mark = item.declaredMark;
  item.tellOtherFeedback();
  notes.mention('rubric', 'To be filled before approval: a rubric by which it is marked.');
  return { type: 'essay', prompt, rubric: [], ...(model.length > 0 ? { modelAnswer: model.join('\n\n') } : {}) };
}

/** A text on which several items rest, in a file of its own. */
function caseOf(item: QtiItem, neighbours: Neighbours): { slug: string; title: string; text: string } | null {
  const [reference, ...others] = childrenNamed(item.element, 'assessmentStimulusRef', 'stimulusref');
  if (!reference) return null;
  const { href = '', identifier = 'stimulus' } = reference.attributes;
  const stimulus = neighbours.stimulusAt(href);
  if (!stimulus || others.length > 0) {
    item.notes.refuse(
      'stimulus-missing',
      others.length > 0
        ? 'It rests on several texts; a question here has one case.'
        : `The text that it rests on, “${href.slice(0, 100)}”, does not come with the file.`,
      reference.line,
    );
    return null;
  }
  const own = inQti2Names(stimulus);
  const slug =
    identifier
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60)
      .replace(/-$/, '') || 'stimulus';
  return {
    slug,
    title: shownName(own.attributes.title ?? '', identifier),
    text: item.text(childNamed(own, 'stimulusBody')),
  };
}
