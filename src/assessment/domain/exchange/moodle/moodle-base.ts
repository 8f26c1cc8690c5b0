import type { Told } from '../filling';
import type { Notes } from '../exchange';
import { isSlug } from '../filling';
import { childNamed, childrenNamed, textOf } from '../xml/xml-query';
import { carriedIn, type Carried } from '../carried';
import { type MoodleFields, valueOf } from './moodle-fields';
import type { MoodleTexts } from './moodle-texts';

/** What every Moodle question has, whatever its type. */
export interface MoodleBase {
  readonly told: Told;
  readonly prompt: string;
  readonly extras: {
    readonly penalty?: number;
    readonly hints?: readonly string[];
    readonly references?: readonly string[];
  };
  readonly tags: readonly string[];
}

/** Where the questions that follow stand in Moodle's bank. */
export interface MoodleCategory {
  readonly path: readonly string[];
  readonly info: string;
}

/**
 * `$course$/top/Safety/Thorax`: a double slash is a slash within a name. What the context is (`$course$`, `$module$`,
 * `$system$`) says where in Moodle it was, not what it is about.
 */
export function categoryPath(text: string): string[] {
  const parts = text
    .trim()
    .split(/(?<!\/)\/(?!\/)/)
    .map((part) => part.replaceAll('//', '/').trim())
    .filter((part) => part !== '');
  const from = parts.findIndex((part) => !/^\$\w+\$$/.test(part) && part !== 'top');
  return from === -1 ? [] : parts.slice(from);
}

export function readBase(
  name: string,
  fields: MoodleFields,
  texts: MoodleTexts,
  category: MoodleCategory,
  notes: Notes,
  /** Cloze questions have answers within their text, and read it themselves. */
  hasPlainPrompt: boolean,
): MoodleBase {
  fields.take('name');
  const picture = withOldImage(fields, texts);
  const prompt = hasPlainPrompt ? texts.markdown(fields.take('questiontext'), picture) : '';
  const { tags: allTags, idnumber } = readTags(fields, notes);
  const { tags, carried } = carriedIn(allTags);
  const mark = fields.number('defaultgrade', notes);
  const penalty = fields.number('penalty', notes);
  if (fields.flag('hidden', false)) {
    notes.change('was-hidden', 'It was hidden in the other bank; here it is a draft like any other.', fields.line);
  }
  if (penalty !== undefined && (penalty < 0 || penalty > 1)) {
    notes.change('penalty', `A penalty of ${penalty} is not within 0 and 1; it is left out.`, fields.line);
  }
  if (category.info !== '') {
    notes.mention('category-info', `Its category is described as: ${category.info.slice(0, 200)}`, fields.line);
  }
  const hints = readHints(fields, texts, notes);
  const topic = category.path.at(-1);
  if (category.path.length > 1) tags.push(category.path.join('/'));
  return {
    told: {
      name,
      ...carried.told,
      rationale: texts.markdown(fields.take('generalfeedback')),
      ...(mark === undefined ? {} : { mark: positive(mark, fields, notes) }),
      ...(topic === undefined ? {} : { topic }),
      ...(idnumber === '' ? {} : { id: idnumber }),
    },
    prompt,
    extras: {
      ...(penalty !== undefined && penalty >= 0 && penalty <= 1 ? { penalty } : {}),
      ...(hints.length > 0 ? { hints } : {}),
      ...referencesOf(carried),
    },
    tags,
  };
}

const referencesOf = ({ references }: Carried) => (references.length > 0 ? { references } : {});

function positive(mark: number, fields: MoodleFields, notes: Notes): number {
  if (mark > 0) return mark;
  notes.change(
    'mark',
    `It was worth ${mark} marks; a question is worth more than nothing, so it is worth 1 here.`,
    fields.line,
  );
  return 1;
}

function readTags(fields: MoodleFields, notes: Notes): { tags: string[]; idnumber: string } {
  const tags = fields
    .takeAll('tags', 'coursetags')
    .flatMap((list) => childrenNamed(list, 'tag'))
    .map(valueOf)
    .filter((tag) => tag !== '');
  const idnumber = fields.value('idnumber');
  if (idnumber === '' || isSlug(idnumber)) return { tags, idnumber };
  notes.mention('id-number', `Its id number “${idnumber.slice(0, 80)}” is kept as a tag.`, fields.line);
  return { tags: [...tags, `idnumber ${idnumber}`], idnumber: '' };
}

function readHints(fields: MoodleFields, texts: MoodleTexts, notes: Notes): string[] {
  return fields.takeAll('hint').flatMap((hint) => {
    const old = childNamed(hint, 'hintcontent');
    const settings = ['shownumcorrect', 'clearwrong'].filter((name) => childNamed(hint, name));
    const options = textOf(childNamed(hint, 'options')).trim();
    if (options !== '' && options !== '0') settings.push('options');
    const text = texts.markdown(old ?? hint);
    if (settings.length > 0) {
      const empty = text === '' ? ' It has no text, so nothing of it is kept.' : '';
      notes.change(
        'hint-settings',
        `A hint also did “${settings.join('”, “')}”, which is not done here.${empty}`,
        hint.line,
      );
    }
    return text === '' ? [] : [text];
  });
}

/** Files of Moodle 1.x name their picture beside the text. */
function withOldImage(fields: MoodleFields, texts: MoodleTexts): string {
  const name = fields.value('image');
  const data = fields.take('image_base64');
  if (name === '') return '';
  const file = name.replaceAll('/', '_');
  if (data) texts.keepFile(file, textOf(data), data.line);
  return `<p><img src="@@PLUGINFILE@@/${encodeURIComponent(file)}"></p>`;
}
