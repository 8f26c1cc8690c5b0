import PDFDocument from 'pdfkit';
import { printableForm, UnprintableCharacter } from '../domain/printable-text';
import { ChosenFont, Face, fontFor, undrawable } from './fonts';

type Document = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

/** A4, landscape, in points. */
export const WIDTH = 841.89;
export const HEIGHT = 595.28;

export const INK = '#1d2a33';
export const MUTED = '#4c5a63';
export const PETROL = '#16505a';
export const COPPER = '#8f4f26';
export const HAIR = '#b7c3c5';
export const MIST = '#f2f5f4';

export interface Style {
  readonly face: Face;
  readonly size: number;
  readonly leading: number;
  readonly colour?: string;
}

/** One line as it is drawn, in the font that was chosen for the whole of its text. */
export interface Line {
  readonly text: string;
  readonly style: Style;
  readonly font: ChosenFont;
}

/** What pdfkit may be told of an element of the structure. */
export interface ElementOptions {
  readonly alt?: string;
  readonly scope?: 'Column' | 'Row';
  readonly bbox?: readonly number[];
}

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeXml = (value: unknown) =>
  typeof value === 'string' ? value.replace(/[&<>"]/g, (character) => XML[character]) : value;

/** PDF/UA-1, and the description of its schema that PDF/A asks for beside it. */
const PDF_UA = `
  <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
      xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
      <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
        <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
        <pdfaProperty:category>internal</pdfaProperty:category>
        <pdfaProperty:description>Which part of ISO 14289 the file conforms to</pdfaProperty:description>
      </rdf:li></rdf:Seq></pdfaSchema:property>
    </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>`;

/** pdfkit puts the title into its XML as it is: an ampersand would break the file, and a `<` could say anything. */
class ConformingDocument extends (PDFDocument as unknown as new (options: object) => Document) {
  endMetadata(): void {
    this.info = Object.fromEntries(Object.entries(this.info).map(([key, value]) => [key, escapeXml(value)]));
    (PDFDocument.prototype as unknown as { endMetadata(this: Document): void }).endMetadata.call(this);
  }
}

export interface SheetOptions {
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  readonly locale: string;
  /** The day of issue: the same certificate always has the same bytes. */
  readonly date: Date;
}

/**
 * A tagged PDF (PDF/A-3a, PDF/UA-1) in which lines are broken and placed by us, so that no page appears unasked. It
 * remembers every character that no font could draw: whoever takes its bytes looks at `missing` first.
 */
export class Sheet {
  readonly doc: Document;
  readonly root: Element;
  readonly missing = new Map<string, UnprintableCharacter>();
  private readonly chunks: Buffer[] = [];
  private readonly done: Promise<void>;
  private pages = 0;

  constructor(options: SheetOptions) {
    const { font } = fontFor('serif', '');
    const doc = new ConformingDocument({
      size: 'A4',
      layout: 'landscape',
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      font,
      pdfVersion: '1.7',
      subset: 'PDF/A-3a',
      tagged: true,
      lang: options.locale,
      displayTitle: true,
      info: {
        Title: options.title,
        Subject: options.subject,
        Author: options.author,
        Creator: 'Filiform',
        Producer: 'Filiform',
        CreationDate: options.date,
        ModDate: options.date,
      },
    });
    this.doc = doc;
    (doc as unknown as { appendXML(xml: string): void }).appendXML(PDF_UA);
    doc.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    this.done = new Promise((resolve, reject) => doc.on('end', resolve).on('error', reject));
    this.root = doc.struct('Document');
    doc.addStructure(this.root);
  }

  addPage(): void {
    this.doc.addPage();
    this.pages += 1;
  }

  get pageCount(): number {
    return this.pages;
  }

  /** Breaks a text into lines of a width; a word too long for a line is broken inside. */
  lines(text: string, style: Style, width: number): Line[] {
    const form = printableForm(text);
    for (const fault of undrawable(form, style.face)) this.missing.set(fault.character, fault);
    const font = fontFor(style.face, form);
    this.use(font, style.size);
    // Word by word, each with its space: as it will be drawn, and shaped once.
    const widthOf = (word: string) => this.doc.widthOfString(`${word} `);
    const space = this.doc.widthOfString(' ');
    const lines: string[] = [];
    let line = '';
    let used = 0;
    for (let word of form.split(' ')) {
      let needed = widthOf(word);
      if (line !== '' && used + needed - space > width) {
        lines.push(line);
        line = '';
      }
      while (line === '' && needed - space > width && word.length > 1) {
        const characters = [...word];
        let length = characters.length;
        while (length > 1 && widthOf(characters.slice(0, length).join('')) - space > width) length -= 1;
        lines.push(characters.slice(0, length).join(''));
        word = characters.slice(length).join('');
        needed = widthOf(word);
      }
      used = line === '' ? needed : used + needed;
      line = line === '' ? word : `${line} ${word}`;
    }
    if (line !== '' || lines.length === 0) lines.push(line);
    return lines.map((item) => ({ text: item, style, font }));
  }

  heightOf(lines: readonly Line[]): number {
    return lines.reduce((sum, { style }) => sum + style.leading, 0);
  }

  /** Draws lines one under another and returns where they end. */
  draw(lines: readonly Line[], x: number, y: number): number {
    let top = y;
    for (const [index, { text, style, font }] of lines.entries()) {
      this.use(font, style.size);
      // A space at the break, so that whoever reads the text out does not run two words together.
      const whole = index < lines.length - 1 ? `${text} ` : text;
      this.doc.fillColor(style.colour ?? INK);
      this.doc.text(whole, x, top + style.leading / 2 + style.size * 0.34, {
        lineBreak: false,
        baseline: 'alphabetic',
      });
      top += style.leading;
    }
    return top;
  }

  /** A new element of the structure: `H1`, `P`, `TD`. */
  element(parent: Element, type: string, options: ElementOptions = {}): Element {
    const element = this.doc.struct(type, options);
    parent.add(element);
    return element;
  }

  /** Draws inside a new element. */
  tagged(parent: Element, type: string, draw: () => void, options: ElementOptions = {}): Element {
    const element = this.element(parent, type, options);
    element.add(draw);
    return element;
  }

  /** Decoration: what a screen reader passes over. */
  artifact(draw: () => void, type?: 'Pagination'): void {
    this.doc.markContent('Artifact', type ? { type } : undefined);
    draw();
    this.doc.endMarkedContent();
  }

  /** Ends the document. `foot` is drawn on every page once their number is known. */
  async bytes(foot: (page: number, pages: number) => void): Promise<Buffer> {
    for (let page = 0; page < this.pages; page += 1) {
      this.doc.switchToPage(page);
      this.artifact(() => foot(page + 1, this.pages), 'Pagination');
    }
    if (this.doc.bufferedPageRange().count !== this.pages) throw new Error('A page appeared that nobody asked for.');
    this.root.end();
    this.doc.end();
    await this.done;
    return Buffer.concat(this.chunks);
  }

  /** Known to the document by its file name, so that it is embedded once. */
  private use({ name, font }: ChosenFont, size: number): void {
    this.doc.font(font as unknown as PDFKit.Mixins.PDFFontSource, name).fontSize(size);
  }
}
