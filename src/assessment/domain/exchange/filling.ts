import type { QuestionDefinition } from '../../../catalogue/question-definition';
import { digestOf } from '../../../kernel/canonical-json';
import { concluded, type Finding, type ImportedQuestion, Notes } from './exchange';
import { EXCHANGE_LIMITS } from './limits';

/** What a file says of a question whatever its type; the rest is filled. */
export interface Told {
  readonly name: string;
  /** An id of the file's own, kept as the slug where it has the form of one. */
  readonly id?: string;
  readonly mark?: number;
  readonly topic?: string;
  readonly level?: QuestionDefinition['level'];
  readonly safetyCritical?: boolean;
  readonly competencies?: readonly string[];
  readonly facts?: readonly string[];
  readonly rationale?: string;
}

type Content<Q> = Q extends QuestionDefinition
  ? Omit<
      Q,
      'slug' | 'mark' | 'safetyCritical' | 'topic' | 'level' | 'competencies' | 'facts' | 'rationale' | 'type'
    > & { readonly type: Q['type'] }
  : never;

/** A question without what `Told` fills. */
export type QuestionContent = Content<QuestionDefinition>;

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const SLUG_LENGTH = 60;

export const isSlug = (text: string) => text.length <= SLUG_LENGTH && SLUG.test(text);

/**
 * A whole definition: mark 1, not safety-critical, level recall, no topic, competencies, facts or rationale, where the
 * file says nothing. What must be filled before approval is mentioned; it alone does not make a question changed.
 * The slug is the file's id where it can be, else made of the name and a digest of the content, so that reading the same
 * file twice finds the same questions.
 */
export function filled(told: Told, content: QuestionContent, notes: Notes): QuestionDefinition {
  const topic = (told.topic ?? '').toWellFormed();
  if (topic.length > EXCHANGE_LIMITS.topicLength) {
    notes.change('topic-cut', `Of its topic or category, the last ${EXCHANGE_LIMITS.topicLength} letters are kept.`);
  }
  const rest = {
    ...content,
    mark: told.mark ?? 1,
    safetyCritical: told.safetyCritical ?? false,
    topic: topic.slice(-EXCHANGE_LIMITS.topicLength).toWellFormed(),
    level: told.level ?? 'recall',
    competencies: told.competencies ?? [],
    facts: told.facts ?? [],
    rationale: told.rationale ?? '',
  };
  const missing = [
    ...(rest.topic === '' ? ['topic'] : []),
    ...(told.level === undefined ? ['cognitive level (recall until then)'] : []),
    ...(rest.competencies.length === 0 ? ['competencies'] : []),
    ...(rest.facts.length === 0 ? ['facts'] : []),
    ...(rest.rationale === '' ? ['rationale'] : []),
  ];
  if (missing.length > 0) notes.mention('to-complete', `To be filled before approval: ${missing.join(', ')}.`);
  const slug = told.id !== undefined && isSlug(told.id) ? told.id : slugFor(told.name, rest);
  return { slug, ...rest };
}

/** Names the parts of a question a, b … z, aa, ab …: by their places, which says nothing of their being right. */
export function partSlug(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : partSlug(Math.floor(index / 26) - 1) + letter;
}

function slugFor(name: string, content: unknown): string {
  const words = name
    .slice(0, EXCHANGE_LIMITS.nameLength)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9\s\p{P}\p{Z}\p{S}]/gu, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join('-')
    .slice(0, 40)
    .replace(/-$/, '');
  return `${words === '' ? 'question' : words}-${digestOf(content).slice(0, 12)}`;
}

/** What no text may hold: neither database keeps NUL, no page shows the others, and no digest has a lone surrogate. */
function faultIn(text: string): string | null {
  if (text.length > EXCHANGE_LIMITS.textLength) {
    return `has a text of ${text.length} characters; ${EXCHANGE_LIMITS.textLength} are read`;
  }
  if (!text.isWellFormed()) return 'has half a character (a lone surrogate)';
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127) {
      return `has the control character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    }
  }
  return null;
}

export function* textsIn(value: unknown): Iterable<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value) yield* textsIn(item);
  else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) yield* textsIn(item);
}

/** Whatever can be told from the content alone to be beyond what is read. Every importer asks this before it fills. */
export function refuseWhatCannotBeKept(content: object, notes: Notes, line?: number): void {
  const parts = Object.values(content)
    .filter(Array.isArray)
    .reduce((most, { length }) => Math.max(most, length), 0);
  if (parts > EXCHANGE_LIMITS.parts) {
    return notes.refuse(
      'too-many-parts',
      `It has ${parts} answers; ${EXCHANGE_LIMITS.parts} are read. Divide it.`,
      line,
    );
  }
  for (const text of textsIn(content)) {
    const fault = faultIn(text);
    if (fault) return notes.refuse('text-not-kept', `The question ${fault}. Correct it in the file.`, line);
  }
}

/** A name that can be shown: one line, no controls, cut to the limit. */
export function shownName(name: string, otherwise: string): string {
  const line = [
    ...name
      .toWellFormed()
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  ]
    .slice(0, EXCHANGE_LIMITS.nameLength)
    .join('');
  return line === '' ? otherwise : line;
}

/** Ends a question: names and tags made showable, outcome drawn, notes bounded. */
export function ended(finding: Omit<Finding, 'notes'>, notes: Notes): ImportedQuestion {
  const over =
    finding.tags.length > EXCHANGE_LIMITS.tags || finding.tags.some((tag) => tag.length > EXCHANGE_LIMITS.tagLength);
  if (over)
    notes.change(
      'tags-cut',
      `Of its tags, the first ${EXCHANGE_LIMITS.tags} were read, each to ${EXCHANGE_LIMITS.tagLength} letters.`,
    );
  const tags = finding.tags
    .slice(0, EXCHANGE_LIMITS.tags)
    .map((tag) => [...tag].slice(0, EXCHANGE_LIMITS.tagLength).join(''));
  const all = [...notes.all].sort((one, other) => WEIGHT[one.effect] - WEIGHT[other.effect]);
  const shown = all.slice(0, EXCHANGE_LIMITS.notes);
  const rest = all.length - shown.length;
  return concluded({
    ...finding,
    tags,
    notes:
      rest === 0 ? shown : [...shown, { code: 'more', message: `And ${rest} more notes like these.`, effect: 'none' }],
  });
}

const WEIGHT = { refused: 0, changed: 1, none: 2 } as const;
