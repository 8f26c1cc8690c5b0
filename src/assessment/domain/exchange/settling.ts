import { type ImportedQuestion, Notes } from './exchange';
import { ended, filled, type QuestionContent, refuseWhatCannotBeKept, type Told } from './filling';
import type { MediaShelf } from './media';
import { settled, type SourceText } from './markup';

/** Makes a text of the file a text of the definition. */
export type Say = (source: SourceText) => string;

/** What was found in one question of a file. */
export interface Reading {
  readonly told: Told;
  readonly tags: readonly string[];
  /** `null` exactly where a note refuses it. */
  readonly content: QuestionContent | null;
}

export interface QuestionPlace {
  readonly name: string;
  readonly type: string;
  readonly line: number;
}

/**
 * Reads one question. All its texts are either plain or Markdown, which only all of them together can tell: so it is read
 * once to gather them and once more to place them. `read` therefore keeps nothing but what it is given.
 */
export function readTwice(
  { name, type, line }: QuestionPlace,
  read: (say: Say, notes: Notes) => Reading,
  shelf: MediaShelf,
): ImportedQuestion {
  const sources: SourceText[] = [];
  read((source) => {
    sources.push(source);
    return '';
  }, new Notes());
  const notes = new Notes();
  const texts = settled(sources, notes, { picture: shelf.picture, line });
  const { told, tags, content } = read(texts.of, notes);
  const format = texts.format.format;
  const whole = content && format ? { ...content, format } : content;
  if (whole) refuseWhatCannotBeKept(whole, notes, line);
  for (const { mediaType } of shelf.unused) {
    notes.change('file-not-used', `A file (${mediaType}) of the question is not named by any of its texts.`, line);
  }
  const definition = whole && !notes.refuses ? filled(told, whole, notes) : null;
  return ended({ name, type, line, definition, media: shelf.all, tags }, notes);
}
