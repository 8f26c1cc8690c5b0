import type { Response } from './types/registry';

/**
 * Whether somebody typed words of their own: an essay, a short text, a gap of a cloze. Such an answer may name people, so it
 * is kept sealed; choices and numbers are not.
 */
export function holdsFreeText(response: Response): boolean {
  const gaps = (response.gaps ?? {}) as Readonly<Record<string, Response>>;
  return typeof response.text === 'string' || Object.values(gaps).some((gap) => typeof gap.text === 'string');
}
