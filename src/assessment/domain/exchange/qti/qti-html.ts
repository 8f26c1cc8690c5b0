import type { Notes } from '../exchange';
import type { XmlElement, XmlNode } from '../xml/xml-document';
import { isElement, textOf } from '../xml/xml-query';
import { escapeAttribute, escapeText } from '../xml/xml-writer';

const EMPTY = new Set(['br', 'hr', 'img', 'input', 'col', 'wbr', 'source', 'track']);

/** Elements of QTI within its HTML that say nothing to the reader. */
const SILENT = new Set(['stylesheet', 'catalogInfo', 'companionMaterialsInfo', 'contextDeclaration']);

/** Elements of QTI that only hold others. */
const TRANSPARENT = new Set([
  'itemBody',
  'prompt',
  'contentBody',
  'stimulusBody',
  'simpleChoice',
  'simpleAssociableChoice',
  'inlineChoice',
  'gapText',
  'modalFeedback',
  'rubricBlock',
  'hottext',
  'templateInline',
  'templateBlock',
  'feedbackBlock',
  'feedbackInline',
]);

export interface HtmlOptions {
  readonly notes: Notes;
  /** A picture's address within the package made the path under which it is kept; `null` where it is not there. */
  readonly address: (href: string) => string | null;
  /** Stands in for an element, such as the sign of a gap; `undefined`: it is written as it is. */
  readonly instead?: (element: XmlElement) => string | undefined;
}

/** The HTML of an element's content, as the texts of the house read it. */
export function htmlOf(element: XmlElement, options: HtmlOptions): string {
  return unwrapped(
    element.children
      .map((node) => nodeHtml(node, options))
      .join('')
      .trim(),
  );
}

/** One paragraph without marks is words alone. */
function unwrapped(html: string): string {
  const inside = /^<(p|div|span)>([^<]*)<\/\1>$/.exec(html)?.[2];
  return inside === undefined ? html : inside.trim();
}

function nodeHtml(node: XmlNode, options: HtmlOptions): string {
  if (!isElement(node)) return escapeText(node);
  const instead = options.instead?.(node);
  if (instead !== undefined) return instead;
  const { name, attributes, line } = node;
  const inside = () => node.children.map((child) => nodeHtml(child, options)).join('');
  if (SILENT.has(name)) {
    if (name !== 'stylesheet') options.notes.change('support-left-out', `Its <${name}> is left out.`, line);
    return '';
  }
  if (TRANSPARENT.has(name)) return inside();
  if (name === 'object') return objectHtml(node, options, inside);
  if (name === 'printedVariable') {
    options.notes.refuse(
      'variable',
      'Its text shows a value that is drawn by chance or worked out (printedVariable).',
      line,
    );
    return '';
  }
  if (/[A-Z]/.test(name)) {
    options.notes.change('element-left-out', `<${name}> is not known; its words are kept.`, line);
    return inside();
  }
  const written = Object.entries(attributes)
    .map(([key, value]) => attributeHtml(name, key, value, options))
    .join('');
  return EMPTY.has(name) ? `<${name}${written}>` : `<${name}${written}>${inside()}</${name}>`;
}

function attributeHtml(name: string, key: string, value: string, { address }: HtmlOptions): string {
  // Ids and classes are for style sheets, which do not come along.
  if (['id', 'class', 'xml:lang', 'lang', 'dir', 'xml:base', 'label'].includes(key) || /^(data|aria|xml)[-:]/.test(key))
    return '';
  const isAddress = (name === 'img' && key === 'src') || (name === 'a' && key === 'href');
  const shown = isAddress ? (address(value) ?? value) : value;
  return ` ${key}="${escapeAttribute(shown)}"`;
}

function objectHtml(node: XmlElement, { address, notes }: HtmlOptions, inside: () => string): string {
  const { data = '', type = '', width, height } = node.attributes;
  const isPicture = type.startsWith('image/') || /\.(png|jpe?g|gif|svg|webp)$/i.test(data);
  if (!isPicture) {
    notes.change(
      'media-left-out',
      `A medium (${type || data.slice(0, 80)}) is left out; only pictures are shown.`,
      node.line,
    );
    return inside();
  }
  const size = `${width ? ` width="${escapeAttribute(width)}"` : ''}${height ? ` height="${escapeAttribute(height)}"` : ''}`;
  const alt = escapeAttribute(textOf(node).replace(/\s+/g, ' ').trim());
  return `<img src="${escapeAttribute(address(data) ?? data)}" alt="${alt}"${size}>`;
}
