import type { SourceText } from '../markup';

/*
 * The letters of GIFT. Sources: Moodle's documentation “GIFT format”; question/format/gift/format.php of Moodle 4
 * (escapedchar_pre, parse_text_with_format, extract_idnumber_and_tags_from_comment).
 */

/** After a backslash these stand for themselves, and `n` for a line end; before anything else a backslash is one. */
const ESCAPED = '\\:#={}~';

/** Where one of some letters first stands unescaped, or −1. */
export function findUnescaped(text: string, letters: string, from = 0): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\' && (ESCAPED.includes(text[at + 1]) || text[at + 1] === 'n')) at += 1;
    else if (letters.includes(text[at])) return at;
  }
  return -1;
}

/** The text cut at every unescaped letter of a kind, the letters left out. */
export function splitUnescaped(text: string, letter: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = findUnescaped(text, letter); at !== -1; at = findUnescaped(text, letter, from)) {
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  return [...parts, text.slice(from)];
}

/** Where `####` last stands unescaped, or −1. */
export function findLastGeneralFeedback(text: string): number {
  let found = -1;
  for (let at = findUnescaped(text, '#'); at !== -1; at = findUnescaped(text, '#', at + 1)) {
    if (text.startsWith('####', at)) found = at;
  }
  return found;
}

/** Spaces, tabs and line ends taken away around a text; other white space, such as a no-break space, is the author's. */
export function trimmed(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && ' \t\n'.includes(text[from])) from += 1;
  while (to > from && ' \t\n'.includes(text[to - 1])) to -= 1;
  return text.slice(from, to);
}

export function unescapedGift(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\([\\:#={}~n])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter))
    : text;
}

export function escapedGift(text: string): string {
  return text.replace(/[\\:#={}~]/g, '\\$&').replace(/\n/g, '\\n');
}

const FORMATS: Readonly<Record<string, SourceText['as']>> = {
  html: 'html',
  markdown: 'markdown',
  plain: 'plain',
  moodle: 'auto',
};

/** A text with the format that it names in front, else that of the question. */
export function formattedText(raw: string, otherwise: SourceText['as'] = 'auto'): SourceText {
  const text = trimmed(raw);
  const named = /^\[(html|markdown|plain|moodle)\]/.exec(text)?.[1];
  if (named === undefined) return { text: trimmed(unescapedGift(text)), as: otherwise };
  return { text: trimmed(unescapedGift(text.slice(named.length + 2))), as: FORMATS[named] };
}

/** `%50%` in front of an answer: its digits, and what stands behind. `null`: there is none. */
export function weightIn(text: string): { percent: string; rest: string } | null {
  const written = /^%\s*(-?\d{1,3}(?:\.\d{0,20})?)\s*%/.exec(text);
  return written && { percent: written[1], rest: text.slice(written[0].length) };
}

/** What only looks like a weight: `%33,3%`, `%1/3%`. */
export const hasOddWeight = (text: string) => /^%[-\d.,/\s]{1,20}%/.test(text) && weightIn(text) === null;

/** The id and the tags that Moodle writes into a comment: `// [id:7] [tag:anatomy]`. */
export function labelsIn(comment: string): { id?: string; tags: string[] } {
  const labels = (name: string) => {
    const found: string[] = [];
    const opening = `[${name}:`;
    for (let at = comment.indexOf(opening); at !== -1; at = comment.indexOf(opening, at + 1)) {
      let end = at + opening.length;
      while (end < comment.length && comment[end] !== ']') end += comment[end] === '\\' ? 2 : 1;
      if (end >= comment.length) break;
      found.push(
        comment
          .slice(at + opening.length, end)
          .replaceAll('\\]', ']')
          .trim(),
      );
    }
    return found.filter((label) => label !== '');
  };
  const [id] = labels('id');
  return { ...(id === undefined ? {} : { id }), tags: labels('tag') };
}
