import { choiceOf } from '../choices';
import { decodeText, type DeclaredEncoding } from '../decoding';
import { ImportFault, type ImportedQuestion, type ImportReport, Notes, reportOf } from '../exchange';
import { ended, filled, type QuestionContent, refuseWhatCannotBeKept, shownName } from '../filling';
import { EXCHANGE_LIMITS } from '../limits';

/*
 * Aiken: a question, its options `A.` or `A)`, and `ANSWER: B`. Sources: Moodle's documentation “Aiken format” and
 * question/format/aiken/format.php. Files of other programs run texts over several lines, leave lines free within a
 * question, write labels in small letters, or give several answers.
 */

interface Option {
  readonly letter: string;
  readonly words: string[];
  /** Lines below it that have no label: its own, or the next question where this one has no answer. */
  readonly more: string[];
}

/** A question on its way, ended by its ANSWER line. */
interface Draft {
  line: number;
  prompt: string[];
  options: Option[];
  hasSmallLabels: boolean;
}

const LABEL = /^([A-Za-z])[.)](?:[ \t]+|$)(.*)$/;
const TIGHT_LABEL = /^([A-Z])[.)](\S.*)$/;
const ANSWER = /^ANSWERS?[ \t]*:[ \t]*(.*)$/i;

/** Reads a file of Aiken. @throws ImportFault where it cannot be read at all. */
export function importAiken(bytes: Uint8Array, declared?: DeclaredEncoding): ImportReport {
  const reader = new AikenReader();
  for (const [index, line] of decodeText(bytes, declared).split('\n').entries()) reader.read(line.trim(), index + 1);
  const questions = reader.end();
  if (questions.length === 0) throw new ImportFault('no-questions', 'The file holds no question in Aiken.');
  return reportOf(questions);
}

const emptyDraft = (): Draft => ({ line: 0, prompt: [], options: [], hasSmallLabels: false });

class AikenReader {
  private readonly questions: ImportedQuestion[] = [];
  private draft = emptyDraft();

  read(line: string, number: number): void {
    const { prompt, options } = this.draft;
    if (line === '') {
      if (options.length > 0) options.at(-1)?.more.push('');
      else if (prompt.length > 0) prompt.push('');
      return;
    }
    const key = ANSWER.exec(line);
    if (key && (prompt.length > 0 || options.length > 0)) return this.finish(key[1], number);
    const label = this.labelIn(line);
    if (label) return this.option(label.letter, label.words, label.isSmall, number);
    if (options.length > 0) options.at(-1)?.more.push(line);
    else {
      if (prompt.length === 0) this.draft.line = number;
      prompt.push(line);
    }
  }

  end(): ImportedQuestion[] {
    this.abandon();
    return this.questions;
  }

  /** The first line of a question is what is asked, whatever it looks like; so are lines before an A. */
  private labelIn(line: string): { letter: string; words: string; isSmall: boolean } | null {
    const { prompt, options, hasSmallLabels } = this.draft;
    if (prompt.length === 0) return null;
    const found = LABEL.exec(line) ?? TIGHT_LABEL.exec(line);
    if (!found) return null;
    const letter = found[1].toUpperCase();
    const isSmall = letter !== found[1];
    const expected = String.fromCharCode(65 + options.length);
    if (isSmall ? letter !== expected && letter !== 'A' : options.length === 0 && letter !== 'A') return null;
    if (isSmall && options.length > 0 && !hasSmallLabels) return null;
    return { letter, words: found[2].trim(), isSmall };
  }

  private option(letter: string, words: string, isSmall: boolean, number: number): void {
    const { options } = this.draft;
    if (letter === 'A' && options.length > 0) {
      // Another question begins, and this one never had its answer: what stands between is what the next one asks.
      const next = (options.at(-1)?.more.splice(0) ?? []).filter((line) => line !== '');
      this.abandon();
      this.draft = { ...emptyDraft(), line: number - next.length, prompt: next };
    }
    this.draft.options.push({ letter, words: [words], more: [] });
    if (isSmall) this.draft.hasSmallLabels = true;
  }

  private abandon(): void {
    const { prompt, options } = this.draft;
    if (prompt.length === 0 && options.length === 0) return;
    const notes = new Notes();
    const { line } = this.draft;
    if (options.length === 0)
      notes.refuse('no-options', 'It has no options. Write them as A. and B., then ANSWER: A.', line);
    else
      notes.refuse(
        'no-answer',
        'No line says which option is right. Write ANSWER: and its letter below the options.',
        line,
      );
    this.refuse(notes);
  }

