import type { QuestionDefinition } from '../../catalogue/question-definition';

/*
 * What became otherwise from one version of a question to another, for people to read: part by part, word by word.
 */

/** Words that stayed, came or went. */
export interface Stretch {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

export interface Difference {
  /** Where, in words: `options › b › feedback`. */
  readonly where: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  readonly stretches: readonly Stretch[];
}

type Leaves = Map<string, string>;

/** Beyond so many words on both sides a text is shown whole, twice: nobody would read such a patchwork. */
const MOST_WORDS = 2_000;

/** In the order of the later version; what went stands last. Parts are known by their slugs, so moving one is no rewriting. */
export function questionDiff(before: QuestionDefinition, after: QuestionDefinition): Difference[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const differences: Difference[] = [];
  for (const [where, text] of now) {
    const was = old.get(where);
    if (was === undefined) differences.push({ where, kind: 'added', stretches: [{ kind: 'added', text }] });
    else if (was !== text) differences.push({ where, kind: 'changed', stretches: wordDiff(was, text) });
  }
  for (const [where, text] of old) {
    if (!now.has(where)) differences.push({ where, kind: 'removed', stretches: [{ kind: 'removed', text }] });
  }
  return [...differences, ...moves(before, after)];
}

function leavesOf(value: unknown, path: readonly string[] = [], leaves: Leaves = new Map()): Leaves {
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item === 'string')) {
      if (value.length > 0) leaves.set(path.join(' › '), value.join(', '));
    } else {
      value.forEach((item: unknown, index) => leavesOf(withoutSlug(item), [...path, nameOf(item, index)], leaves));
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) leavesOf(item, [...path, key], leaves);
  } else if (value !== undefined && value !== null && value !== '') {
    leaves.set(path.join(' › '), typeof value === 'string' ? value : JSON.stringify(value));
  }
  return leaves;
}

const nameOf = (item: unknown, index: number) => slugOf(item) ?? String(index + 1);

function slugOf(item: unknown): string | undefined {
  const slug = (item as { slug?: unknown } | null)?.slug;
  return typeof slug === 'string' ? slug : undefined;
}

function withoutSlug(item: unknown): unknown {
  if (slugOf(item) === undefined) return item;
  const { slug: _, ...rest } = item as Record<string, unknown>;
  return rest;
}

/** Lists whose parts are the same and stand in another order: for an ordering that is its key. */
function moves(before: QuestionDefinition, after: QuestionDefinition): Difference[] {
  return Object.entries(after).flatMap(([name, list]): Difference[] => {
    const was: unknown = (before as unknown as Record<string, unknown>)[name];
    if (!Array.isArray(list) || !Array.isArray(was)) return [];
    const [old, now] = [was.map(slugOf), list.map(slugOf)];
    const isTurned = old.join() !== now.join() && [...old].sort().join() === [...now].sort().join();
    if (!isTurned || now.includes(undefined)) return [];
    const stretches = [
      { kind: 'removed' as const, text: old.join(', ') },
      { kind: 'added' as const, text: now.join(', ') },
    ];
    return [{ where: name, kind: 'moved', stretches }];
  });
}

/** The longest common run of words stays; what stands between came or went. */
export function wordDiff(before: string, after: string): Stretch[] {
  const [old, now] = [wordsIn(before), wordsIn(after)];
  if (old.length + now.length > MOST_WORDS) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  }
  const longest = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      longest[i][j] = old[i] === now[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  const stretches: Stretch[] = [];
  const say = (kind: Stretch['kind'], text: string) => {
    const last = stretches.at(-1);
    if (last?.kind === kind) stretches[stretches.length - 1] = { kind, text: last.text + text };
    else stretches.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      say('same', old[i]);
      i += 1;
      j += 1;
    } else if (i < old.length && (j === now.length || longest[i + 1][j] >= longest[i][j + 1])) {
      say('removed', old[i]);
      i += 1;
    } else {
      say('added', now[j]);
      j += 1;
    }
  }
  return stretches;
}

/** Each word with the space that follows it, so that joined they are the text again. */
function wordsIn(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}
