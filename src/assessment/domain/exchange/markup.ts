import type { Element, Nodes as HastNodes, Root as HastRoot } from 'hast';
import type { Nodes, PhrasingContent, Root } from 'mdast';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import type { Notes } from './exchange';
import {
  CARRIED,
  CARRIED_ATTRIBUTES,
  inUnicode,
  isHtmlElement,
  LEFT_OUT,
  RAISED_AND_LOWERED,
  UNWRAPPED,
} from './html-elements';
import { EXCHANGE_LIMITS } from './limits';

/**
 * A text as a file has it. `auto` is Moodle's own format: words in which tags and entities count as HTML and every line
 * end as a break.
 */
export interface SourceText {
  readonly text: string;
  readonly as: 'plain' | 'html' | 'markdown' | 'auto';
}

export interface MarkupOptions {
  /**
   * The address under which the definition names a picture, such as `media/<sha256>`; `null` where the file does not hold
   * it. Absent: the file holds none.
   */
  readonly picture?: (src: string, alt: string) => string | null;
  readonly line?: number;
}

export interface Settled {
  /** Of all texts of the question: plain where none has any formatting. To be spread into the definition. */
  readonly format: { readonly format?: 'plain' };
  /** The text as the definition has it. */
  readonly of: (source: SourceText) => string;
}

/**
 * The texts of one question, in one format: plain, unchanged, where none has any formatting, else Markdown. What Markdown
 * cannot say becomes a note.
 */
export function settled(sources: readonly SourceText[], notes: Notes, options: MarkupOptions = {}): Settled {
  const isPlain = sources.every((source) => source.text.trim() === '' || plainOf(source) !== null);
  const done = new Map<string, string>();
  const of = (source: SourceText) => {
    const key = `${source.as}:${source.text}`;
    const known = done.get(key);
    if (known !== undefined) return known;
    const text = isPlain ? (plainOf(source) ?? '') : markdownOf(source, notes, options);
    done.set(key, text);
    return text;
  };
  sources.forEach(of);
  return { format: isPlain ? { format: 'plain' } : {}, of };
}

/** The words of a text that has no formatting, or `null` where it has some. */
function plainOf({ text, as }: SourceText): string | null {
  switch (as) {
    case 'plain':
      return text;
    case 'markdown':
      return text.trim() === '' ? '' : null;
    case 'auto':
      if (hasTags(text)) return null;
      return hasEntities(text) ? unescaped(text) : text;
    case 'html':
      if (hasTags(text)) return null;
      return unescaped(text)
        .replace(/[ \t\n\f]+/g, ' ')
        .trim();
  }
}

function markdownOf({ text, as }: SourceText, notes: Notes, options: MarkupOptions): string {
  switch (as) {
    case 'plain':
      return escapedMarkdown(text);
    case 'markdown':
      if (hasTags(text)) {
        notes.mention('html-in-markdown', 'The Markdown holds HTML, which is not shown as such. Write it in Markdown.');
      }
      return text;
    case 'auto':
      if (!hasTags(text)) return escapedMarkdown(unescaped(text));
      return htmlToMarkdown(withBreaks(text), notes, options);
    case 'html':
      return htmlToMarkdown(text, notes, options);
  }
}

/** Where the tags of HTML begin and end. Whatever else begins with `<` is a less-than sign. */
function* tagsIn(text: string): Iterable<{ name: string; from: number; to: number; closes: boolean }> {
  const last = text.lastIndexOf('>');
  const lastComment = text.lastIndexOf('-->');
  for (let from = text.indexOf('<'); from !== -1 && from < last; from = text.indexOf('<', from + 1)) {
    if (text.startsWith('<!--', from)) {
      if (lastComment < from + 4) continue;
      const end = text.indexOf('-->', from + 4);
      yield { name: '!--', from, to: end + 3, closes: true };
      from = end + 2;
      continue;
    }
    const closes = text[from + 1] === '/';
    const start = from + (closes ? 2 : 1);
    let at = start;
    while (at < text.length && at - start < 12 && /[a-z0-9]/i.test(text[at])) at += 1;
    if (at === start || !isHtmlElement(text.slice(start, at).toLowerCase()) || !/[\s/>]/.test(text[at] ?? '')) continue;
    const to = text.indexOf('>', at) + 1;
    yield { name: text.slice(start, at).toLowerCase(), from, to, closes };
    from = to - 1;
  }
}

function hasTags(text: string): boolean {
  return !tagsIn(text)[Symbol.iterator]().next().done;
}

const hasEntities = (text: string) => /&(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});/.test(text);

