import type { XmlElement } from '../xml/xml-document';
import { childrenNamed, elementsOf, textOf } from '../xml/xml-query';
import { type Declaration, mapped, normalPair, type Value } from './qti-values';

/*
 * Response processing of QTI (2.1, section 8; 3.0 alike) as far as the types here need it. It is not guessed what a rule
 * means: it is run on responses, and the marks it gives are compared with those that a type of ours would give. A rule
 * that has anything unknown cannot be run, and says so by `CannotRun`.
 */

export class CannotRun extends Error {}

export type Variables = ReadonlyMap<string, Value>;

/** The item's declarations and what it does with a response. */
export interface Processing {
  readonly responses: ReadonlyMap<string, Declaration>;
  readonly outcomes: ReadonlyMap<string, Declaration>;
  readonly rules: readonly XmlElement[] | StandardRule | null;
}

export type StandardRule = 'match_correct' | 'map_response' | 'map_response_point';

/** By the last part of its address, whatever the version (`rptemplates/match_correct.xml`, `CC2_match_basic` …). */
export function standardRule(address: string): StandardRule | undefined {
  const name = (/([^/]+?)(\.xml)?$/.exec(address)?.[1] ?? '').toLowerCase();
  if (name.startsWith('map_response_point') || name.startsWith('cc2_map_response_point')) return 'map_response_point';
  if (name.startsWith('map_response') || name.startsWith('cc2_map_response')) return 'map_response';
  if (name.startsWith('match_correct') || name.startsWith('cc2_match')) return 'match_correct';
  return undefined;
}

class Exit extends Error {}

/** How many operations one run may take: rules have no loops, but may be long. */
const MOST_STEPS = 20_000;

/** All variables after a response was processed. */
export function run(processing: Processing, given: Variables): Variables {
  const { responses, outcomes, rules } = processing;
  const variables = new Map<string, Value>();
  for (const { identifier, initial, baseType } of outcomes.values()) {
    variables.set(identifier, initial ?? (/float|integer/.test(baseType) ? ['0'] : null));
  }
  for (const identifier of responses.keys()) variables.set(identifier, given.get(identifier) ?? null);
  if (rules === null) throw new CannotRun('there is no rule');
  if (typeof rules === 'string') {
    const [declaration] = responses.has('RESPONSE') ? [responses.get('RESPONSE')] : responses.values();
    if (declaration) variables.set('SCORE', [String(standardScore(rules, declaration, given))]);
    return variables;
  }
  const runner = new Runner(processing, variables);
  try {
    for (const rule of rules) runner.rule(rule);
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
  }
  return variables;
}

function standardScore(rule: StandardRule, declaration: Declaration, given: Variables): number {
  const value = given.get(declaration.identifier) ?? null;
  if (rule === 'match_correct') return isSame(declaration, value, declaration.correct) ? 1 : 0;
  if (rule === 'map_response_point') throw new CannotRun('points are not run');
  if (value === null) return 0;
  const score = mapped(declaration, value);
  if (score === null) throw new CannotRun('there is no mapping');
  return score;
}

/** Equal by the type of the variable: order counts only in an ordered one. */
export function isSame(
  { cardinality, baseType }: Pick<Declaration, 'cardinality' | 'baseType'>,
  one: Value,
  other: Value,
): boolean {
  if (one === null || other === null || one.length !== other.length) return false;
  const tidy = (text: string) => {
    if (/float|integer/i.test(baseType)) return String(Number(text));
    if (baseType === 'pair') return normalPair(text).split(' ').sort().join(' ');
    return baseType === 'directedPair' ? normalPair(text) : text;
  };
  const [left, right] = [one.map(tidy), other.map(tidy)];
  if (cardinality === 'multiple') {
    left.sort();
    right.sort();
  }
  return left.every((text, index) => text === right[index]);
}

const TRUE: Value = ['true'];
const FALSE: Value = ['false'];
const isTrue = (value: Value) => value?.[0] === 'true';
const truth = (holds: boolean): Value => (holds ? TRUE : FALSE);

class Runner {
  private steps = 0;

  constructor(
    private readonly processing: Processing,
    private readonly variables: Map<string, Value>,
  ) {}

  private step(): void {
    this.steps += 1;
    if (this.steps > MOST_STEPS) throw new CannotRun('the rule is too long');
  }

