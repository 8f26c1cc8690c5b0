import type { QuestionDefinition } from '../../../../catalogue/question-definition';
import type { ExportedSource, MediaFile, Notes } from '../exchange';
import { fileNameOf } from '../moodle/moodle-writer';
import { xhtmlOf } from '../xhtml';
import { type Attributes, escapeText } from '../xml/xml-writer';
import { DIALECTS, QtiMarkup, type QtiVersion } from './qti-dialect';

/** One question on its way into an assessment item. */
export class QtiItemWriter {
  private readonly markup: QtiMarkup;
  private readonly feedbacks: string[] = [];
  private readonly rules: string[] = [];
  private readonly declarations: string[] = [];

  constructor(
    readonly source: ExportedSource,
    readonly version: QtiVersion,
    readonly notes: Notes,
  ) {
    this.markup = new QtiMarkup(version);
  }

  get definition(): QuestionDefinition {
    return this.source.definition;
  }

  tag(name: string, attributes: Attributes, ...content: readonly string[]): string {
    return this.markup.tag(name, attributes, ...content);
  }

  flow(content: string): string {
    return this.markup.flow(content);
  }

  medium(path: string): MediaFile | undefined {
    return this.source.media.find((file) => file.path === path);
  }

  /** A text as content of an element. */
  text(text: string): string {
    const html = this.definition.format === 'plain' ? escapeText(text) : inlineIfSingle(xhtmlOf(text));
    return this.source.media.reduce(
      (all, file) => all.replaceAll(`"${file.path}"`, `"../media/${fileNameOf(file)}"`),
      html,
    );
  }

  /** A text as blocks, as the body of an item needs. */
  block(text: string): string {
    if (text === '') return '';
    const html = this.text(text);
    return html.startsWith('<') && this.definition.format !== 'plain' ? `<div>${html}</div>` : `<p>${html}</p>`;
  }

  /** What is asked, and the picture beside it, for which an item has no place of its own. */
  prompt(text = this.definition.prompt): string {
    const { image, type } = this.definition;
    if (!image || type === 'hotspot') return this.block(text);
    const file = this.medium(image.src);
    if (!file) {
      this.notes.change('image', 'Its picture is not kept here, so it is not in the file.');
      return this.block(text);
    }
    this.notes.mention('image', 'Its picture stands below its text.');
    const alt = escapeText(image.alt).replaceAll('"', '&quot;');
    return `${this.block(text)}<p><img src="../media/${fileNameOf(file)}" alt="${alt}"/></p>`;
  }

  response(identifier: string, cardinality: string, baseType: string, ...content: readonly string[]): void {
    this.declarations.push(this.tag('responseDeclaration', { identifier, cardinality, baseType }, ...content));
  }

  correct(...values: readonly string[]): string {
    return this.tag('correctResponse', {}, ...values.map((value) => this.tag('value', {}, escapeText(value))));
  }

  mapping(
    entries: readonly (readonly [key: string, value: number])[],
    bounds: Attributes = {},
    caseSensitive?: boolean,
  ): string {
    const written = entries.map(([mapKey, mappedValue]) =>
      this.tag('mapEntry', { mapKey, mappedValue, ...(caseSensitive === undefined ? {} : { caseSensitive }) }),
    );
    return this.tag('mapping', { ...bounds, defaultValue: 0 }, ...written);
  }

  value(value: string | number, baseType: string): string {
    return this.tag('baseValue', { baseType }, escapeText(String(value)));
  }

  variable(identifier: string): string {
    return this.tag('variable', { identifier });
  }

  set(identifier: string, expression: string): string {
    return this.tag('setOutcomeValue', { identifier }, expression);
  }

  rule(...rules: readonly string[]): void {
    this.rules.push(...rules);
  }

  /** Adds to the score. */
  add(expression: string): string {
    return this.set('SCORE', this.tag('sum', {}, this.variable('SCORE'), expression));
  }

  when(condition: string, ...rules: readonly string[]): string {
    return this.tag('responseCondition', {}, this.tag('responseIf', {}, condition, ...rules));
  }

  /** If, else if … else: the first that holds. */
  firstOf(
    branches: readonly (readonly [condition: string, rules: readonly string[]])[],
    otherwise: readonly string[] = [],
  ): string {
    const written = branches.map(([condition, rules], index) =>
      this.tag(index === 0 ? 'responseIf' : 'responseElseIf', {}, condition, ...rules),
    );
    return this.tag(
      'responseCondition',
      {},
      ...written,
      otherwise.length > 0 ? this.tag('responseElse', {}, ...otherwise) : '',
    );
  }

  /** What sets a feedback to be shown; nothing where there is none. */
  feedback(identifier: string, text: string): string[] {
    if (text === '') return [];
    this.feedbacks.push(
      this.tag(
        'modalFeedback',
        { outcomeIdentifier: 'FEEDBACK', showHide: 'show', identifier },
        this.flow(this.text(text)),
      ),
    );
    return [
      this.set('FEEDBACK', this.tag('multiple', {}, this.variable('FEEDBACK'), this.value(identifier, 'identifier'))),
    ];
  }

  whole(body: string): string {
    const { slug, rationale, mark, case: vignette } = this.definition;
    if (vignette)
      this.notes.change('case', 'Its case stands before its text, and is no longer shared with other questions.');
    this.rules.push(...this.feedback('RATIONALE', rationale));
    const before = vignette ? this.block(`${vignette.title}\n\n${vignette.text}`) : '';
    const outcome = (
      identifier: string,
      cardinality: string,
      baseType: string,
      attributes: Attributes,
      ...content: readonly string[]
    ) => this.tag('outcomeDeclaration', { identifier, cardinality, baseType, ...attributes }, ...content);
    const initial = (value: number) => this.tag('defaultValue', {}, this.tag('value', {}, String(value)));
    return `<?xml version="1.0" encoding="UTF-8"?>\n${this.tag(
      'assessmentItem',
      {
        xmlns: DIALECTS[this.version].namespace,
        identifier: /^\d/.test(slug) ? `_${slug}` : slug,
        title: this.source.name,
        adaptive: false,
        timeDependent: false,
      },
      ...this.declarations,
      outcome('SCORE', 'single', 'float', { normalMaximum: mark }, initial(0)),
      outcome('MAXSCORE', 'single', 'float', {}, initial(mark)),
      this.feedbacks.length > 0 ? outcome('FEEDBACK', 'multiple', 'identifier', {}) : '',
      this.tag('itemBody', {}, before, body),
      this.rules.length > 0 ? this.tag('responseProcessing', {}, ...this.rules) : '',
      ...this.feedbacks,
    )}\n`;
  }
}

/** One paragraph is words in a line, which every element takes. */
function inlineIfSingle(html: string): string {
  const inside = /^<p>((?:(?!<\/?p>)[^])*)<\/p>$/.exec(html)?.[1];
  return inside ?? html;
}
