import { decodeText, type DeclaredEncoding } from '../decoding';
import { ImportFault, type ImportedQuestion, type ImportReport, Notes, reportOf } from '../exchange';
import { ended, filled, isSlug, type QuestionContent, refuseWhatCannotBeKept, shownName } from '../filling';
import { EXCHANGE_LIMITS } from '../limits';
import { settled, type SourceText } from '../markup';
import { giftAnswers } from './gift-answers';
import { type GiftBlock, giftBlocks } from './gift-blocks';
import { findLastGeneralFeedback, findUnescaped, formattedText, trimmed, unescapedGift } from './gift-text';

/** Reads a file of GIFT. @throws ImportFault where it cannot be read at all. */
export function importGift(bytes: Uint8Array, declared?: DeclaredEncoding): ImportReport {
  const blocks = giftBlocks(decodeText(bytes, declared));
  if (blocks.length === 0) throw new ImportFault('no-questions', 'The file holds no question in GIFT.');
  if (blocks.length > EXCHANGE_LIMITS.questions) {
    throw new ImportFault(
      'too-many-questions',
      `The file has ${blocks.length} questions; ${EXCHANGE_LIMITS.questions} are read. Divide it into several.`,
      { questions: blocks.length, limit: EXCHANGE_LIMITS.questions },
      'payload-too-large',
    );
  }
  return reportOf(blocks.map(question));
}

/** Longer than any question that could be kept: reading it would only cost time. */
const LONGEST_BLOCK = EXCHANGE_LIMITS.htmlLength * 2;

function question(block: GiftBlock, index: number): ImportedQuestion {
  const notes = new Notes();
  const number = `Question ${index + 1}`;
  const { line, tags } = block;
  const refused = (type: string, name = number) =>
    ended({ name, type, line, definition: null, media: [], tags: block.tags }, notes);

  if (block.text.length > LONGEST_BLOCK) {
    notes.refuse('question-too-long', `It has ${block.text.length} characters; ${LONGEST_BLOCK} are read.`, line);
    return refused('unknown');
  }
  const { named, body } = nameOf(trimmed(block.text));
  const open = findUnescaped(body, '{');
  const close = findUnescaped(body, '}');
  const name = (prompt: string) => shownName(named ?? '', shownName(beginning(prompt), number));

  if (open === -1 && close === -1) {
    notes.refuse(
      'description',
      'It asks nothing: without { } it is a text between questions. Put it into the quiz’s introduction or a case.',
      line,
    );
    return refused('description', name(formattedText(body).text));
  }
  if (open === -1 || close === -1 || close < open || block.isOpen) {
    notes.refuse(
      'braces',
      'Its braces do not pair. Write { answers }, and \\{ or \\} where a brace is a letter.',
      line,
    );
    return refused('unknown', name(formattedText(body).text));
  }
  if (findUnescaped(body, '{}', open + 1) < close || findUnescaped(body, '{}', close + 1) !== -1) {
    notes.refuse(
      'more-braces',
      'It has more than one pair of braces. Write \\{ and \\} where a brace is a letter, and leave a line free between questions.',
      line,
    );
    return refused('unknown', name(formattedText(body).text));
  }

  const prompt = promptOf(body, open, close);
  if (prompt.text === '' && named !== null) {
    notes.change('prompt-from-name', 'It has a name and no text: the name is what is asked.', line);
  }
  const asked: SourceText = prompt.text === '' && named !== null ? { text: named, as: 'plain' } : prompt;
  const answers = trimmed(body.slice(open + 1, close));
  const split = findLastGeneralFeedback(answers);
  const general = formattedText(split === -1 ? '' : answers.slice(split + 4), prompt.as);
  const sectionLine = line + block.text.slice(0, block.text.indexOf(body) + open).split('\n').length - 1;
  const section = {
    text: trimmed(split === -1 ? answers : answers.slice(0, split)),
    format: prompt.as,
    line: sectionLine,
  };

  const { type, texts, build } = giftAnswers(section, notes);
  mentionNewlinesInFormulas(body, notes, line);
  if (notes.refuses) return refused(type, name(asked.text));
  const { format, of } = settled([asked, general, ...texts], notes, { line });
  const built = build(of);
  if (of(asked) === '') notes.refuse('no-prompt', 'It asks nothing: no words stand before its answers.', line);
  if (built === null || notes.refuses) return refused(type, name(asked.text));

  const content = { ...built, prompt: of(asked), ...format } as QuestionContent;
  const told = { name: name(asked.text), topic: topicOf(block.category), rationale: of(general), id: block.id };
  refuseWhatCannotBeKept({ ...content, ...told }, notes, line);
  if (notes.refuses) return refused(type, told.name);
  if (block.id !== undefined && !isSlug(block.id)) {
    notes.change('id-left-out', `Its id “${block.id.slice(0, 60)}” is no slug, and is left out.`, line);
  }
  if (built.type === 'essay') notes.mention('rubric-missing', 'A rubric is to be written before approval.', line);
  const definition = filled(told, content, notes);
  return ended({ name: told.name, type, line, definition, media: [], tags }, notes);
}

/** `::name::` in front. */
function nameOf(text: string): { named: string | null; body: string } {
  if (!text.startsWith('::')) return { named: null, body: text };
  const rest = text.slice(2);
  let end = findUnescaped(rest, ':');
  while (end !== -1 && rest[end + 1] !== ':') end = findUnescaped(rest, ':', end + 1);
  if (end === -1) return { named: null, body: rest };
  const named = trimmed(unescapedGift(rest.slice(0, end)));
  return { named: named === '' ? null : named, body: trimmed(rest.slice(end + 2)) };
}

/** The text around the answers. Where it goes on behind them, a blank stands for them. */
function promptOf(body: string, open: number, close: number): SourceText {
  if (close === body.length - 1) return formattedText(body.slice(0, open));
  const before = formattedText(`${body.slice(0, open)}x`).as;
  // Markdown reads a row of low lines as emphasis or a rule.
  const blank = before === 'markdown' ? '\\\\_\\\\_\\\\_\\\\_\\\\_' : '_____';
  return formattedText(`${body.slice(0, open)}${blank}${body.slice(close + 1)}`);
}

const beginning = (prompt: string) => [...prompt.replace(/<[^<>]{0,200}>/g, ' ').trim()].slice(0, 80).join('');

/** `$course$/top/Needles/Safety`: where the category lies says nothing of the question. */
function topicOf(category: string): string {
  return category
    .replace(/^\$\w+\$\/?/, '')
    .replace(/^top(\/|$)/, '')
    .trim();
}

/** `\neq` reads as a line end and “eq”, here as in Moodle; its author may have meant a formula. */
function mentionNewlinesInFormulas(body: string, notes: Notes, line: number): void {
  if (/(^|[^\\])\\n(eq|abla|u|ot|eg|i|mid|parallel|leq|geq|ewline|ewcommand)(?![a-z])/.test(body)) {
    notes.mention(
      'line-end-or-formula',
      '“\\n” is a line end in GIFT. Where a formula such as \\neq was meant, write \\\\neq.',
      line,
    );
  }
}
