/** ISO 3166-1 alpha-2, or 3166-2: `IE`, `US-CO`, `GB-ENG`. */
export const JURISDICTION_CODE = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

/** Those whose rules apply in a place, itself first: what a country rules, its parts inherit. */
export function lineageOf(code: string): string[] {
  const parts = code.split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
}