  rule(element: XmlElement): void {
    this.step();
    switch (element.name) {
      case 'responseCondition': {
        for (const branch of elementsOf(element)) {
          const inside = elementsOf(branch);
          const isElse = branch.name === 'responseElse';
          if (!isElse && (inside.length === 0 || !isTrue(this.value(inside[0])))) continue;
          for (const rule of isElse ? inside : inside.slice(1)) this.rule(rule);
          return;
        }
        return;
      }
      case 'setOutcomeValue': {
        const [expression] = elementsOf(element);
        this.variables.set(element.attributes.identifier ?? '', expression ? this.value(expression) : null);
        return;
      }
      case 'responseProcessingFragment':
        for (const rule of elementsOf(element)) this.rule(rule);
        return;
      case 'exitResponse':
        throw new Exit();
      default:
        throw new CannotRun(`<${element.name}> is not known`);
    }
  }

  private declaration(identifier: string): Declaration | undefined {
    return this.processing.responses.get(identifier) ?? this.processing.outcomes.get(identifier);
  }

  private numbers(elements: readonly XmlElement[]): number[] | null {
    const values = elements.map((element) => this.value(element));
    if (values.some((value) => value === null)) return null;
    return values.flatMap((value) => (value ?? []).map(Number));
  }

  private number(element: XmlElement): number | null {
    const value = this.value(element)?.[0];
    return value === undefined ? null : Number(value);
  }

  private compared(parts: readonly XmlElement[], holds: (one: number, other: number) => boolean): Value {
    const [one, other] = [this.number(parts[0]), this.number(parts[1])];
    return one === null || other === null ? null : truth(holds(one, other));
  }

  value(element: XmlElement): Value {
    this.step();
    const parts = elementsOf(element);
    const { attributes } = element;
    switch (element.name) {
      case 'baseValue':
        return [textOf(element).trim()];
      case 'null':
        return null;
      case 'variable': {
        if (!this.variables.has(attributes.identifier ?? ''))
          throw new CannotRun(`the variable ${attributes.identifier} is not known`);
        return this.variables.get(attributes.identifier) ?? null;
      }
      case 'correct':
        return this.declaration(attributes.identifier)?.correct ?? null;
      case 'default':
        return this.declaration(attributes.identifier)?.initial ?? null;
      case 'mapResponse': {
        const declaration = this.declaration(attributes.identifier);
        const score = declaration && mapped(declaration, this.variables.get(declaration.identifier) ?? null);
        if (score === null || score === undefined) throw new CannotRun('there is no mapping');
        return [String(score)];
      }
      case 'isNull': {
        const value = this.value(parts[0]);
        return truth(value === null || value.length === 0 || (value.length === 1 && value[0] === ''));
      }
      case 'not': {
        const value = this.value(parts[0]);
        return value === null ? null : truth(!isTrue(value));
      }
      case 'and':
        return truth(parts.every((part) => isTrue(this.value(part))));
      case 'or':
        return truth(parts.some((part) => isTrue(this.value(part))));
      case 'match':
        return this.matched(parts);
      case 'equal':
        return this.equal(element, parts);
      case 'stringMatch': {
        const [one, other] = [this.value(parts[0])?.[0], this.value(parts[1])?.[0]];
        if (one === undefined || other === undefined) return null;
        const fold = (text: string) => (attributes.caseSensitive === 'false' ? text.toLowerCase() : text);
        return truth(attributes.substring === 'true' ? fold(one).includes(fold(other)) : fold(one) === fold(other));
      }
      case 'substring': {
        const [one, other] = [this.value(parts[0])?.[0], this.value(parts[1])?.[0]];
        if (one === undefined || other === undefined) return null;
        const fold = (text: string) => (attributes.caseSensitive === 'false' ? text.toLowerCase() : text);
        return truth(fold(other).includes(fold(one)));
      }
      case 'member': {
        const [one, others] = [this.value(parts[0]), this.value(parts[1])];
        return one === null || others === null ? null : truth(others.map(normalPair).includes(normalPair(one[0])));
      }
      case 'contains': {
        const [whole, part] = [this.value(parts[0]), this.value(parts[1])];
        return whole === null || part === null ? null : truth(part.every((one) => whole.includes(one)));
      }
      case 'containerSize':
        return [String(this.value(parts[0])?.length ?? 0)];
      case 'index': {
        const at = Number(attributes.n);
        const one = Number.isInteger(at) ? this.value(parts[0])?.[at - 1] : undefined;
        if (!Number.isInteger(at)) throw new CannotRun('an index that is a variable');
        return one === undefined ? null : [one];
      }
      case 'multiple':
      case 'ordered': {
        const all = parts.flatMap((part) => this.value(part) ?? []);
        return all.length === 0 ? null : all;
      }
      case 'delete': {
        const [what, from] = [this.value(parts[0]), this.value(parts[1])];
        return what === null || from === null ? null : from.filter((one) => one !== what[0]);
      }
      case 'sum':
        return ((sum) => sum && [String(sum.reduce((all, one) => all + one, 0))])(this.numbers(parts));
      case 'product':
        return ((all) => all && [String(all.reduce((product, one) => product * one, 1))])(this.numbers(parts));
      case 'max':
        return ((all) => all && [String(Math.max(...all))])(this.numbers(parts));
      case 'min':
        return ((all) => all && [String(Math.min(...all))])(this.numbers(parts));
      case 'subtract':
        return ((all) => all && [String(all[0] - all[1])])(this.numbers(parts));
      case 'divide':
        return ((all) => all && (all[1] === 0 ? null : [String(all[0] / all[1])]))(this.numbers(parts));
      case 'round':
        return ((all) => all && [String(Math.floor(all[0] + 0.5))])(this.numbers(parts));
      case 'truncate':
      case 'integerDivide':
      case 'roundTo':
        throw new CannotRun(`<${element.name}> is not run`);
      case 'gt':
        return this.compared(parts, (one, other) => one > other);
      case 'gte':
        return this.compared(parts, (one, other) => one >= other);
      case 'lt':
        return this.compared(parts, (one, other) => one < other);
      case 'lte':
        return this.compared(parts, (one, other) => one <= other);
      default:
        throw new CannotRun(`<${element.name}> is not known`);
    }
  }