  private refuse(notes: Notes): void {
    const { line, prompt } = this.draft;
    const name = shownName(prompt[0] ?? '', `Question ${this.questions.length + 1}`);
    this.questions.push(ended({ name, type: 'multichoice', line, definition: null, media: [], tags: [] }, notes));
    this.draft = emptyDraft();
    if (this.questions.length > EXCHANGE_LIMITS.questions) tooMany();
  }

  private finish(key: string, number: number): void {
    const notes = new Notes();
    const { line, options, hasSmallLabels } = this.draft;
    const letters = lettersOf(key);
    if (options.length === 0)
      notes.refuse('no-options', 'Its answer comes before any option. Write options as A. and B.', number);
    const twice = options.find(({ letter }, index) => options.findIndex((other) => other.letter === letter) < index);
    if (twice) notes.refuse('label-twice', `Two options are called ${twice.letter}.`, line);
    if (letters === null) {
      notes.refuse('answer-unread', `“${key.slice(0, 60)}” is no letter of an option.`, number);
    } else {
      const unknown = letters.find((letter) => !options.some((option) => option.letter === letter));
      if (unknown) notes.refuse('answer-unknown', `No option is called ${unknown}.`, number);
    }
    if (hasSmallLabels) notes.mention('small-labels', 'Its options are labelled by small letters.', line);
    if (!twice && options.some(({ letter }, index) => letter !== String.fromCharCode(65 + index))) {
      notes.mention(
        'labels-out-of-order',
        'The labels of its options are not A, B, C …; each keeps its own letter.',
        line,
      );
    }
    const choosing = letters !== null && letters.length > 1 ? 'several' : 'one';
    const share = 1 / (letters?.length ?? 1);
    const weighed = options.map(({ letter, words, more }) => ({
      text: joined([...words, ...more]),
      fraction: letters?.includes(letter) ? share : 0,
      feedback: '',
    }));
    const choice = notes.refuses ? null : choiceOf(weighed, choosing, notes, line);
    if (choice === null) return this.refuse(notes);
    const prompt = joined(this.draft.prompt);
    const built =
      choosing === 'one'
        ? choice
        : { ...choice, scoring: 'all-or-nothing' as const, options: choice.options.map(unweighed) };
    if (choosing === 'several') {
      notes.change(
        'scoring-not-said',
        'Several options are right, and Aiken says no rule for that: all of them or nothing, until an author says otherwise.',
        line,
      );
    }
    const content = { ...built, prompt, format: 'plain' } as QuestionContent;
    refuseWhatCannotBeKept(content, notes, line);
    if (notes.refuses) return this.refuse(notes);
    const name = shownName([...this.draft.prompt[0]].slice(0, 80).join(''), `Question ${this.questions.length + 1}`);
    const definition = filled({ name }, content, notes);
    this.questions.push(ended({ name, type: 'multichoice', line, definition, media: [], tags: [] }, notes));
    this.draft = emptyDraft();
    if (this.questions.length > EXCHANGE_LIMITS.questions) tooMany();
  }
}

const unweighed = ({
  slug,
  text,
  correct,
  feedback,
}: {
  slug: string;
  text: string;
  correct: boolean;
  feedback: string;
}) => ({
  slug,
  text,
  correct,
  feedback,
});

/** Lines as they stand; those left free around them fall away. */
const joined = (lines: readonly string[]) =>
  lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** `B`, `B.`, `B) its words`, `A, C`, `A and C`, `AC`. */
function lettersOf(key: string): string[] | null {
  const one = /^([A-Za-z])(?:[.)](?:\s.*)?)?$/.exec(key);
  if (one) return [one[1].toUpperCase()];
  const several = key
    .replace(/\band\b|[,;&+/]/gi, ' ')
    .trim()
    .split(/\s+/);
  if (several.length > 1 && several.every((letter) => /^[A-Za-z][.)]?$/.test(letter))) {
    return [...new Set(several.map((letter) => letter[0].toUpperCase()))];
  }
  return /^[A-Z]{2,10}$/.test(key) && new Set(key).size === key.length ? [...key] : null;
}

function tooMany(): never {
  throw new ImportFault(
    'too-many-questions',
    `The file has more than ${EXCHANGE_LIMITS.questions} questions. Divide it into several.`,
    { limit: EXCHANGE_LIMITS.questions },
    'payload-too-large',
  );
}
