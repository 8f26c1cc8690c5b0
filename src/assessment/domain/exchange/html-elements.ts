/*
 * Which HTML elements Markdown has a word for. Source: HTML Living Standard, 4 and 16; CommonMark 0.31; GFM 0.29.
 */

/** Stand in Markdown, or leave nothing out when only their content does. */
export const CARRIED: ReadonlySet<string> = new Set(
  (
    'a b blockquote body br code dd del div dl dt em h1 h2 h3 h4 h5 h6 head hr html i img kbd li ol p pre s samp span ' +
    'strike strong table tbody td tfoot th thead tr tt ul var wbr'
  ).split(' '),
);

/** Their words are kept, what the element says of them is not. */
export const UNWRAPPED: ReadonlySet<string> = new Set(
  (
    'abbr acronym address article aside bdi bdo big button caption center cite col colgroup data details dfn dir ' +
    'fieldset figcaption figure font footer form header hgroup ins label legend main mark marquee menu nav nobr ' +
    'noscript output picture q rp rt ruby search section small summary time u'
  ).split(' '),
);

/** Have no words, or none for a reader: they are left out, and a note says so. */
export const LEFT_OUT: ReadonlySet<string> = new Set(
  (
    'applet area audio base basefont bgsound canvas datalist dialog embed frame frameset iframe input link map math ' +
    'meta meter noembed noframes object optgroup option param progress script select slot source style svg template ' +
    'textarea title track video'
  ).split(' '),
);

/** Raised and lowered words: some have letters of their own in Unicode. */
export const RAISED_AND_LOWERED: ReadonlySet<string> = new Set(['sub', 'sup']);

/** Whether a name is an element of HTML. Whatever else looks like a tag is what its author wrote, such as `<int>`. */
export const isHtmlElement = (name: string): boolean =>
  CARRIED.has(name) || UNWRAPPED.has(name) || LEFT_OUT.has(name) || RAISED_AND_LOWERED.has(name);

/** Attributes that say nothing to a reader, or that the Markdown carries. */
export const CARRIED_ATTRIBUTES: ReadonlySet<string> = new Set([
  'href',
  'src',
  'alt',
  'title',
  'start',
  'align',
  'id',
  'className',
  'name',
  'role',
  'target',
  'rel',
  'width',
  'height',
  'border',
  'cellPadding',
  'cellSpacing',
  'vAlign',
  'bgColor',
  'ariaHidden',
  'ariaLabel',
  'tabIndex',
]);

const letters = (plain: string, special: string) =>
  new Map([...plain].map((letter, index) => [letter, [...special][index]] as const));

const RAISED = letters('0123456789+-=()ni−', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ⁻');
const LOWERED = letters('0123456789+-=()−', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋');

/** In Unicode's own raised or lowered letters, or `null` where one is missing. */
export function inUnicode(tag: 'sub' | 'sup', words: string): string | null {
  const table = tag === 'sup' ? RAISED : LOWERED;
  const found = [...words].map((letter) => table.get(letter));
  return found.every((letter) => letter !== undefined) ? found.join('') : null;
}
