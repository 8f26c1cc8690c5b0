import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

const writer = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype)
  .use(rehypeStringify, { closeSelfClosing: true, characterReferences: { useNamedReferences: false } })
  .freeze();

/** Markdown as HTML that is XML as well: every element is closed, and only XML's own entities or numbers are used. */
export function xhtmlOf(markdown: string): string {
  return markdown === '' ? '' : String(writer.processSync(markdown)).trim();
}
