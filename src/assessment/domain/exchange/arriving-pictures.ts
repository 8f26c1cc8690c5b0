import { harmlessSvg, isPictureType, mostBytes } from '../picture';
import { concluded, type ImportedQuestion, type MediaFile, Notes } from './exchange';
import { textsIn } from './filling';
import { imageSize } from './image-size';
import { type PictureInText, picturesIn } from './markup';
import { mediaFileOf } from './media';

/** Whether a file came here before: its bytes were judged then. */
export type IsKept = (path: string) => boolean;

/**
 * Its pictures as the bank keeps them, each named by the bytes that are kept. A question whose picture is not kept is
 * refused: without it nobody could answer.
 */
export function withKeptPictures(question: ImportedQuestion, isKept: IsKept): ImportedQuestion {
  if (question.definition === null || question.media.length === 0) return question;
  const notes = Notes.of(question.notes);
  let definition = JSON.stringify(question.definition);
  const media: MediaFile[] = [];
  for (const file of question.media) {
    const kept = isKept(file.path) ? file : harmless(file, notes);
    if (kept === null) continue;
    definition = definition.replaceAll(file.path, kept.path);
    media.push(kept);
  }
  const read = JSON.parse(definition) as typeof question.definition;
  return concluded({ ...question, notes: notes.all, definition: read, media });
}

function harmless(file: MediaFile, notes: Notes): MediaFile | null {
  const { bytes, mediaType } = file;
  const refuse = (why: string) => {
    notes.refuse('picture-not-kept', `Its picture (${mediaType}) ${why}.`);
    return null;
  };
  if (!isPictureType(mediaType)) return refuse('is of a kind that is not shown here');
  if (bytes.length > mostBytes(mediaType)) return refuse(`has more than ${mostBytes(mediaType)} bytes`);
  if (mediaType !== 'image/svg+xml') return file;
  const drawing = Buffer.from(bytes).toString('utf8');
  const safe = harmlessSvg(drawing);
  if (safe === null) return refuse('declares more than a drawing needs');
  const kept = mediaFileOf(Buffer.from(safe));
  if (typeof kept === 'string') return refuse(kept);
  if (!drawing.includes(safe)) {
    notes.change('drawing-changed', 'What a drawing does beside being looked at is taken out of its picture.');
  }
  return { ...file, ...kept };
}

/**
 * A question shows one picture, beside its text; other programs put it into the text. Where that is plain to see, it is put
 * beside it here; of pictures that are not shown, that is said.
 */
export function withPictureInPlace(question: ImportedQuestion): ImportedQuestion {
  const { definition, media } = question;
  if (definition === null || definition.format === 'plain') return question;
  const pictures = [...textsIn(definition)].flatMap(picturesIn);
  if (pictures.length === 0) return question;
  const notes = Notes.of(question.notes);
  const [first] = picturesIn(definition.prompt);
  const file = media.find(({ path }) => path === first?.src);
  const prompt = first && without(definition.prompt, first);
  const isPlaced = !definition.image && file !== undefined && first.alt.trim() !== '' && prompt !== '';
  const shown = isPlaced ? { ...definition, prompt, image: imageOf(first, file) } : definition;
  if (isPlaced && !first.isAlone)
    notes.change('picture-moved', 'Its picture stood between the words of its text; it stands beside it now.');
  const hidden = pictures.length - (isPlaced ? 1 : 0);
  if (hidden > 0) {
    const [which, are] = hidden === 1 ? ['A picture', 'is'] : [`${hidden} pictures`, 'are'];
    notes.change(
      'picture-not-shown',
      `${which} within its texts ${are} kept but not shown: a question has one picture, beside its text and told in words.`,
    );
  }
  return concluded({ ...question, notes: notes.all, definition: shown });
}

function without(text: string, { from, to, isAlone }: PictureInText): string {
  return `${text.slice(0, from).trimEnd()}${isAlone ? '\n\n' : ' '}${text.slice(to).trimStart()}`.trim();
}

function imageOf({ src, alt }: PictureInText, { bytes }: MediaFile) {
  const size = imageSize(bytes);
  const isWhole = size && Number.isInteger(size.width) && Number.isInteger(size.height);
  return { src, alt: alt.trim(), ...(isWhole ? size : {}) };
}
