import type { QuestionDefinition } from '../../../catalogue/question-definition';
import { canonicalJson } from '../../../kernel/canonical-json';
import { type ExportedQuestion, type ExportedSource, type ImportedQuestion, Notes, outcomeOf } from './exchange';
import { partSlug } from './filling';
import { escapedMarkdown } from './markup';

/*
 * What a format does not carry is found by reading back what was written: a report that is drawn from anything else would
 * be a promise.
 */

type Members = Record<string, unknown>;

/** How the members of a definition are called to people. */
const NAMES: Readonly<Record<string, string>> = {
  slug: 'its short name (slug)',
  prompt: 'what is asked, letter by letter',
  format: 'whether its texts are plain or Markdown',
  image: 'its picture',
  case: 'its case',
  mark: 'its maximum mark',
  safetyCritical: 'that it is safety-critical',
  topic: 'its topic',
  level: 'its cognitive level',
  competencies: 'its competencies',
  facts: 'the facts on which it rests',
  references: 'its references',
  rationale: 'its rationale, letter by letter',
  penalty: 'its penalty for wrong tries',
  hints: 'its hints',
  scoring: 'its scoring rule',
  options: 'its options, letter by letter',
  keepOrder: 'that its options keep their order',
  feedback: 'its feedback',
  pairs: 'its pairs, letter by letter',
  distractors: 'its distractors, letter by letter',
  items: 'its items, letter by letter',
  answer: 'its answer',
  answers: 'its answers, letter by letter',
  tolerance: 'its tolerance',
  unit: 'its unit',
  alternatives: 'its other numbers',
  letterCase: 'whether capitals count',
  accents: 'whether accents count',
  wildcards: 'whether * stands for any words',
  rubric: 'its rubric',
  modelAnswer: 'its model answer',
  minimumWords: 'its least number of words',
  maximumWords: 'its greatest number of words',
  gaps: 'its gaps',
  regions: 'its regions',
};

/** A member of a definition, to people. */
export const inWords = (member: string) => (Object.hasOwn(NAMES, member) ? NAMES[member] : `its ${member}`);

const isEmpty = (value: unknown) =>
  value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0);

/** Members whose absence says the same as an empty list or word. */
const MAY_BE_ABSENT = new Set(['keepOrder', 'references', 'hints', 'alternatives', 'modelAnswer', 'distractors']);

function plainPart(part: unknown, index: number, ofAnswers: boolean): unknown {
  if (typeof part !== 'object' || part === null) return part;
  const { slug, ...rest } = part as Members;
  return {
    ...Object.fromEntries(
      Object.entries(rest).filter(
        ([key, value]) => !(ofAnswers && ((key === 'fraction' && value === 1) || (key === 'feedback' && value === ''))),
      ),
    ),
    ...(slug === undefined ? {} : { slug: partSlug(index) }),
  };
}

/** Whether its texts say the same, plain or in Markdown: every one is one line of words without formatting. */
function isMereWords(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\n') && escapedMarkdown(value).trim() === value.trim();
  return typeof value !== 'object' || value === null || Object.values(value).every(isMereWords);
}

/** A definition in the one form in which two that say the same are the same. Slugs of parts say nothing, and go by place. */
export function plainForm(definition: QuestionDefinition): Members {
  return Object.fromEntries(
    Object.entries(definition).flatMap(([key, value]: [string, unknown]): [string, unknown][] => {
      if (value === undefined || (key === 'format' && (value === 'markdown' || isMereWords(definition)))) return [];
      // How large it is says its own file; of a hotspot, the zones stand on it.
      if (key === 'image' && definition.type !== 'hotspot') {
        const { src, alt } = value as NonNullable<QuestionDefinition['image']>;
        return [[key, { src, alt }]];
      }
      if (MAY_BE_ABSENT.has(key) && isEmpty(value)) return [];
      if (Array.isArray(value) && ['options', 'pairs', 'items', 'answers', 'alternatives', 'regions'].includes(key)) {
        const ofAnswers = !['options', 'regions'].includes(key);
        return [[key, value.map((part, index) => plainPart(part, index, ofAnswers))]];
      }
      return [[key, value]];
    }),
  );
}

/** The members in which two definitions differ. */
export function differencesOf(one: QuestionDefinition, other: QuestionDefinition): string[] {
  const [first, second] = [plainForm(one), plainForm(other)];
  return [...new Set([...Object.keys(first), ...Object.keys(second)])].filter(
    (key) => canonicalJson({ value: first[key] }) !== canonicalJson({ value: second[key] }),
  );
}

/** The code of the note that a member of the definition, `name`, `tags` or `media` is not in the file, or not as it was. */
export const notCarried = (member: string) =>
  `${member.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-not-carried`;

/**
 * What became of a question on its way out. `read`: what its own text reads as; `null` or another type: it is not in the
 * file. `why`: for a question that the format has no words for.
 */
export function exportedAs(
  { name, definition, tags, media }: ExportedSource,
  read: ImportedQuestion | null,
  formatName: string,
  why = `${formatName} has no words for it.`,
): ExportedQuestion {
  const notes = new Notes();
  const lost = (member: string, words: string) =>
    notes.change(notCarried(member), `${formatName} does not carry ${words}.`);
  const back = read?.definition ?? null;
  if (back === null || back.type !== definition.type) {
    const reason = read?.notes.find(({ effect }) => effect === 'refused')?.message;
    notes.refuse('not-exported', reason === undefined ? why : `${why} Read back: ${reason}`);
  } else {
    for (const member of differencesOf(definition, back)) {
      lost(member, inWords(member));
    }
    if (read?.name !== name) lost('name', 'its name, letter by letter');
    if (canonicalJson(read?.tags) !== canonicalJson(tags)) lost('tags', 'its tags, letter by letter');
    if (media.length > (read?.media.length ?? 0)) lost('media', 'its pictures');
  }
  return { name, slug: definition.slug, type: definition.type, outcome: outcomeOf(notes.all), notes: notes.all };
}
