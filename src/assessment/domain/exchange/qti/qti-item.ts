import type { Notes } from '../exchange';
import type { Carried } from '../carried';
import type { QuestionContent } from '../filling';
import type { MediaShelf } from '../media';
import type { Say } from '../settling';
import type { XmlElement } from '../xml/xml-document';
import { childNamed, childrenNamed, descendants, textOf } from '../xml/xml-query';
import { htmlOf } from './qti-html';
import { CannotRun, type Processing, rulesOf, run, type Variables } from './response-processing';
import { type Declaration, declarationOf, type Value } from './qti-values';

/** Files that an item may name, by their address beside it. */
export interface Neighbours {
  readonly bytesAt: (href: string) => Uint8Array | undefined;
  readonly stimulusAt: (href: string) => XmlElement | undefined;
}

export interface ScoredResponse {
  readonly score: number;
  /** Identifiers of the feedback that is shown. */
  readonly shown: ReadonlySet<XmlElement>;
}

/** What a reader of one kind of interaction hands back. */
export type Asked = QuestionContent | null;

export const INTERACTION = /Interaction$/;

/** One assessment item being read, in the names of QTI 2. */
export class QtiItem {
  readonly processing: Processing;
  readonly body: XmlElement | undefined;
  readonly interactions: readonly XmlElement[];
  readonly feedbacks: readonly XmlElement[];
  private readonly scoreName: string;
  /** Set by the reader of its kind, where it follows from the marking. */
  mark: number | undefined;

  constructor(
    readonly element: XmlElement,
    private readonly sayAs: Say,
    readonly notes: Notes,
    private readonly shelf: MediaShelf,
    private readonly neighbours: Neighbours,
    /** What our own files say where the rest of the item fits several. */
    readonly preferred: Pick<Carried, 'type' | 'scoring'> = {},
  ) {
    this.body = childNamed(element, 'itemBody');
    const declared = (name: string) =>
      new Map(
        childrenNamed(element, name).map((declaration) => [
          declaration.attributes.identifier ?? '',
          declarationOf(declaration),
        ]),
      );
    const rules = rulesOf(element);
    if (rules === undefined)
      this.notes.change('rule-unknown', 'It is marked by a template that is not known here.', this.line);
    this.processing = {
      responses: declared('responseDeclaration'),
      outcomes: declared('outcomeDeclaration'),
      rules: rules ?? null,
    };
    const all = this.body ? [...descendants(this.body)] : [];
    this.interactions = all.filter(({ name }) => INTERACTION.test(name));
    this.feedbacks = [
      ...childrenNamed(element, 'modalFeedback'),
      ...all.filter(({ name }) => name === 'feedbackInline' || name === 'feedbackBlock'),
    ];
    this.scoreName = this.processing.outcomes.has('SCORE')
      ? 'SCORE'
      : ([...this.processing.outcomes.values()].find(({ baseType }) => /float|integer/.test(baseType))?.identifier ??
        'SCORE');
  }

  get line(): number {
    return this.element.line;
  }

  /** A picture's address beside the item, made the path under which the question keeps it. */
  readonly address = (href: string): string | null => {
    const data = /^data:[^,]*;base64,([^]*)$/.exec(href)?.[1];
    const bytes = data === undefined ? this.neighbours.bytesAt(href) : Buffer.from(data, 'base64');
    const kept = bytes && this.shelf.keep(bytes);
    if (!kept || !('path' in kept)) {
      if (kept)
        this.notes.change(
          'file-not-kept',
          `The file “${href.slice(0, 100)}” ${kept.fault}; it is left out.`,
          this.line,
        );
      return null;
    }
    this.shelf.use(kept.path);
    return kept.path;
  };

  bytesAt(href: string): Uint8Array | undefined {
    return this.neighbours.bytesAt(href);
  }

  /** The content of an element as the definition has it. */
  text(element: XmlElement | undefined, instead?: (element: XmlElement) => string | undefined): string {
    if (!element) return '';
    const own = (found: XmlElement) => instead?.(found) ?? (this.feedbacks.includes(found) ? '' : undefined);
    const html = htmlOf(element, { notes: this.notes, address: this.address, instead: own });
    return this.html(html);
  }

  rawHtml(element: XmlElement): string {
    return htmlOf(element, {
      notes: this.notes,
      address: this.address,
      instead: (found) => (this.feedbacks.includes(found) ? '' : undefined),
    });
  }

  /** Whether an element of the body is told elsewhere than in the prompt: feedback, and what is meant for others. */
  isPutElsewhere(element: XmlElement): boolean {
    if (this.feedbacks.includes(element)) return true;
    return element.name === 'rubricBlock' && !isForCandidates(element);
  }

  /** What is said to those who mark. */
  scorerTexts(): string[] {
    return this.rubrics(isForScorers).map((element) => this.text(element));
  }

  /** What is said to neither candidates nor markers has no place here. */
  tellRubricsLeft(isEssay: boolean): void {
    for (const element of this.rubrics((one) => !isForCandidates(one) && !(isEssay && isForScorers(one)))) {
      const words = textOf(element).replace(/\s+/g, ' ').trim();
      this.notes.change(
        'rubric-left-out',
        `What is said to others than candidates is not kept: “${words.slice(0, 200)}”.`,
        element.line,
      );
    }
  }