  private typeOf(element: XmlElement): Pick<Declaration, 'cardinality' | 'baseType'> | undefined {
    if (element.name === 'variable' || element.name === 'correct')
      return this.declaration(element.attributes.identifier);
    if (element.name === 'ordered') return { cardinality: 'ordered', baseType: '' };
    if (element.name === 'multiple') return { cardinality: 'multiple', baseType: '' };
    return undefined;
  }

  private matched(parts: readonly XmlElement[]): Value {
    const [one, other] = [this.value(parts[0]), this.value(parts[1])];
    if (one === null || other === null) return null;
    const type = this.typeOf(parts[0]) ??
      this.typeOf(parts[1]) ?? {
        cardinality: 'single',
        baseType: parts.find(({ attributes }) => attributes.baseType)?.attributes.baseType ?? '',
      };
    return truth(isSame(type, one, other));
  }

  private equal({ attributes }: XmlElement, parts: readonly XmlElement[]): Value {
    const [one, other] = [this.number(parts[0]), this.number(parts[1])];
    if (one === null || other === null) return null;
    const [below, above = below] = (attributes.tolerance ?? '0').trim().split(/\s+/).map(Number);
    // Decimal fractions are not exact in binary.
    const forgiven = 1e-12 * Math.max(Math.abs(one), Math.abs(other));
    // The first expression is the expected value, the second the response (QTI 2.1, 15.3 equal).
    const near = (low: number, high: number) => truth(other >= one - low - forgiven && other <= one + high + forgiven);
    switch (attributes.toleranceMode ?? 'exact') {
      case 'exact':
        return truth(one === other);
      case 'absolute':
        return near(below, above);
      case 'relative':
        return near((Math.abs(one) * below) / 100, (Math.abs(one) * above) / 100);
      default:
        throw new CannotRun(`the tolerance “${attributes.toleranceMode}” is not known`);
    }
  }
}

/** The rules of an item, its templates told apart. `undefined`: a template that is not known here. */
export function rulesOf(item: XmlElement): Processing['rules'] | undefined {
  const [processing] = childrenNamed(item, 'responseProcessing');
  if (!processing) return null;
  const own = elementsOf(processing);
  if (own.length > 0) return own;
  const { template = '', templateLocation = '' } = processing.attributes;
  if (template === '' && templateLocation === '') return null;
  return standardRule(template) ?? standardRule(templateLocation);
}
