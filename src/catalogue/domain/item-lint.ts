import type { PackageFault } from '../programme';
import type { QuestionDefinition } from '../question-definition';

/*
 * Flaws by which somebody who does not know can guess, or somebody who knows can be misled: the rules of the published
 * guidance on writing multiple-choice questions (Haladyna, Downing and Rodriguez, Applied Measurement in Education
 * 2002;15(3):309-34) that a program can see.
 */

export interface PlacedQuestion {
  readonly path: string;
  readonly line: number;
  readonly question: QuestionDefinition;
}

const OF_THE_ABOVE = /\b(?:all|none|both|neither) of (?:the above|these options)\b/i;
const NEGATIVE = /\b(?:which|what|who|when|where)\b[^.?]*\b(?:not|except|never|least)\b[^.?]*\?/i;
const ABSOLUTE = /\b(?:always|never|only|all|none|must|completely|impossible)\b/i;
const DEPTH = /\b\d+(?:\.\d+)?\s?(?:mm|cm|degrees?)\b|\d\s?°/i;

/** A key may be so much longer than every distractor before its length gives it away. */
const LONGER = 1.3;
/** At most this share of a file's keys may be its longest option. */
const LONGEST = 0.45;
/** Stems with this much of their words in common ask the same. */
const ALIKE = 0.7;

export function itemFaults(placed: readonly PlacedQuestion[]): PackageFault[] {
  return [...placed.flatMap(flawsOf), ...nearTwins(placed), ...patterns(placed)];
}

function flawsOf({ path, line, question }: PlacedQuestion): PackageFault[] {
  const faults: PackageFault[] = [];
  const say = (message: string, remedy: string) =>
    faults.push({ file: path, line, message: `${question.slug}: ${message}`, remedy });
  const options = 'options' in question ? question.options : [];
  const texts = options.map(({ text }) => text);

  if (texts.some((text) => OF_THE_ABOVE.test(text)))
    say('an option is “all or none of the above”', 'Name what is meant, or ask several-answer.');
  if (NEGATIVE.test(question.prompt.replace(/\*\*[^*]+\*\*/g, '')))
    say('it asks with a negative that does not stand out', 'Ask for what is right, or set the negative in **bold**.');
  if (DEPTH.test([question.prompt, ...texts].join(' ')))
    say('it names a depth or an angle', 'Ask what lies beneath instead.');
  if (new Set(texts.map(plain)).size < texts.length) say('two options say the same', 'Reword one of them.');
  if (question.type !== 'single') return faults;

  const key = options.findIndex(({ correct }) => correct);
  const longest = Math.max(...texts.filter((_, index) => index !== key).map(({ length }) => length));
  if (key >= 0 && texts[key].length > Math.max(20, longest * LONGER))
    say('the key is much longer than every distractor', 'Shorten it, or make a distractor as full.');
  if (texts.some((text) => ABSOLUTE.test(text)) && !ABSOLUTE.test(texts[key] ?? ''))
    say('an absolute word stands in a distractor alone', 'Take it out: those who guess strike such options first.');
  if (options.some(({ text }, one) => options.some((other, two) => one !== two && holds(text, other.text))))
    say('one option is part of another', 'Let options exclude each other.');
  return faults;
}

/** Two stems that ask nearly the same teach the answer of one by the other. */
function nearTwins(placed: readonly PlacedQuestion[]): PackageFault[] {
  const stems = placed.map((one) => ({ ...one, words: new Set(plain(one.question.prompt).split(' ')) }));
  return stems.flatMap(({ path, line, question, words }, index) => {
    const twin = stems.slice(0, index).find((other) => {
      if (other.question.type !== question.type || question.type === 'hotspot') return false;
      const common = [...words].filter((word) => other.words.has(word)).length;
      return common / (words.size + other.words.size - common) > ALIKE;
    });
    if (!twin) return [];
    const message = `${question.slug}: its stem is nearly that of ${twin.question.slug}`;
    return [{ file: path, line, message, remedy: 'Ask something else, or leave one of the two out.' }];
  });
}

/** What only a whole file shows: where keys stand, and how long they are. */
function patterns(placed: readonly PlacedQuestion[]): PackageFault[] {
  return [...new Set(placed.map(({ path }) => path))].flatMap((path) => {
    const faults: PackageFault[] = [];
    const singles = placed.flatMap((one) =>
      one.path === path && one.question.type === 'single' ? [one.question.options] : [],
    );
    if (singles.length < 8) return [];
    const places = singles.map((options) => options.findIndex(({ correct }) => correct));
    const most = Math.max(...places.map((place) => places.filter((other) => other === place).length));
    if (most > singles.length / 2) {
      faults.push({
        file: path,
        line: 1,
        message: `${most} of ${singles.length} keys stand in one place`,
        remedy: 'Spread them.',
      });
    }
    const long = singles.filter((options, index) =>
      options.every(({ text }, other) => other === places[index] || text.length < options[places[index]].text.length),
    );
    if (long.length > singles.length * LONGEST) {
      faults.push({
        file: path,
        line: 1,
        message: `the key is the longest option in ${long.length} of ${singles.length} questions`,
        remedy: 'Write distractors as full as keys.',
      });
    }
    return faults;
  });
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N} ]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const holds = (part: string, whole: string) =>
  plain(part).split(' ').length > 1 && plain(whole).startsWith(`${plain(part)} `);
