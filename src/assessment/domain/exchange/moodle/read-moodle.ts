import { ended, type QuestionContent, shownName } from '../filling';
import { ImportFault, type ImportedQuestion, type Importer, Notes, reportOf } from '../exchange';
import { EXCHANGE_LIMITS } from '../limits';
import { MediaShelf } from '../media';
import { readTwice } from '../settling';
import { parseXml, type XmlElement } from '../xml/xml-document';
import { childNamed, elementsOf } from '../xml/xml-query';
import { categoryPath, type MoodleCategory, readBase } from './moodle-base';
import { readAllOrNothing, readMultichoice, readTrueFalse } from './moodle-choices';
import { readCloze } from './moodle-cloze';
import { MoodleFields, valueOf } from './moodle-fields';
import { readMatching, readOrdering, readWordGaps } from './moodle-pairs';
import { MoodleReader } from './moodle-reader';
import { MoodleTexts, wordsOfHtml } from './moodle-texts';
import { readEssay, readNumerical, readShortAnswer } from './moodle-words';

type Read = (reader: MoodleReader) => QuestionContent | null;

const READERS: Readonly<Record<string, Read>> = {
  multichoice: readMultichoice,
  multichoiceset: readAllOrNothing,
  truefalse: readTrueFalse,
  shortanswer: readShortAnswer,
  numerical: readNumerical,
  matching: readMatching,
  match: readMatching,
  essay: readEssay,
  cloze: readCloze,
  multianswer: readCloze,
  ordering: readOrdering,
  gapselect: readWordGaps,
  ddwtos: readWordGaps,
};

/** Why a kind of question of Moodle’s own has no place here. */
const REASONS: Readonly<Record<string, string>> = {
  description: 'A description asks nothing. Put its text into the questions that need it, as their case.',
  calculated: 'A calculated question is made anew for each person from a formula, which no question here does.',
  calculatedmulti: 'A calculated question is made anew for each person from a formula, which no question here does.',
  calculatedsimple: 'A calculated question is made anew for each person from a formula, which no question here does.',
  random: 'A random question draws others from Moodle’s bank. Give the quiz a pool rule instead.',
  randomsamatch: 'It is drawn by chance from short answers of Moodle’s bank.',
  ddmarker:
    'Several named markers are dragged onto a picture, which a hotspot, whose points are all alike, cannot say.',
  ddimageortext: 'Pictures or words are dragged onto places of a picture, which no question here does.',
  missingtype: 'Its type was already missing in the Moodle that it came from.',
};

/** Questions as Moodle 1.9 to 5 exports them. */
export const importMoodleXml: Importer = (bytes) => {
  const root = parseXml(bytes);
  if (root.name !== 'quiz') {
    throw new ImportFault(
      'not-moodle-xml',
      `The file is not Moodle XML: it begins with <${root.name.slice(0, 60)}>, not <quiz>.`,
    );
  }
  let category: MoodleCategory = { path: [], info: '' };
  const questions: ImportedQuestion[] = [];
  for (const element of elementsOf(root)) {
    const type = (element.attributes.type ?? '').trim();
    if (element.name === 'question' && type === 'category') {
      category = categoryOf(element);
      continue;
    }
    if (questions.length >= EXCHANGE_LIMITS.questions) {
      throw new ImportFault(
        'too-many-questions',
        `More than ${EXCHANGE_LIMITS.questions} questions. Divide the file into several.`,
      );
    }
    questions.push(readQuestion(element, type, category, questions.length + 1));
    // What describes a category is said once, with its first question.
    category = { ...category, info: '' };
  }
  return reportOf(questions);
};

function categoryOf(element: XmlElement): MoodleCategory {
  return {
    path: categoryPath(valueOf(childNamed(element, 'category'))),
    info: wordsOfHtml(valueOf(childNamed(element, 'info')))
      .replace(/\s+/g, ' ')
      .trim(),
  };
}

function readQuestion(element: XmlElement, type: string, category: MoodleCategory, number: number): ImportedQuestion {
  const text = wordsOfHtml(valueOf(childNamed(element, 'questiontext')));
  const title = wordsOfHtml(valueOf(childNamed(element, 'name')));
  const name = shownName(title || text.slice(0, 80), `Question ${number}`);
  const refused = (code: string, message: string) => {
    const notes = new Notes();
    notes.refuse(code, message, element.line);
    return ended(
      { name, type: type || element.name, line: element.line, definition: null, media: [], tags: [] },
      notes,
    );
  };
  if (element.name !== 'question') return refused('not-a-question', `<${element.name}> is not a question.`);
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (!read) {
    const reason = Object.hasOwn(REASONS, type)
      ? REASONS[type]
      : `Questions of the type “${type.slice(0, 60)}” have no place here.`;
    return refused(type === 'description' ? 'not-a-question' : 'type-not-read', reason);
  }
  const shelf = new MediaShelf();
  let readings = 0;
  return readTwice(
    { name, type, line: element.line },
    (say, notes) => {
      readings += 1;
      const fields = new MoodleFields(element);
      const texts = new MoodleTexts(say, notes, shelf, element);
      const hasPlainPrompt = read !== readCloze;
      const base = readBase(name, fields, texts, category, notes, hasPlainPrompt);
      const reader = new MoodleReader(say, fields, texts, base, notes, readings > 1);
      if (readings > 1 && hasPlainPrompt && base.prompt === '')
        notes.refuse('no-prompt', 'It asks nothing: its text is empty.', element.line);
      const content = read(reader);
      fields.tellWhatIsLeft(notes);
      const told = reader.ownMark === undefined ? base.told : { mark: reader.ownMark, ...base.told };
      return { told, tags: base.tags, content };
    },
    shelf,
  );
}
