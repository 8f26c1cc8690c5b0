/*
 * Comparing what was typed with what an author wrote. No regular expression is made of either: a pattern is cut at its
 * stars and its pieces are looked for from left to right, each once, so that no pattern can make it slow.
 */

export interface TextPolicy {
  readonly letterCase: 'ignore' | 'exact';
  readonly accents: 'ignore' | 'exact';
  readonly wildcards: boolean;
}

/** Marks of accent in European scripts; the vowel signs of other scripts are letters, and stay. */
const ACCENTS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]/g;
/** What keyboards put instead of the plain sign, without the writer's doing. */
const APOSTROPHES = /[\u2018\u2019\u02bc]/g;
const QUOTES = /[\u201c\u201d]/g;
const HYPHENS = /[\u2010-\u2015\u2212]/g;

/** The one form of a typed text: composed, its white space single and none around. Doing so again changes nothing. */
export function tidyText(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function folded(text: string, { letterCase, accents }: TextPolicy): string {
  let result = text.replace(APOSTROPHES, "'").replace(QUOTES, '"').replace(HYPHENS, '-');
  // By way of the small letters to the capitals: "ß" and "SS", "ς" and "Σ" are then the same.
  if (letterCase === 'ignore') result = result.toLowerCase().toUpperCase();
  if (accents === 'ignore') result = result.normalize('NFD').replace(ACCENTS, '');
  return result.normalize('NFC');
}

/** The pieces between the stars. A star that follows a backslash is a star. */
function pieces(pattern: string): string[] {
  const found = [''];
  for (let index = 0; index < pattern.length; index += 1) {
    if (pattern[index] === '\\' && pattern[index + 1] === '*') {
      found[found.length - 1] += '*';
      index += 1;
    } else if (pattern[index] === '*') found.push('');
    else found[found.length - 1] += pattern[index];
  }
  return found;
}

/** Whether a typed text fits an author's answer under a policy. */
export function fitsText(answer: string, typed: string, policy: TextPolicy): boolean {
  const text = folded(tidyText(typed), policy);
  if (!policy.wildcards) return text === folded(tidyText(answer), policy);

  const [first, ...others] = pieces(tidyText(answer)).map((piece) => folded(piece, policy));
  const last = others.pop();
  if (last === undefined) return text === first;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let from = first.length;
  for (const piece of others) {
    const at = text.indexOf(piece, from);
    if (at === -1 || at + piece.length > end) return false;
    from = at + piece.length;
  }
  return true;
}
