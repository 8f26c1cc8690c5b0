import type { Notes } from '../exchange';
import type { MediaShelf } from '../media';
import type { SourceText } from '../markup';
import { bytesOfBase64 } from '../media';
import type { Neighbours } from '../qti/qti-item';
import type { Say } from '../settling';
import type { XmlElement } from '../xml/xml-document';
import { childNamed, childrenNamed, elementsOf, textOf, within } from '../xml/xml-query';
import { escapeAttribute, escapeText } from '../xml/xml-writer';
import { CannotRun12, Processing12, type Result12 } from './qti12-processing';

export const RESPONSES = ['response_lid', 'response_str', 'response_num', 'response_xy', 'response_grp'];

export interface Label {
  readonly identifier: string;
  readonly element: XmlElement;
}

/** One thing that is asked in an item. */
export interface Response12 {
  readonly identifier: string;
  readonly cardinality: string;
  readonly kind: string;
  readonly labels: readonly Label[];
  /** `render_choice`, `render_fib` … */
  readonly render: XmlElement | undefined;
  readonly element: XmlElement;
}

const isHtml = (text: string) => /<[a-z!/][^>]*>|&(#\d+|#x[\da-f]+|[a-z]+\d*);/i.test(text);

/** One `<item>` of QTI 1.2 being read. */
export class Qti12Item {
  readonly processing: Processing12;
  readonly presentation: XmlElement | undefined;
  readonly responses: readonly Response12[];
  readonly fields: ReadonlyMap<string, string>;
  mark: number | undefined;
  rationale = '';

  constructor(
    readonly element: XmlElement,
    private readonly sayAs: Say,
    readonly notes: Notes,
    private readonly shelf: MediaShelf,
    private readonly neighbours: Neighbours,
  ) {
    this.processing = new Processing12(element);
    this.presentation = childNamed(element, 'presentation');
    this.responses = this.presentation
      ? [...within(this.presentation, ({ name }) => RESPONSES.includes(name))].map(responseOf)
      : [];
    this.fields = fieldsOf(element);
  }

  get line(): number {
    return this.element.line;
  }

  scored(given: ReadonlyMap<string, readonly string[]>): Result12 | null {
    try {
      return this.processing.run(given);
    } catch (error) {
      if (error instanceof CannotRun12) return null;
      throw error;
    }
  }

  scoredOne(identifier: string, value: readonly string[]): Result12 | null {
    return this.scored(new Map([[identifier, value]]));
  }

  /** The prompt: all material that belongs to no response. */
  get promptSource(): SourceText | undefined {
    if (!this.presentation) return undefined;
    const materials = [
      ...within(this.presentation, ({ name }) => name === 'material' || RESPONSES.includes(name)),
    ].filter(({ name }) => name === 'material');
    return this.materialSource(materials);
  }

  /** With what an item says within its only response, before it is answered: some programs put the whole prompt there. */
  promptOf({ element, render }: Response12): SourceText | undefined {
    const own = elementsOf(element).filter(({ name }) => name === 'material' || name === 'flow_mat');
    for (const part of render ? elementsOf(render) : []) {
      const words = part.name === 'material' ? this.words(part) : '';
      if (words !== '') this.notes.change('not-kept', `Beside its choices stood “${words.slice(0, 80)}”.`, part.line);
    }
    if (own.length === 0 || !this.presentation) return this.promptSource;
    const outside = [
      ...within(this.presentation, ({ name }) => name === 'material' || RESPONSES.includes(name)),
    ].filter(({ name }) => name === 'material');
    return this.materialSource([...outside, ...own]);
  }

  /** One text of several materials: plain if all are. */
  materialSource(materials: readonly XmlElement[]): SourceText | undefined {
    const pieces = materials.flatMap((material) => this.pieces(material)).filter(({ text }) => text.trim() !== '');
    if (pieces.length === 0) return undefined;
    if (pieces.length === 1 || pieces.every(({ as }) => as === 'plain')) {
      return { as: pieces[0].as, text: pieces.map(({ text }) => text.trim()).join('\n') };
    }
    return {
      as: 'html',
      text: pieces.map(({ text, as }) => (as === 'html' ? text : `<p>${escapeText(text)}</p>`)).join(''),
    };
  }

  private pieces(element: XmlElement): SourceText[] {
    return elementsOf(element).flatMap((part): SourceText[] => {
      switch (part.name) {
        case 'mattext':
        case 'matemtext':
          return [this.textSource(textOf(part), part.attributes.texttype)];
        case 'mat_formattedtext':
          return [
            this.textSource(
              textOf(part),
              /html|smart_text/i.test(part.attributes.type ?? '') ? 'text/html' : undefined,
            ),
          ];
        case 'matimage':
          return [{ as: 'html', text: this.imageHtml(part) }];
        case 'matbreak':
          return [];
        case 'mataudio':
        case 'matvideo':
        case 'matapplet':
        case 'matapplication':
          this.notes.change(
            'media-left-out',
            `A medium (${part.attributes.uri?.slice(0, 80) ?? part.name}) is left out; only pictures are shown.`,
            part.line,
          );
          return [];
        default:
          return this.pieces(part);
      }
    });
  }

  private textSource(text: string, type: string | undefined): SourceText {
    const html =
      type === undefined || type === 'text/plain' ? type === undefined && isHtml(text) : !/plain/i.test(type);
    return html ? { as: 'html', text: this.withMedia(text) } : { as: 'plain', text };
  }

  private imageHtml(element: XmlElement): string {
    const { uri = '', label = '' } = element.attributes;
    const embedded = textOf(element).trim();
    const bytes =
      element.attributes.embedded === 'base64' || (uri === '' && embedded !== '') ? bytesOfBase64(embedded) : undefined;
    const path = bytes ? this.kept(bytes, uri) : this.address(uri);
    return `<img src="${escapeAttribute(path ?? uri)}" alt="${escapeAttribute(label)}">`;
  }

  private kept(bytes: Uint8Array, href: string): string | null {
    const kept = this.shelf.keep(bytes);
    if ('path' in kept) {
      this.shelf.use(kept.path);
      return kept.path;
    }
    this.notes.change('file-not-kept', `The file “${href.slice(0, 100)}” ${kept.fault}; it is left out.`, this.line);
    return null;
  }

  private address(href: string): string | null {
    const data = /^data:[^,]*;base64,([^]*)$/.exec(href)?.[1];
    const bytes = data === undefined ? this.neighbours.bytesAt(href) : (bytesOfBase64(data) ?? undefined);
    return bytes ? this.kept(bytes, href) : null;
  }

  private withMedia(html: string): string {
    return html.replace(/(\ssrc|\shref)\s*=\s*("[^"]*"|'[^']*')/gi, (whole, name: string, quoted: string) => {
      const href = quoted.slice(1, -1).replaceAll('&amp;', '&');
      if (/^(https?:|mailto:|#)/i.test(href)) return whole;
      const path = this.address(href);
      return path === null ? whole : `${name}="${path}"`;
    });
  }

  say(source: SourceText | undefined): string {
    return source === undefined || source.text === '' ? '' : this.sayAs(source).trim();
  }

  /** The text of an element's material, as the definition has it. */
  text(element: XmlElement | undefined): string {
    return element ? this.say(this.materialSource([element])) : '';
  }

  /** The words of an element's material, letter by letter, as answers are compared. */
  words(element: XmlElement): string {
    return (this.materialSource([element])?.text ?? '').replace(/<[^>]*>/g, '').trim();
  }

  feedbackText(identifiers: Iterable<string>): string {
    const wanted = new Set(identifiers);
    const texts = childrenNamed(this.element, 'itemfeedback')
      .filter(({ attributes }) => wanted.has(attributes.ident ?? ''))
      .map((feedback) => this.text(feedback))
      .filter((text) => text !== '');
    return [...new Set(texts)].join('\n\n');
  }

  /** What everybody is told becomes the rationale; what nobody was found to be told is said to be left out. */
  tellFeedbackLeft(always: readonly string[], told: ReadonlySet<string>): void {
    this.rationale = this.feedbackText(always);
    for (const feedback of childrenNamed(this.element, 'itemfeedback')) {
      const { ident = '' } = feedback.attributes;
      const words = this.words(feedback).replace(/\s+/g, ' ');
      if (told.has(ident) || always.includes(ident) || words === '') continue;
      this.notes.change('feedback-left-out', `This feedback is not kept: “${words.slice(0, 200)}”.`, feedback.line);
    }
  }

  /** Shown whatever is answered, and when nothing is. */
  get alwaysShown(): string[] {
    return [...(this.scored(new Map())?.shown ?? [])].filter(
      (ident) => ident === 'general_fb' || !/incorrect|wrong|_fb$|correct/i.test(ident),
    );
  }

  /** As the file says it, by whichever of the names in use. */
  get declaredMark(): number | undefined {
    for (const name of [
      'points_possible',
      'cc_weighting',
      'qmd_weighting',
      'bbmd_absolutescore_max',
      'qmd_absolutescore_max',
    ]) {
      const mark = Number(this.fields.get(name) ?? NaN);
      if (Number.isFinite(mark) && mark > 0) return mark;
    }
    const { maximum } = this.processing;
    // Canvas and Common Cartridge count in per cent.
    return maximum === undefined || maximum === 100 ? undefined : maximum;
  }
}

function responseOf(element: XmlElement): Response12 {
  const labels = [...within(element, ({ name }) => name === 'response_label')];
  const [render] = within(element, ({ name }) => name.startsWith('render_'));
  return {
    identifier: element.attributes.ident ?? '',
    cardinality: (element.attributes.rcardinality ?? 'Single').toLowerCase(),
    kind: element.name,
    labels: labels.map((label) => ({ identifier: label.attributes.ident ?? '', element: label })),
    render,
    element,
  };
}

export function fieldsOf(item: XmlElement): Map<string, string> {
  const fields = new Map<string, string>();
  for (const field of within(item, ({ name }) => name === 'qtimetadatafield' || /^(qmd|bbmd)_/.test(name))) {
    if (field.name === 'qtimetadatafield')
      fields.set(textOf(childNamed(field, 'fieldlabel')).trim(), textOf(childNamed(field, 'fieldentry')).trim());
    else fields.set(field.name, textOf(field).trim());
  }
  return fields;
}
