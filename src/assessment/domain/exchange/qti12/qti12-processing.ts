import type { XmlElement } from '../xml/xml-document';
import { childNamed, childrenNamed, elementsOf, textOf, within } from '../xml/xml-query';

/*
 * Response processing of QTI 1.2 (ASI information model, 3.2.4): conditions from the first to the last, each of which may
 * set or add to a score and show feedback; one that held and does not say `continue="Yes"` is the last.
 */

export type Given = ReadonlyMap<string, readonly string[]>;

export interface Result12 {
  readonly score: number;
  readonly shown: ReadonlySet<string>;
}

/** A rule that has something unknown. */
export class CannotRun12 extends Error {}

export class Processing12 {
  private readonly conditions: readonly XmlElement[];
  private readonly scoreName: string;
  private readonly initial: number;
  /** The most that the score can be, where it is said. */
  readonly maximum: number | undefined;

  constructor(item: XmlElement) {
    const processing = childrenNamed(item, 'resprocessing');
    this.conditions = processing.flatMap((one) => childrenNamed(one, 'respcondition'));
    const variables = processing.flatMap((one) => [...within(one, ({ name }) => name === 'decvar')]);
    const score = variables.find(({ attributes }) => (attributes.varname ?? 'SCORE') === 'SCORE') ?? variables[0];
    this.scoreName = score?.attributes.varname ?? 'SCORE';
    this.initial = Number(score?.attributes.defaultval ?? 0) || 0;
    const maximum = Number(score?.attributes.maxvalue ?? NaN);
    this.maximum = Number.isFinite(maximum) && maximum > 0 ? maximum : undefined;
  }

  get isEmpty(): boolean {
    return this.conditions.length === 0;
  }

  /** Every text with which a response is compared, in the order of the file. */
  compared(identifier: string, ...names: readonly string[]): XmlElement[] {
    return this.conditions.flatMap((condition) =>
      [...within(condition, ({ name }) => names.includes(name))].filter(
        ({ attributes }) => attributes.respident === identifier,
      ),
    );
  }

  run(given: Given): Result12 {
    let score = this.initial;
    const shown = new Set<string>();
    for (const condition of this.conditions) {
      const test = childNamed(condition, 'conditionvar');
      if (!test || !elementsOf(test).every((part) => this.holds(part, given))) continue;
      for (const set of childrenNamed(condition, 'setvar')) {
        if ((set.attributes.varname ?? 'SCORE') === this.scoreName) score = changed(score, set);
      }
      for (const { attributes } of childrenNamed(condition, 'displayfeedback')) shown.add(attributes.linkrefid ?? '');
      if (
        (condition.attributes.continue ?? 'No').toLowerCase() !== 'yes' &&
        childrenNamed(condition, 'setvar').some(({ attributes }) => attributes.action !== 'Add')
      )
        break;
    }
    return { score, shown };
  }

  private holds(element: XmlElement, given: Given): boolean {
    const { attributes } = element;
    const values = given.get(attributes.respident ?? '') ?? [];
    const text = textOf(element).trim();
    const numbers = (compare: (value: number, limit: number) => boolean) =>
      values.some((value) => value.trim() !== '' && compare(Number(value), Number(text)));
    switch (element.name) {
      case 'and':
        return elementsOf(element).every((part) => this.holds(part, given));
      case 'or':
        return elementsOf(element).some((part) => this.holds(part, given));
      case 'not':
        return !elementsOf(element).some((part) => this.holds(part, given));
      case 'other':
        return true;
      case 'unanswered':
        return values.length === 0;
      case 'varequal':
        return values.some((value) => isEqual(value, text, (attributes.case ?? 'No').toLowerCase() === 'yes'));
      case 'varsubstring':
        return values.some((value) => value.toLowerCase().includes(text.toLowerCase()));
      case 'varsubset':
        return text.split(/\s*,\s*/).every((one) => values.includes(one));
      case 'varlt':
        return numbers((value, limit) => value < limit);
      case 'varlte':
        return numbers((value, limit) => value <= limit);
      case 'vargt':
        return numbers((value, limit) => value > limit);
      case 'vargte':
        return numbers((value, limit) => value >= limit);
      case 'var_extension':
      case 'material':
        return false;
      default:
        throw new CannotRun12(`<${element.name}> is not known`);
    }
  }
}

function isEqual(value: string, text: string, matchCase: boolean): boolean {
  if (value === text) return true;
  if (!matchCase && value.toLowerCase() === text.toLowerCase()) return true;
  return value.trim() !== '' && text !== '' && Number(value) === Number(text);
}

function changed(score: number, set: XmlElement): number {
  const value = Number(textOf(set).trim());
  if (!Number.isFinite(value)) return score;
  switch (set.attributes.action ?? 'Set') {
    case 'Add':
      return score + value;
    case 'Subtract':
      return score - value;
    case 'Multiply':
      return score * value;
    case 'Divide':
      return value === 0 ? score : score / value;
    default:
      return value;
  }
}
