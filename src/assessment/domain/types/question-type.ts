import { Fault } from '../../../kernel/errors';
import type { Choice, Question, QuestionKind } from '../question';
import type { Arrange } from '../shuffle';

/** How much of a question was right. */
export interface Score {
  /** 0 to 1. */
  readonly fraction: number;
  /** The fraction of each part that is marked on its own (an option, a stem), by its id: the evidence of a regrade. */
  readonly parts: readonly { readonly part: string; readonly fraction: number }[];
}

/** What the candidate sees of a question. Never the key, feedback, rationale or whether it is safety-critical. */
export interface Presentation {
  readonly type: QuestionKind;
  readonly prompt: string;
  readonly maxMark: number;
  readonly options?: readonly Choice[];
  readonly stems?: readonly Choice[];
  /** Numeric: whether the unit must be named, or which one is printed beside the field. */
  readonly unit?: { readonly required: true } | { readonly required: false; readonly symbol: string };
}

/**
 * What a kind of question does: pure functions, versioned, without I/O, so that the same code scores, regrades and runs
 * under property tests. A change that could score any response otherwise is a new version.
 */
export interface QuestionType<Asked extends Question, Response> {
  readonly version: number;
  /** The faults of what a candidate sent; none: it can be kept and scored. */
  validate(question: Asked, response: unknown): Fault[];
  /** The one form of a valid response, whatever the order of its parts; `null` where it says nothing. */
  normalise(question: Asked, response: Response): Response | null;
  /** Of a normalised response. */
  score(question: Asked, response: Response): Score;
  present(question: Asked, arrange: Arrange): Presentation;
  /** What a review may say about what was chosen, without giving the key away. */
  feedback(question: Asked, response: Response): string[];
}

/** What every presentation has. */
export function presentBase({ type, prompt, maxMark }: Question): Pick<Presentation, 'type' | 'prompt' | 'maxMark'> {
  return { type, prompt, maxMark };
}

/** Id and text alone: what else an option holds stays in the house. */
export function presentChoice({ id, text }: Choice): Choice {
  return { id, text };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Faults of the outline: an object with these members and no others. `check` then looks into it. */
export function validateMembers(
  response: unknown,
  members: { readonly required: readonly string[]; readonly optional?: readonly string[] },
  check: (response: Record<string, unknown>) => Fault[],
): Fault[] {
  const { required, optional = [] } = members;
  if (!isRecord(response)) {
    return [{ path: '', message: `is an object with ${required.map((name) => `"${name}"`).join(' and ')}` }];
  }
  const faults = [
    ...required.filter((name) => !Object.hasOwn(response, name)).map((path) => ({ path, message: 'is missing' })),
    ...Object.keys(response)
      .filter((name) => !required.includes(name) && !optional.includes(name))
      .map((path) => ({ path, message: 'is not part of a response to this question' })),
  ];
  return faults.length > 0 ? faults : check(response);
}

export const NOT_AN_OPTION = 'is not an option of this question';

export function isAmong(choices: readonly Choice[], id: unknown): boolean {
  return choices.some((choice) => choice.id === id);
}