  private rubrics(passes: (element: XmlElement) => boolean): XmlElement[] {
    return this.body
      ? [...descendants(this.body)].filter((element) => element.name === 'rubricBlock' && passes(element))
      : [];
  }

  html(html: string): string {
    return html === '' ? '' : this.sayAs({ text: html, as: 'html' }).trim();
  }

  plain(text: string): string {
    return text === '' ? '' : this.sayAs({ text, as: 'plain' }).trim();
  }

  declarationFor(interaction: XmlElement): Declaration | undefined {
    const { responseIdentifier = '' } = interaction.attributes;
    const found = this.processing.responses.get(responseIdentifier);
    if (!found)
      this.notes.refuse(
        'no-declaration',
        `It answers into “${responseIdentifier.slice(0, 60)}”, which is declared nowhere.`,
        interaction.line,
      );
    return found;
  }

  /** The marks of a response by the item's own rule; `null` where the rule cannot be run. */
  scored(given: Variables): ScoredResponse | null {
    try {
      const variables = run(this.processing, given);
      const score = Number(variables.get(this.scoreName)?.[0] ?? '0');
      if (!Number.isFinite(score)) return null;
      return { score, shown: new Set(this.feedbacks.filter((feedback) => isShown(feedback, variables))) };
    } catch (error) {
      if (error instanceof CannotRun) return null;
      throw error;
    }
  }

  /** Of one interaction's response, the others left blank. */
  scoredOne(identifier: string, value: Value): ScoredResponse | null {
    return this.scored(new Map([[identifier, value]]));
  }

  /** Where no rule can be run: that the correct response earns everything is all that is known, and is said. */
  sayOnlyCorrect(): void {
    const why = this.processing.rules === null ? 'It has no marking rule' : 'Its marking rule cannot be followed';
    this.notes.change('marking', `${why}; the response that it calls correct earns the whole mark.`, this.line);
  }

  /** What the outcome declarations say the whole is worth. */
  get declaredMark(): number | undefined {
    const maximum = Number(this.processing.outcomes.get('MAXSCORE')?.initial?.[0] ?? NaN);
    if (Number.isFinite(maximum) && maximum > 0) return maximum;
    return this.processing.outcomes.get(this.scoreName)?.normalMaximum;
  }

  /** What everybody is told becomes the rationale; what nobody was found to be told is said to be left out. */
  rationale = '';

  tellFeedbackLeft(always: readonly XmlElement[], told: ReadonlySet<XmlElement>): void {
    this.rationale = this.feedbackText(always);
    for (const feedback of this.feedbacks) {
      const words = textOf(feedback).replace(/\s+/g, ' ').trim();
      if (told.has(feedback) || words === '') continue;
      this.notes.change('feedback-left-out', `This feedback is not kept: “${words.slice(0, 200)}”.`, feedback.line);
    }
  }

  /** Feedback that readers of a kind used: said to whoever gave a certain answer. */
  private readonly used = new Set<XmlElement>();

  /** What is shown both for no response and for the right one is shown to all. */
  private get shownToAll(): XmlElement[] {
    const blank = this.scored(new Map())?.shown ?? new Set();
    const right =
      this.scored(new Map([...this.processing.responses].map(([identifier, { correct }]) => [identifier, correct])))
        ?.shown ?? new Set();
    return this.feedbacks.filter((feedback) => blank.has(feedback) && right.has(feedback));
  }

  /** What is said to whoever gave this answer, and not to whoever gave the other. */
  feedbackOn(identifier: string, value: Value, other: Value = null): string {
    const always = this.shownToAll;
    const besides = this.scoredOne(identifier, other)?.shown ?? new Set();
    const shown = [...(this.scoredOne(identifier, value)?.shown ?? [])].filter(
      (feedback) => !always.includes(feedback) && !besides.has(feedback),
    );
    shown.forEach((feedback) => this.used.add(feedback));
    return this.feedbackText(shown);
  }

  tellOtherFeedback(): void {
    const always = this.shownToAll;
    this.tellFeedbackLeft(always, new Set([...always, ...this.used]));
  }

  feedbackText(elements: Iterable<XmlElement>): string {
    const texts = [...elements].map((element) => this.text(element)).filter((text) => text !== '');
    return [...new Set(texts)].join('\n\n');
  }
}

const viewOf = ({ attributes }: XmlElement) => (attributes.view ?? 'candidate').split(/\s+/);
const isForCandidates = (element: XmlElement) => viewOf(element).includes('candidate');
const isForScorers = (element: XmlElement) =>
  !isForCandidates(element) && viewOf(element).some((view) => ['scorer', 'author', 'tutor'].includes(view));

function isShown({ attributes }: XmlElement, variables: Variables): boolean {
  const value = variables.get(attributes.outcomeIdentifier ?? '') ?? [];
  const has = value.includes(attributes.identifier ?? '');
  return attributes.showHide === 'hide' ? !has : has;
}
