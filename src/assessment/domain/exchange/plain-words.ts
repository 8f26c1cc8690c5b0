import type { Nodes } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { escapedMarkdown } from './markup';

const reader = unified().use(remarkParse).use(remarkGfm).use(remarkDirective).freeze();

/** The words of Markdown where it has no formatting, so that writing them as Markdown again gives the same; else `null`. */
export function plainWords(markdown: string): string | null {
  const words = (node: Nodes): string | null => {
    if (node.type === 'text') return node.value;
    if (node.type === 'break') return '\n';
    if (node.type !== 'root' && node.type !== 'paragraph') return null;
    const parts = node.children.map(words);
    return parts.every((part) => part !== null) ? parts.join(node.type === 'root' ? '\n\n' : '') : null;
  };
  const plain = words(reader.parse(markdown));
  return plain !== null && escapedMarkdown(plain) === markdown ? plain : null;
}
