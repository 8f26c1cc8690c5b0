import { choiceOf, fractionOfPercent, type WeighedOption } from '../choices';
import type { Notes } from '../exchange';
import { partSlug } from '../filling';
import { EXCHANGE_LIMITS } from '../limits';
import type { SourceText } from '../markup';
import { numberIn, numericOf, ofRange, shortTextOf, type WeighedAnswer, type WeighedNumber } from '../typed-answers';
import { orderingOf } from './gift-ordering';
import type { GiftAnswers, Section } from './gift-section';
import {
  findUnescaped,
  formattedText,
  hasOddWeight,
  splitUnescaped,
  trimmed,
  unescapedGift,
  weightIn,
} from './gift-text';

const NOTHING: GiftAnswers['build'] = () => null;

/** Far beyond what any question needs: no time is spent on more. */
const MOST_MARKS = EXCHANGE_LIMITS.parts * 4;

const SAID: SourceText = { text: '', as: 'plain' };

/** Tells the type of an answer section in Moodle's order, and reads it. */
export function giftAnswers(section: Section, notes: Notes): GiftAnswers {
  const { text } = section;
  if (text === '') return { type: 'essay', texts: [], build: () => ({ type: 'essay', rubric: [] }) };
  if (splitUnescaped(text, '=').length + splitUnescaped(text, '~').length > MOST_MARKS) {
    notes.refuse('too-many-parts', `It has more than ${EXCHANGE_LIMITS.parts} answers. Divide it.`, section.line);
    return { type: 'unknown', texts: [], build: NOTHING };
  }
  if (text.startsWith('>')) return orderingOf(section, notes);
  if (text.startsWith('#')) return numerical(section, notes);
  if (/^\d*:[A-Z_]{1,20}:/.test(text)) {
    notes.refuse(
      'cloze-syntax',
      'Its answers are written as Moodle’s Cloze, not as GIFT. Import it as Moodle XML.',
      section.line,
    );
    return { type: 'cloze', texts: [], build: NOTHING };
  }
  if (findUnescaped(text, '~') !== -1) return multichoice(section, notes);
  if (findUnescaped(text, '=') !== -1 && hasArrow(text)) return matching(section, notes);
  const said = findUnescaped(text, '#');
  const word = trimmed(said === -1 ? text : text.slice(0, said));
  if (/^(T|F|TRUE|FALSE|[Tt]rue|[Ff]alse)$/.test(word)) return trueFalse(word, section, notes);
  return shortAnswer(section, notes);
}

/** Whether an arrow stands in an answer. One in what is said of it is a letter. */
const hasArrow = (text: string) =>
  splitUnescaped(text, '=').some((part) => {
    const said = findUnescaped(part, '#');
    return (said === -1 ? part : part.slice(0, said)).includes('->');
  });

interface Part {
  readonly mark: '=' | '~' | '';
  readonly text: SourceText;
  readonly feedback: SourceText;
  readonly percent: string | null;
}

/** Cuts at `=` and `~`, then each answer into weight, text and feedback. */
function partsOf({ text, format, line }: Section, marks: string, notes: Notes): Part[] {
  const parts: Part[] = [];
  let at = findUnescaped(text, marks);
  if (at === -1) at = text.length;
  if (trimmed(text.slice(0, at)) !== '') parts.push(partOf('', text.slice(0, at), format, line, notes));
  while (at < text.length) {
    const next = findUnescaped(text, marks, at + 1);
    const end = next === -1 ? text.length : next;
    parts.push(partOf(text[at] as '=' | '~', text.slice(at + 1, end), format, line, notes));
    at = end;
  }
  return parts;
}

function partOf(mark: Part['mark'], raw: string, format: SourceText['as'], line: number, notes: Notes): Part {
  const whole = trimmed(raw);
  if (hasOddWeight(whole)) {
    notes.refuse('weight-unread', `“${whole.slice(0, 20)}” is no weight. Write it like %33.33333%.`, line);
  }
  const weighed = weightIn(whole);
  const rest = weighed ? weighed.rest : whole;
  const said = findUnescaped(rest, '#');
  const words = said === -1 ? rest : rest.slice(0, said);
  if (endsWithinTag(words)) {
    notes.refuse(
      'sign-in-tag',
      'A sign of GIFT stands unescaped within a tag of HTML. Write \\= for =, and \\~, \\#, \\{, \\} so too.',
      line,
    );
  }
  return {
    mark,
    percent: weighed?.percent ?? null,
    text: formattedText(words, format),
    feedback: said === -1 ? SAID : formattedText(rest.slice(said + 1), format),
  };
}

