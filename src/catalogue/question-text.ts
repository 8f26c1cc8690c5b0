import type { Nodes, Parents, PhrasingContent, Root, RootContent } from 'mdast';
import rehypeSanitize, { type Options as Allowed } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

/*
 * The texts of questions as they are shown. Markdown as in lessons, without figures and callouts: a question has one
 * picture, in a place of its own. HTML is never read as such; what an author typed of it is shown letter by letter.
 */

export type TextFormat = 'plain' | 'markdown';

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

/** The second lock, as in lessons: nothing that a page would run or load, and no heading beside the page's own. */
const ALLOWED: Allowed = {
  tagNames: [
    ...['p', 'a', 'em', 'strong', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'hr', 'br'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'div'],
  ],
  attributes: {
    a: ['href'],
    ol: ['start'],
    th: ['align', 'scope'],
    td: ['align'],
    div: [['className', 'table-scroll'], ['role', 'region'], 'ariaLabel', 'tabIndex'],
  },
  protocols: { href: ['http', 'https', 'mailto'] },
  clobberPrefix: '',
  required: {},
};

const printer = unified().use(remarkRehype).use(rehypeSanitize, ALLOWED).use(rehypeStringify).freeze();

const text = (value: string): Nodes => ({ type: 'text', value });

function tidied(node: Nodes): Nodes[] {
  switch (node.type) {
    case 'html':
      return [text(node.value)];
    case 'image':
    case 'imageReference':
      return [text(node.alt ?? '')];
    case 'heading':
      return [{ type: 'paragraph', children: [{ type: 'strong', children: childrenOf(node) as PhrasingContent[] }] }];
    case 'footnoteReference':
      return [text(`[^${node.identifier}]`)];
    case 'footnoteDefinition':
      return childrenOf(node);
    case 'table': {
      const hProperties = { className: ['table-scroll'], role: 'region', ariaLabel: 'Table', tabIndex: 0 };
      const table = { ...node, children: childrenOf(node) } as RootContent;
      return [{ type: 'blockquote', data: { hName: 'div', hProperties }, children: [table] } as Nodes];
    }
    default:
      return 'children' in node ? [{ ...node, children: childrenOf(node) } as Nodes] : [node];
  }
}

function childrenOf(parent: Parents): Nodes[] {
  return (parent.children as Nodes[]).flatMap(tidied);
}

/** What of a text stands within a line; blocks follow each other after a line break. */
function withinLine(parent: Parents): PhrasingContent[] {
  const lines = (parent.children as Nodes[]).flatMap((child): PhrasingContent[][] => {
    if (child.type === 'paragraph') return [child.children];
    if (child.type === 'code') return [[{ type: 'inlineCode', value: child.value }]];
    return 'children' in child ? [withinLine(child)] : [];
  });
  return lines.flatMap((line, index): PhrasingContent[] => (index > 0 ? [{ type: 'break' }, ...line] : line));
}

function print(tree: Root): string {
  return printer.stringify(printer.runSync(tree)).trim();
}

function escaped(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** Texts do not change, and one examination shows the same ones to everybody: each is made once. */
const MOST_KEPT = 4000;

function keptBy(make: (text: string, format: TextFormat) => string): (text: string, format?: TextFormat) => string {
  const kept = new Map<string, string>();
  return (source, format = 'markdown') => {
    const key = `${format}\n${source}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= MOST_KEPT) kept.clear();
    const made = make(source, format);
    kept.set(key, made);
    return made;
  };
}

/** As blocks: paragraphs, lists, tables. Safe to place in a page as it is. */
export const questionHtml = keptBy((source, format) => {
  if (format === 'plain') {
    const paragraphs = source.trim().split(/\n{2,}/);
    return paragraphs.map((paragraph) => `<p>${escaped(paragraph).replace(/\n/g, '<br>')}</p>`).join('');
  }
  const tree = parser.parse(source);
  return print({ ...tree, children: childrenOf(tree) as RootContent[] });
});

/** Within a line, as a label or a legend may hold it. Safe to place in a page as it is. */
export const questionLine = keptBy((source, format) => {
  if (format === 'plain') return escaped(source.trim()).replace(/\n/g, '<br>');
  const tree = parser.parse(source);
  const children = withinLine({ ...tree, children: childrenOf(tree) as RootContent[] });
  const html = print({ type: 'root', children: [{ type: 'paragraph', children }] });
  return html.replace(/^<p>|<\/p>$/g, '');
});

/** The words alone, as the options of a list box hold them. Not escaped. */
export const questionWords = keptBy((source, format) => {
  if (format === 'plain') return source.trim();
  const tree = parser.parse(source);
  const wordsOf = (node: Nodes): string => {
    if (node.type === 'break') return ' ';
    if ('value' in node) return node.value;
    return 'children' in node ? (node.children as Nodes[]).map(wordsOf).join('') : '';
  };
  const lines = withinLine({ ...tree, children: childrenOf(tree) as RootContent[] });
  return lines.map(wordsOf).join('').replace(/\s+/g, ' ').trim();
});

/** Whether a text is a single paragraph, so that a legend can hold all of it. */
export function isOneLine(source: string, format: TextFormat = 'markdown'): boolean {
  if (format === 'plain') return !/\n{2,}/.test(source.trim());
  const { children } = parser.parse(source);
  return children.length <= 1 && children.every(({ type }) => type === 'paragraph');
}