/** Less-than signs that begin no tag of HTML made entities, so that a browser's rules do not swallow what follows them. */
function withLiteralSigns(html: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const { from, to } of tagsIn(html)) {
    parts.push(html.slice(done, from).replace(/</g, '&lt;'), html.slice(from, to));
    done = to;
  }
  parts.push(html.slice(done).replace(/</g, '&lt;'));
  return parts.join('');
}

const BLOCKS = new Set(
  'blockquote body br dd div dl dt h1 h2 h3 h4 h5 h6 hr html li ol p pre table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

/** Line ends made breaks, but for those beside a block, as Moodle does. Within `pre` they stay. */
function withBreaks(text: string): string {
  const parts: string[] = [];
  let done = 0;
  let preformatted = 0;
  const words = (stretch: string, afterBlock: boolean, beforeBlock: boolean) => {
    if (preformatted > 0) return stretch;
    let part = stretch;
    if (afterBlock) part = part.replace(/^[ \t]*\n/, '');
    if (beforeBlock) part = part.trimEnd();
    return part.replace(/\n/g, '<br>');
  };
  let afterBlock = false;
  for (const { name, from, to, closes } of tagsIn(text)) {
    const isBlock = BLOCKS.has(name);
    parts.push(words(text.slice(done, from), afterBlock, isBlock && !(name === 'pre' && closes)), text.slice(from, to));
    if (name === 'pre') preformatted = Math.max(0, preformatted + (closes ? -1 : 1));
    afterBlock = isBlock;
    done = to;
  }
  parts.push(words(text.slice(done), afterBlock, false));
  return parts.join('');
}

const reader = unified().use(rehypeParse, { fragment: true }).freeze();

function treeOf(html: string): HastRoot {
  return reader.parse(withLiteralSigns(html));
}

/** Entities made the letters that they stand for. */
function unescaped(text: string): string {
  if (!hasEntities(text)) return text;
  const [only] = reader.parse(text.replace(/</g, '&lt;')).children;
  return only?.type === 'text' ? only.value : text;
}

/** How deep elements stand within each other, counted before any tree is made: what is never closed counts too. */
function depthOf(html: string): number {
  const EMPTY = new Set('area base br col embed hr img input link meta param source track wbr !--'.split(' '));
  let deepest = 0;
  let depth = 0;
  for (const { name, closes } of tagsIn(html)) {
    if (EMPTY.has(name)) continue;
    depth = Math.max(0, depth + (closes ? -1 : 1));
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** An element's words, without its marks. */
function wordsOf(node: HastNodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(wordsOf).join('') : '';
}

function* elementsIn(root: HastRoot): Iterable<Element> {
  const waiting: HastNodes[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === 'element') yield node;
    if ('children' in node) waiting.push(...node.children);
  }
}

/** Says what of a tree has no word in Markdown. */
function noteWhatIsLost(root: HastRoot, notes: Notes, line?: number): void {
  for (const { tagName, properties, children } of elementsIn(root)) {
    if (LEFT_OUT.has(tagName)) {
      const where = asText(properties.src ?? properties.data).slice(0, 200);
      const what = where === '' ? `<${tagName}>` : `<${tagName}> of “${where}”`;
      notes.change('element-left-out', `The text holds ${what}, which cannot be shown. Say it in words.`, line);
    } else if (UNWRAPPED.has(tagName)) {
      notes.change(
        'formatting-left-out',
        `The formatting <${tagName}> is another now, or gone; its words are kept.`,
        line,
      );
    } else if (!CARRIED.has(tagName) && !RAISED_AND_LOWERED.has(tagName)) {
      notes.change('element-left-out', `<${tagName}> is not known; its words are kept.`, line);
    }
    if (properties.style !== undefined) {
      notes.change('styling-left-out', 'Colours, sizes and other styling are gone; the words are kept.', line);
    }
    if ((properties.colSpan ?? 1) !== 1 || (properties.rowSpan ?? 1) !== 1) {
      notes.change('table-spans', 'A table has cells over several columns or rows; look it through.', line);
    }
    if (
      ['td', 'th'].includes(tagName) &&
      children.some((child) => child.type === 'element' && BLOCKS.has(child.tagName) && child.tagName !== 'br')
    ) {
      notes.change('table-blocks', 'A table has paragraphs or lists within a cell; look it through.', line);
    }
    const other = Object.keys(properties).filter(
      (name) =>
        !CARRIED_ATTRIBUTES.has(name) && !['style', 'colSpan', 'rowSpan'].includes(name) && !name.startsWith('data'),
    );
    for (const name of other) {
      if (LEFT_OUT.has(tagName)) break;
      notes.change(
        'attribute-left-out',
        `What the attribute “${name.slice(0, 40)}” of <${tagName}> said is gone.`,
        line,
      );
    }
  }
}

/** HTML as Markdown, with a note for everything that Markdown has no word for. */
function htmlToMarkdown(html: string, notes: Notes, { picture, line }: MarkupOptions): string {
  if (html.length > EXCHANGE_LIMITS.htmlLength) {
    notes.refuse(
      'text-too-long',
      `A text has ${html.length} characters; ${EXCHANGE_LIMITS.textLength} are read.`,
      line,
    );
    return '';
  }
  if (depthOf(html) > EXCHANGE_LIMITS.nesting) {
    notes.refuse('nested-too-deep', `The HTML is nested deeper than ${EXCHANGE_LIMITS.nesting} elements.`, line);
    return '';
  }
  const tree = treeOf(html);
  noteWhatIsLost(tree, notes, line);
  const text = (value: string): PhrasingContent => ({ type: 'text', value });
  const turned = unified()
    .use(rehypeRemark, {
      document: false,
      handlers: {
        ...Object.fromEntries([...LEFT_OUT].map((tag) => [tag, () => undefined])),
        ...Object.fromEntries(
          (['sub', 'sup'] as const).map((tag) => [
            tag,
            (_state: unknown, node: Element) => {
              const words = wordsOf(node).trim();
              const inLetters = inUnicode(tag, words);
              if (inLetters === null) {
                notes.change(
                  'raised-or-lowered',
                  `“${words.slice(0, 40)}” stood ${tag === 'sup' ? 'raised' : 'lowered'}; it is written with ${tag === 'sup' ? '^' : '_'} now.`,
                  line,
                );
              }
              return text(inLetters ?? `${tag === 'sup' ? '^' : '_'}(${words})`);
            },
          ]),
        ),
        img: (_state: unknown, node: Element) => {
          const src = asText(node.properties.src);
          const alt = asText(node.properties.alt);
          const url = picture?.(src, alt) ?? null;
          if (url !== null) return { type: 'image', url, alt } as PhrasingContent;
          notes.change(
            'picture-missing',
            `The picture “${src.slice(0, 200)}” does not come with the file. Add it by hand.`,
            line,
          );
          return text(alt === '' ? '' : `[${alt}]`);
        },
      } as never,
    })
    .runSync(tree);
  return printed(turned);
}

const asText = (property: unknown) => (typeof property === 'string' ? property : '');

/** Directives are escaped too: no reader of Markdown here takes a word of the file for one. */
const printer = unified()
  .use(remarkGfm)
  .use(remarkDirective)
  .use(remarkStringify, { bullet: '-', emphasis: '_', rule: '-', resourceLink: true })
  .freeze();

const printed = (root: Root) => printer.stringify(root).trim();

/** Words as Markdown that shows just them: their signs escaped, their line ends kept. */
export function escapedMarkdown(text: string): string {
  const paragraphs = text.split(/\n[ \t]*\n\s*/).filter((paragraph) => paragraph.trim() !== '');
  return printed({
    type: 'root',
    children: paragraphs.map((paragraph) => ({
      type: 'paragraph',
      children: paragraph
        .trim()
        .split('\n')
        .flatMap((words, index) => [
          ...(index === 0 ? [] : [{ type: 'break' as const }]),
          { type: 'text' as const, value: words.trim() },
        ]),
    })),
  });
}

const markdownReader = unified().use(remarkParse).use(remarkGfm).freeze();

/** The words that a Markdown text shows, where it is one line without any formatting; else `null`. */
export function wordsOfMarkdown(markdown: string): string | null {
  const [paragraph, ...others] = markdownReader.parse(markdown).children;
  if (paragraph?.type !== 'paragraph' || others.length > 0) return null;
  const [words, ...marks] = paragraph.children;
  return words.type === 'text' && marks.length === 0 && !words.value.includes('\n') ? words.value : null;
}

/** A picture as Markdown, whatever signs its words have. */
export function pictureAsMarkdown(src: string, alt: string): string {
  return printed({ type: 'root', children: [{ type: 'paragraph', children: [{ type: 'image', url: src, alt }] }] });
}

/** A picture within a Markdown text, where it stands, and whether it is a paragraph by itself. */
export interface PictureInText {
  readonly src: string;
  readonly alt: string;
  readonly from: number;
  readonly to: number;
  readonly isAlone: boolean;
}

export function picturesIn(markdown: string): PictureInText[] {
  if (!markdown.includes('![')) return [];
  const found: PictureInText[] = [];
  const look = (node: Nodes, isAlone: boolean) => {
    if (node.type === 'image') {
      const [from, to] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
      found.push({ src: node.url, alt: node.alt ?? '', from, to, isAlone });
    } else if ('children' in node) {
      for (const child of node.children) {
        look(child, node.type === 'paragraph' && node.children.length === 1);
      }
    }
  };
  look(markdownReader.parse(markdown), false);
  return found;
}