/** `<img src`: what follows was cut off by a sign that was meant as a letter. */
function endsWithinTag(text: string): boolean {
  const from = text.lastIndexOf('<');
  return from !== -1 && /^<[a-z]+\s[^<>]*$/i.test(text.slice(from, from + 2000));
}

/** Where most answers begin a line, one that does not may have been meant as a sign. */
function mentionMarksWithinLines({ text, line }: Section, marks: string, notes: Notes): void {
  let starting = 0;
  let within = 0;
  let where = line;
  let number = line;
  let last = 0;
  for (let at = findUnescaped(text, marks); at !== -1; at = findUnescaped(text, marks, at + 1)) {
    for (; last < at; last += 1) if (text[last] === '\n') number += 1;
    const begin = text.lastIndexOf('\n', at) + 1;
    if (text.slice(begin, at).trim() === '') starting += 1;
    else {
      within += 1;
      where = number;
    }
  }
  if (starting >= 2 && within > 0 && within < starting) {
    notes.mention(
      'answer-within-line',
      'An answer begins within a line. Where = or ~ was meant as a sign, write \\= or \\~.',
      where,
    );
  }
}

function multichoice(section: Section, notes: Notes): GiftAnswers {
  const parts = partsOf(section, '=~', notes);
  mentionMarksWithinLines(section, '=~', notes);
  if (parts[0].mark === '') {
    notes.refuse(
      'words-before-answers',
      'Words stand before the first answer. Begin every answer with = or ~.',
      section.line,
    );
  }
  const last = parts[parts.length - 1];
  const isBare = last.text.text === '' && last.feedback.text === '' && last.percent === null;
  const shown = isBare && parts.length > 2 ? parts.slice(0, -1) : parts;
  if (shown.length < parts.length) {
    notes.mention(
      'empty-last-answer',
      'A sign at the end begins an answer without words; it is left out.',
      section.line,
    );
  }
  const right = shown.filter(({ mark }) => mark === '=');
  const choosing = right.some(({ percent }) => percent === null || Number(percent) === 100) ? 'one' : 'several';
  return {
    type: 'multichoice',
    texts: shown.flatMap(({ text, feedback }) => [text, feedback]),
    build: (of) => {
      const options = shown.map(({ mark, percent, text, feedback }): WeighedOption => ({
        text: of(text),
        feedback: of(feedback),
        fraction: percent === null ? Number(mark === '=') : fractionOfPercent(percent),
      }));
      return choiceOf(options, choosing, notes, section.line);
    },
  };
}

function matching(section: Section, notes: Notes): GiftAnswers {
  const parts = splitUnescaped(section.text, '=').map(trimmed);
  if (parts[0] === '') parts.shift();
  const pairs = parts.map((part) => {
    const arrow = part.indexOf('->');
    if (arrow === -1) {
      notes.refuse('no-arrow', `“${part.slice(0, 40)}” has no ->. Write every pair as =this -> that.`, section.line);
    }
    return {
      stem: formattedText(part.slice(0, Math.max(arrow, 0)), section.format),
      // Moodle reads the choices letter by letter, whatever the question's format.
      match: { text: trimmed(unescapedGift(part.slice(arrow + 2))), as: 'plain' as const },
    };
  });
  return {
    type: 'match',
    texts: pairs.flatMap(({ stem, match }) => [stem, match]),
    build: (of) => {
      const settled = pairs.map(({ stem, match }) => ({ stem: of(stem), match: of(match) }));
      const stems = settled.filter(({ stem }) => stem !== '');
      const distractors = settled.filter(({ stem }) => stem === '').map(({ match }) => match);
      if (settled.some(({ match }) => match === '')) {
        notes.refuse('empty-match', 'A pair has nothing behind its ->. Write what belongs to it.', section.line);
        return null;
      }
      if (stems.length < 2) {
        notes.refuse('too-few-pairs', 'It has fewer than two pairs.', section.line);
        return null;
      }
      return {
        type: 'matching',
        pairs: stems.map((pair, index) => ({ slug: partSlug(index), ...pair })),
        distractors: [...new Set(distractors)].filter((match) => !stems.some((pair) => pair.match === match)),
      };
    },
  };
}

