import type { QuestionDefinition } from '../../../../catalogue/question-definition';
import { decodeText, type DeclaredEncoding } from '../decoding';
import { ImportFault, type ImportedQuestion, type ImportReport, Notes, reportOf } from '../exchange';
import { ended, filled, isSlug, type QuestionContent, refuseWhatCannotBeKept, shownName } from '../filling';
import { EXCHANGE_LIMITS } from '../limits';
import { settled, type SourceText } from '../markup';
import { numberIn } from '../typed-answers';
import { contentOf, TYPES } from './csv-content';
import { CsvCells, type Header, headerOf } from './csv-cells';
import { csvRows, separatorOf } from './csv-rows';

/** Reads our dialect of CSV. @throws ImportFault where it cannot be read at all. */
export function importCsv(bytes: Uint8Array, declared?: DeclaredEncoding): ImportReport {
  const text = decodeText(bytes, declared);
  const rows = csvRows(text, separatorOf(text));
  if (rows === null) throw new ImportFault('quotes-not-closed', 'Too many cells begin with a quote that never ends.');
  const [first, ...lines] = rows;
  const header = first === undefined || first.isOpen ? null : headerOf(first.cells);
  if (header === null) {
    throw new ImportFault(
      'no-header',
      'The first row names no column “prompt”. Name the columns there; the documentation lists them.',
    );
  }
  if (lines.length === 0) throw new ImportFault('no-questions', 'The file holds a header and no question.');
  if (lines.length > EXCHANGE_LIMITS.questions) {
    throw new ImportFault(
      'too-many-questions',
      `The file has ${lines.length} questions; ${EXCHANGE_LIMITS.questions} are read. Divide it into several.`,
      { questions: lines.length, limit: EXCHANGE_LIMITS.questions },
      'payload-too-large',
    );
  }
  return reportOf(
    lines.map(({ cells, line, isOpen }, index) =>
      question(new CsvCells(header, cells), header, line, isOpen, `Question ${index + 1}`),
    ),
  );
}

const LEVELS: readonly string[] = ['recall', 'apply', 'analyse'];

/** Words for yes and no, in any case; `null`: neither. */
export function isTrue(word: string): boolean | null {
  if (/^(true|t|yes|y|1|x)$/i.test(word)) return true;
  return /^(false|f|no|n|0)$/i.test(word) ? false : null;
}

function question(cells: CsvCells, header: Header, line: number, isOpen: boolean, number: string): ImportedQuestion {
  const notes = new Notes();
  const prompt = cells.take('prompt');
  const name = shownName(cells.take('name'), shownName([...prompt.slice(0, 400)].slice(0, 80).join(''), number));
  const written = cells.take('type').toLowerCase();
  const tags = listIn(cells.take('tags'));
  const refused = () =>
    ended({ name, type: written === '' ? 'unknown' : written, line, definition: null, media: [], tags }, notes);

  if (isOpen) {
    notes.refuse(
      'quote-not-closed',
      'A cell begins with a quote that never ends. Close it, and write quotes within a cell twice.',
      line,
    );
    return refused();
  }
  if (cells.beyond > 0) {
    notes.refuse(
      'too-many-cells',
      `It has ${cells.beyond} more cells than the header. Put cells with commas in quotes.`,
      line,
    );
    return refused();
  }
  const as = formatOf(cells.take('format'), prompt, notes, line);
  const type = typeOf(written, cells, notes, line);
  if (type === null || as === null) return refused();

  const told = toldOf(cells, name, notes, line);
  const draft = contentOf(type, cells, header, notes, line);
  if (prompt.trim() === '') notes.refuse('no-prompt', 'It asks nothing: its prompt is empty.', line);
  if (draft === null || notes.refuses) return refused();

  const source = (text: string): SourceText => ({ text, as });
  const texts = [prompt, told.rationale, ...draft.texts].map(source);
  const { format, of } = settled(texts, notes, { line });
  const built = draft.build((text) => of(source(text)));
  if (built === null || notes.refuses) return refused();
  // Markdown without any words of its own, such as white space, stays Markdown.
  const content = {
    ...built,
    prompt: of(source(prompt)),
    ...(as === 'markdown' ? {} : format),
  } as unknown as QuestionContent;
  const rationale = of(source(told.rationale));
  refuseWhatCannotBeKept({ ...content, ...told, rationale }, notes, line);
  if (notes.refuses) return refused();
  for (const column of cells.notTaken()) {
    notes.change(
      'column-not-used',
      `What stands in the column “${column.slice(0, 60)}” is left out: no ${type} question has it.`,
      line,
    );
  }
  const definition = filled({ ...told, rationale }, content, notes);
  return ended({ name, type, line, definition, media: [], tags }, notes);
}

