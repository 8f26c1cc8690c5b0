import rehypeParse from 'rehype-parse';
import type { Nodes } from 'hast';
import { unified } from 'unified';
import type { Notes } from '../exchange';
import { bytesOfBase64, type MediaShelf } from '../media';
import type { SourceText } from '../markup';
import type { Say } from '../settling';
import type { XmlElement } from '../xml/xml-document';
import { childNamed, childrenNamed, textOf } from '../xml/xml-query';

const FORMATS: Readonly<Record<string, SourceText['as']>> = {
  html: 'html',
  markdown: 'markdown',
  plain_text: 'plain',
  plain: 'plain',
  moodle_auto_format: 'auto',
  wiki_like: 'plain',
};

/** The texts of one Moodle question, and the files beside them. */
export class MoodleTexts {
  /** Files of the whole question by name: some programs put them all beside the question's text. */
  private readonly files = new Map<string, string>();
  /** Those beside one text, which may be called the same as others of the question. */
  private readonly filesBeside = new Map<XmlElement, Map<string, string>>();
  /** What a text is in that says nothing of its own. */
  private readonly usual: SourceText['as'];

  constructor(
    private readonly say: Say,
    private readonly notes: Notes,
    private readonly shelf: MediaShelf,
    question: XmlElement,
  ) {
    this.usual = this.formatOf(childNamed(question, 'questiontext'), 'html');
    this.keepFilesOf(question);
  }

  private keepFilesOf(element: XmlElement): void {
    for (const child of element.children) {
      if (typeof child === 'string') continue;
      if (child.name !== 'file') this.keepFilesOf(child);
      else this.keepFile(child.attributes.name ?? '', textOf(child), child.line, child.attributes.encoding, element);
    }
  }

  keepFile(name: string, data: string, line: number, encoding = 'base64', beside?: XmlElement): void {
    const bytes = encoding === 'base64' ? bytesOfBase64(data) : null;
    const kept = bytes ? this.shelf.keep(bytes) : { fault: 'is not written in base64' };
    if ('path' in kept) {
      this.files.set(name, kept.path);
      if (beside)
        this.filesBeside.set(beside, (this.filesBeside.get(beside) ?? new Map<string, string>()).set(name, kept.path));
    } else this.notes.change('file-not-kept', `The file “${name.slice(0, 100)}” ${kept.fault}; it is left out.`, line);
  }

  /** A text as the definition has it. */
  markdown(element: XmlElement | undefined, more = ''): string {
    const source = this.sourceOf(element, more);
    return source ? this.say(source).trim() : '';
  }

  /** A text as the file has it; `undefined` where there is none. */
  sourceOf(element: XmlElement | undefined, more = ''): SourceText | undefined {
    const own = rawText(element);
    if (own === '' && more === '') return undefined;
    const as = this.formatOf(element, this.usual);
    const text = as === 'plain' ? own : this.withMedia(own + more, element && this.filesBeside.get(element));
    return { text, as };
  }

  formatOf(element: XmlElement | undefined, otherwise: SourceText['as']): SourceText['as'] {
    const named = element?.attributes.format?.trim();
    if (named === undefined || named === '') return otherwise;
    const known = Object.hasOwn(FORMATS, named) ? FORMATS[named] : undefined;
    if (named === 'wiki_like') {
      this.notes.change(
        'wiki-text',
        'A text is written in Moodle’s old wiki signs, which stay as they are.',
        element?.line,
      );
    }
    if (known === undefined) {
      this.notes.mention(
        'text-format',
        `The text format “${named.slice(0, 40)}” is not known; it is read as HTML.`,
        element?.line,
      );
    }
    return known ?? 'html';
  }

  /** Pictures by the path of what they show. Those within the text itself (`data:`) become files too. */
  withMedia(text: string, own: ReadonlyMap<string, string> = new Map()): string {
    return text
      .replace(/@@PLUGINFILE@@(\/[^\s"'<>)?#]+)(\?[^\s"'<>)]*)?/g, (whole, encoded: string) => {
        const name = decoded(encoded).replace(/^\//, '');
        const path = own.get(name) ?? this.files.get(name) ?? this.files.get(name.replace(/^.*\//, ''));
        if (path === undefined) return whole;
        this.shelf.use(path);
        return path;
      })
      .replace(/data:[\w.+-]+\/[\w.+-]+(?:;[\w=.-]+)*;base64,([A-Za-z0-9+/=\s]+)/g, (whole, data: string) => {
        const bytes = bytesOfBase64(data);
        const kept = bytes && this.shelf.keep(bytes);
        if (!kept || !('path' in kept)) return whole;
        this.shelf.use(kept.path);
        return kept.path;
      });
  }
}

function rawText(element: XmlElement | undefined): string {
  if (!element) return '';
  const text = childNamed(element, 'text');
  if (text) return textOf(text).trim();
  const only =
    childrenNamed(element, 'file').length === 0 && element.children.every((node) => typeof node === 'string');
  return only ? textOf(element).trim() : '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('&amp;', '&'));
  } catch {
    return text;
  }
}

const reader = unified().use(rehypeParse, { fragment: true }).freeze();

/** The words of a stretch of HTML, without its marks. */
export function wordsOfHtml(html: string): string {
  if (!/[&<]/.test(html)) return html;
  const words = (node: Nodes): string => {
    if (node.type === 'text') return node.value;
    if (node.type === 'element' && node.tagName === 'br') return ' ';
    return 'children' in node ? node.children.map(words).join('') : '';
  };
  return words(reader.parse(html.replace(/<(?![a-zA-Z/!])/g, '&lt;')));
}
