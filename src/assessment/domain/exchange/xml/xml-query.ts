import type { XmlElement, XmlNode } from './xml-document';

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string';

export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter(isElement);
}

export function childrenNamed(element: XmlElement, ...names: readonly string[]): XmlElement[] {
  return elementsOf(element).filter(({ name }) => names.includes(name));
}

export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element && elementsOf(element).find((child) => child.name === name);
}

/** All text within, in the order of the document. */
export function textOf(element: XmlElement | undefined): string {
  if (!element) return '';
  return element.children.map((node) => (isElement(node) ? textOf(node) : node)).join('');
}

/** Whatever lies within and passes, in the order of the document; what passes is not searched further. */
export function* within(element: XmlElement, passes: (element: XmlElement) => boolean): Iterable<XmlElement> {
  for (const child of elementsOf(element)) {
    if (passes(child)) yield child;
    else yield* within(child, passes);
  }
}

/** All elements below, in the order of the document. */
export function* descendants(element: XmlElement): Iterable<XmlElement> {
  for (const child of elementsOf(element)) {
    yield child;
    yield* descendants(child);
  }
}

export function firstWithin(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (!element) return undefined;
  for (const found of descendants(element)) if (found.name === name) return found;
  return undefined;
}
