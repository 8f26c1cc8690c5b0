import { SaxesParser, type SaxesAttributeNS } from 'saxes';
import { decodeText } from '../decoding';
import { ImportFault } from '../exchange';
import { declaredEncoding } from './xml-encoding';
import { XML_LIMITS } from './xml-limits';

/*
 * XML as a tree, with every entity off but the five of XML itself and character references. Nothing is fetched: a
 * document type is read past where it names itself or lists elements, and refused where it declares entities.
 */

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** `''` where it has none. */
  readonly namespace: string;
  /** By local name; those of a namespace by `prefix:name`, as in `xml:lang`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Where its tag begins, counted from 1. */
  readonly line: number;
}

export type XmlNode = XmlElement | string;

/** Code units of a document type that are looked at. */
const DOCTYPE = 4000;

/** Code units in which an XML declaration ends, if there is one. */
const DECLARATION = 400;

const XINCLUDE = 'http://www.w3.org/2001/XInclude';
const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});

/** @throws ImportFault for what is too large, in no known encoding, not well-formed, or asks for what is not read. */
export function parseXml(bytes: Uint8Array): XmlElement {
  const text = decodeText(bytes, declaredEncoding(bytes));
  // Many programs leave white space before the declaration, where XML allows none.
  const start = text.search(/\S/);
  if (start === -1) throw new ImportFault('empty-file', 'The file is empty.');
  // The declaration has said all that it can once the text is decoded, and some programs write it faultily.
  const declaration = /^<\?xml\s[^>]*\?>/.exec(text.slice(start, start + DECLARATION))?.[0] ?? '';
  const from = start + declaration.length;
  const linesBefore = text.slice(0, from).split('\n').length - 1;
  return treeOf(text.slice(from), linesBefore);
}

type Open = { -readonly [Member in keyof XmlElement]: XmlElement[Member] } & { children: XmlNode[] };

function treeOf(text: string, linesBefore: number): XmlElement {
  const parser = new SaxesParser({ xmlns: true, resolvePrefix: (prefix: string) => `urn:undeclared:${prefix}` });
  const open: Open[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  let tagLine = 1;
  const lineNow = () => parser.line + linesBefore;

  const refuse = (code: string, message: string, line = lineNow()): never => {
    throw new ImportFault(code, `Line ${line}: ${message}`, { line });
  };
  const write = (part: string) => {
    const parent = open.at(-1);
    if (!parent) return;
    const last = parent.children.length - 1;
    const before = parent.children[last];
    if (typeof before === 'string') parent.children[last] = before + part;
    else parent.children.push(part);
  };

  parser.on('error', (error) => {
    const what = error.message.replace(/^(undefined)?:?\d+:\d+:\s*/, '');
    refuse('xml-not-well-formed', `this is not well-formed XML: ${what}`);
  });
  parser.on('doctype', (doctype) => {
    if (/[[]|<!/.test(doctype) && !onlyDescribes(doctype)) {
      refuse('doctype-refused', 'the document type declares things of its own (DTD, entities). Remove it.');
    }
  });
  parser.on('opentagstart', () => {
    tagLine = lineNow();
    elements += 1;
    if (elements > XML_LIMITS.elements) {
      refuse('xml-too-large', `there are more than ${XML_LIMITS.elements} elements. Divide the file into several.`);
    }
    if (open.length >= XML_LIMITS.depth) {
      refuse('xml-too-deep', `there are more than ${XML_LIMITS.depth} elements within each other.`);
    }
  });
  let attributes = 0;
  parser.on('attribute', ({ value }) => {
    attributes += 1;
    if (attributes > XML_LIMITS.attributes) {
      refuse('xml-too-large', `an element has more than ${XML_LIMITS.attributes} attributes.`);
    }
    if (value.length > XML_LIMITS.attributeLength) {
      refuse('xml-too-large', `an attribute has ${value.length} characters; ${XML_LIMITS.attributeLength} are read.`);
    }
  });
  parser.on('opentag', (tag) => {
    attributes = 0;
    if (tag.uri === XINCLUDE) {
      refuse(
        'xinclude-refused',
        'the file asks to include another (XInclude), which is never fetched. Put it in.',
        tagLine,
      );
    }
    const element: Open = {
      name: tag.local,
      namespace: tag.uri,
      attributes: attributesOf(tag.attributes),
      children: [],
      line: tagLine,
    };
    if (open.length > 0) open.at(-1)?.children.push(element);
    else root = element;
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', write);
  parser.on('cdata', write);

  for (let at = 0; at < text.length; at += XML_LIMITS.chunk) parser.write(text.slice(at, at + XML_LIMITS.chunk));
  parser.close();
  return root ?? refuse('xml-not-well-formed', 'there is no element.');
}

/** Whether a document type says no more than which elements and attributes there are, so that nothing of it changes what is read. */
function onlyDescribes(doctype: string): boolean {
  const inside = /^[^[]*\[([^]*)\]\s*$/.exec(doctype)?.[1];
  if (inside === undefined || inside.includes('%') || inside.length > DOCTYPE) return false;
  return (
    inside
      .replace(/<!--[^]*?-->/g, '')
      // With a quotation mark an attribute is given a value where it is left out.
      .replace(/<!(ELEMENT|ATTLIST)\s[^<>"']*>/g, '')
      .trim() === ''
  );
}

function attributesOf(attributes: Record<string, SaxesAttributeNS>): Readonly<Record<string, string>> {
  const named = Object.values(attributes).filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns');
  if (named.length === 0) return NO_ATTRIBUTES;
  const result = Object.create(null) as Record<string, string>;
  for (const { prefix, local, value } of named) result[prefix === '' ? local : `${prefix}:${local}`] = value;
  return result;
}