function trueFalse(word: string, section: Section, notes: Notes): GiftAnswers {
  if (word !== word.toUpperCase()) {
    notes.change(
      'true-false-in-small-letters',
      `“${word}” is read as true or false; GIFT writes it in capitals.`,
      section.line,
    );
  }
  const answer = word.toUpperCase().startsWith('T');
  const first = findUnescaped(section.text, '#');
  const second = first === -1 ? -1 : findUnescaped(section.text, '#', first + 1);
  const { text, format } = section;
  const wrong = first === -1 ? SAID : formattedText(text.slice(first + 1, second === -1 ? undefined : second), format);
  const right = second === -1 ? SAID : formattedText(text.slice(second + 1), format);
  return {
    type: 'truefalse',
    texts: [wrong, right],
    build: (of) => ({
      type: 'true-false',
      answer,
      feedback: answer ? { true: of(right), false: of(wrong) } : { true: of(wrong), false: of(right) },
    }),
  };
}

function shortAnswer(section: Section, notes: Notes): GiftAnswers {
  const parts = partsOf(section, '=', notes);
  mentionMarksWithinLines(section, '=', notes);
  return {
    type: 'shortanswer',
    texts: parts.map(({ feedback }) => feedback),
    build: (of) => {
      const answers = parts.map(({ percent, text, feedback }): WeighedAnswer => ({
        text: typed(text),
        fraction: percent === null ? 1 : fractionOfPercent(percent),
        feedback: of(feedback),
      }));
      if (answers.some(({ text }) => /<[a-z]+[\s/>]/i.test(text))) {
        notes.mention(
          'html-to-be-typed',
          'An answer to be typed holds HTML, and is right only when typed with it.',
          section.line,
        );
      }
      return shortTextOf(answers, 'ignore', notes, section.line);
    },
  };
}

/** What is typed is compared, not shown: letter by letter, on one line. */
const typed = ({ text }: SourceText) => text.replace(/\s*\n\s*/g, ' ');

function numerical(section: Section, notes: Notes): GiftAnswers {
  const { format, line } = section;
  const text = section.text.slice(1);
  const tilde = findUnescaped(text, '~');
  const otherwise = tilde === -1 ? null : partOf('~', text.slice(tilde + 1), format, line, notes);
  const parts = partsOf({ ...section, text: trimmed(tilde === -1 ? text : text.slice(0, tilde)) }, '=', notes);
  const catchAll = parts.filter((part) => part.text.text === '*');
  const numbers = parts
    .filter((part) => part.text.text !== '*')
    .flatMap((part): (Omit<WeighedNumber, 'feedback'> & { feedback: SourceText })[] => {
      const found = numberOf(part.text.text);
      if (!found) {
        notes.refuse('not-a-number', `“${part.text.text.slice(0, 40)}” is no number. Write 3.14, 3:0.5 or 1..5.`, line);
        return [];
      }
      const fraction = part.percent === null ? 1 : fractionOfPercent(part.percent);
      return [{ ...found, fraction, feedback: part.feedback }];
    });
  if (catchAll.some(({ percent }) => percent === null || Number(percent) !== 0)) {
    notes.refuse('any-number', 'Any number (*) earns something, which no question of ours does.', line);
  }
  if (parts.length === 0) notes.refuse('no-right-answer', 'No number is given. Write it behind {#.', line);
  for (const part of [...catchAll, ...(otherwise ? [otherwise] : [])]) {
    const said = [part.mark === '~' ? part.text.text : '', part.feedback.text]
      .filter((words) => words !== '')
      .join(' # ');
    if (said !== '') {
      notes.change(
        'wrong-number-feedback',
        `What was said to any other number is left out: “${said.slice(0, 500)}”.`,
        line,
      );
    }
  }
  return {
    type: 'numerical',
    texts: numbers.map(({ feedback }) => feedback),
    build: (of) =>
      notes.refuses
        ? null
        : numericOf(
            numbers.map((number) => ({ ...number, feedback: of(number.feedback) })),
            notes,
            line,
          ),
  };
}

/** `3`, `3:0.5` or `1..5`. */
function numberOf(written: string): { answer: number; tolerance: number } | null {
  const parts = (separator: string) => {
    const at = written.indexOf(separator);
    if (at <= 0) return null;
    return [written.slice(0, at), written.slice(at + separator.length)].map((part) => numberIn(part.trim()));
  };
  const range = parts('..');
  if (range) {
    const [low, high] = range;
    return low === null || high === null ? null : ofRange(low, high);
  }
  const [answer, tolerance] = parts(':') ?? [numberIn(written), 0];
  return answer === null || tolerance === null ? null : { answer, tolerance };
}
