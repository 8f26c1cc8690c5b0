import type { XmlElement } from '../xml/xml-document';
import { isElement } from '../xml/xml-query';

const camel = (name: string) => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/**
 * QTI 3 in the names of QTI 2: `qti-choice-interaction response-identifier` is `choiceInteraction responseIdentifier`. The
 * rest of both is so alike that one reader reads them. HTML keeps its names.
 */
export function inQti2Names(element: XmlElement): XmlElement {
  const children = element.children.map((node) => (isElement(node) ? inQti2Names(node) : node));
  if (!element.name.startsWith('qti-')) return { ...element, children };
  const attributes = Object.fromEntries(
    Object.entries(element.attributes).map(([name, value]) => [
      /^(data|aria|xml)[-:]/.test(name) ? name : camel(name),
      value,
    ]),
  );
  return { ...element, name: camel(element.name.slice('qti-'.length)), attributes, children };
}