/** Items between semicolons. */
export const listIn = (cell: string): string[] =>
  cell
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');

function formatOf(written: string, prompt: string, notes: Notes, line: number): SourceText['as'] | null {
  const format = written.toLowerCase();
  if (format === '') {
    if (/<(p|b|i|br|em|strong|img|div|span|sub|sup)\b[^<>]{0,500}>/i.test(prompt)) {
      notes.mention(
        'html-as-letters',
        'It holds HTML, and no format is named: it is shown letter by letter. Write html into the column “format”.',
        line,
      );
    }
    return 'plain';
  }
  if (format === 'plain' || format === 'markdown' || format === 'html') return format;
  notes.refuse('format-unknown', `“${written.slice(0, 40)}” is no format. Write plain, markdown or html.`, line);
  return null;
}

function typeOf(written: string, cells: CsvCells, notes: Notes, line: number): QuestionDefinition['type'] | null {
  const type = TYPES[written.replace(/[\s_]+/g, '-')];
  if (type !== undefined && type !== 'choice') return type;
  if (written !== '' && type === undefined) {
    notes.refuse('type-unknown', `“${written.slice(0, 40)}” is no type of question.`, line);
    return null;
  }
  if (cells.parts('option') === 0) {
    notes.refuse('type-missing', 'Its type is not said and it has no options. Fill the column “type”.', line);
    return null;
  }
  return listIn(cells.look('right')).length > 1 ? 'multiple' : 'single';
}

function toldOf(cells: CsvCells, name: string, notes: Notes, line: number) {
  const slug = cells.take('slug');
  if (slug !== '' && !isSlug(slug)) {
    notes.change(
      'id-left-out',
      `Its slug “${slug.slice(0, 60)}” is none: small letters, digits and single hyphens.`,
      line,
    );
  }
  const written = cells.take('mark');
  const mark = written === '' ? 1 : numberIn(written);
  if (mark === null || mark <= 0 || mark > 1000) {
    notes.refuse('mark-unread', `“${written.slice(0, 40)}” is no mark. Write a number above nothing.`, line);
  }
  const level = cells.take('level').toLowerCase();
  if (level !== '' && !LEVELS.includes(level)) {
    notes.change('level-unknown', `“${level.slice(0, 40)}” is no cognitive level; it is read as recall.`, line);
  }
  const critical = cells.take('safety_critical');
  const safetyCritical = critical === '' ? false : isTrue(critical);
  if (safetyCritical === null) {
    notes.refuse(
      'safety-critical-unread',
      `“${critical.slice(0, 40)}” does not say whether it is safety-critical. Write true or false.`,
      line,
    );
  }
  return {
    name,
    ...(slug === '' ? {} : { id: slug }),
    mark: mark ?? 1,
    topic: cells.take('topic'),
    ...(LEVELS.includes(level) ? { level: level as QuestionDefinition['level'] } : {}),
    safetyCritical: safetyCritical ?? false,
    competencies: listIn(cells.take('competencies')),
    facts: listIn(cells.take('facts')),
    rationale: cells.take('rationale'),
  };
}
