import { Fault } from '../../../kernel/errors';
import type { Choice, Question, QuestionCase, QuestionImage, QuestionKind } from '../question';
import type { Arrange } from '../shuffle';

/** How much of a question was right. */
export interface Score {
  /** 0 to 1. */
  readonly fraction: number;
  /** The fraction of each part that is marked on its own (an option, a stem), by its id: the evidence of a regrade. */
  readonly parts: readonly { readonly part: string; readonly fraction: number }[];
  /** Only people can mark it, and nobody has: the fraction is 0 until then and says nothing. */
  readonly awaitsMarking?: true;
}

/** What the candidate sees of a question. Never the key, feedback, rationale or whether it is safety-critical. */
export interface Presentation {
  readonly type: QuestionKind;
  readonly prompt: string;
  /** `plain`: texts are shown letter by letter. Absent: Markdown. */
  readonly format?: 'plain';
  readonly maxMark: number;
  readonly case?: QuestionCase;
  /** `grid`: the labelled cells by which a hotspot is answered without a mouse. */
  readonly image?: QuestionImage & { readonly grid?: { readonly columns: number; readonly rows: number } };
  readonly options?: readonly Choice[];
  readonly stems?: readonly Choice[];
  /** Cloze: in the prompt, `{{id}}` stands for the gap. */
  readonly gaps?: readonly PresentedGap[];
  /** Numeric: whether the unit must be named, or which one is printed beside the field. */
  readonly unit?: { readonly required: true } | { readonly required: false; readonly symbol: string };
  /** Hotspot: the most points that may be set. */
  readonly points?: number;
  /** Essay: how many are asked for. */
  readonly words?: { readonly minimum?: number; readonly maximum?: number };
}

export interface PresentedGap {
  readonly id: string;
  readonly type: 'single' | 'short-text' | 'numeric';
  readonly options?: readonly Choice[];
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
  /** The key, a line for each part; for those reviews alone that may show it. */
  key(question: Asked): string[];
}

/** What every presentation has. */
export function presentBase(question: Question): Presentation {
  const { type, prompt, format, maxMark, image } = question;
  return {
    type,
    prompt,
    ...(format && { format }),
    maxMark,
    ...(question.case && { case: presentCase(question.case) }),
    ...(image && { image: presentImage(image) }),
  };
}

function presentCase({ id, title, text }: QuestionCase): QuestionCase {
  return { id, title, text };
}

export function presentImage({ url, alt, width, height }: QuestionImage): QuestionImage {
  return { url, alt, ...(width !== undefined && { width }), ...(height !== undefined && { height }) };
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
      .slice(0, MOST_FAULTS)
      .map((path) => ({ path: path.slice(0, LONGEST_PATH), message: 'is not part of a response to this question' })),
  ];
  return faults.length > 0 ? faults : check(response);
}

/** A hostile packet is refused without naming every one of its faults, nor all of a name that is a book. */
export const MOST_FAULTS = 8;
export const LONGEST_PATH = 80;

export const NOT_AN_OPTION = 'is not an option of this question';

export function isAmong(choices: readonly { readonly id: string }[], id: unknown): boolean {
  return choices.some((choice) => choice.id === id);
}

/** What an option of a weighted question earns or costs. */
export function weightOf({ correct, fraction }: { readonly correct: boolean; readonly fraction?: number }): number {
  return fraction ?? (correct ? 1 : 0);
}

/** Keeps a sum of shares within 0 and 1, and takes what binary fractions left short of the whole as the whole. */
export function withinWhole(fraction: number): number {
  const ROUNDING = 1e-9;
  if (!(fraction > 0)) return 0;
  return fraction > 1 - ROUNDING ? 1 : fraction;
}
