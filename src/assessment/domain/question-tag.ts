/*
 * A tag is a label of 1 to 60 letters, digits and signs, without capitals. No sign is one by which lists of tags are parted
 * (comma, semicolon, line end), or by which a file or a page takes a text for something else (quotation marks, < > [ ]).
 */

const SIGNS = String.raw` ._:/&()'’+#%\-`;
const TAG = new RegExp(String.raw`^[\p{L}\p{N}(#][\p{L}\p{M}\p{N}${SIGNS}]*$`, 'u');
const NOT_OF_A_TAG = new RegExp(String.raw`[^\p{L}\p{M}\p{N}${SIGNS}]+`, 'gu');
const NOT_A_BEGINNING = /^[^\p{L}\p{N}(#]+/u;
const LENGTH = 60;

/** What a tag may be, to people. */
export const TAG_FORM = `is 1 to ${LENGTH} letters, digits and . _ : / & ( ) ' + # % -`;

/** The one form in which a tag is compared and kept; not yet known to be one. */
export const normalTag = (text: string) => text.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ');

export const isTag = (text: string) => [...text].length <= LENGTH && TAG.test(text) && /[\p{L}\p{N}]/u.test(text);

/**
 * Of a tag of another program what can be kept: signs that no tag has become spaces. `tag` is `null` where nothing is left.
 * `isSame`: all of it is kept, but for capitals and spaces.
 */
export function keptTag(given: string): { readonly tag: string | null; readonly isSame: boolean } {
  const normal = normalTag(given);
  if (isTag(normal)) return { tag: normal, isSame: true };
  const cut = [...normalTag(normal.replace(NOT_OF_A_TAG, ' ')).replace(NOT_A_BEGINNING, '')].slice(0, LENGTH).join('');
  const tag = cut.trim();
  return { tag: isTag(tag) ? tag : null, isSame: false };
}
