import { Day } from '../../kernel/day';

export type IdentifierKind = 'date-of-birth' | 'record-number' | 'email' | 'phone' | 'name';

/** Where in a text something stands that could say who a patient is. The text itself is not repeated. */
export interface Identifier {
  readonly kind: IdentifierKind;
  readonly start: number;
  readonly end: number;
}

/** What to do about each kind, in words that follow the name of the field. */
export const ADVICE: Record<IdentifierKind, string> = {
  'date-of-birth':
    'holds what reads as a date of birth or another date of the patient’s life: give an age band or a year instead',
  'record-number': 'holds what reads as a record number: leave it out, the clinic’s own notes hold it',
  email: 'holds an e-mail address: leave it out',
  phone: 'holds what reads as a telephone number: leave it out',
  name: 'holds what reads as a patient’s name: write “the patient” instead',
};

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';

/** Shapes that identify whatever stands around them. */
const SHAPES: readonly (readonly [IdentifierKind, RegExp])[] = [
  ['email', /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['date-of-birth', /\b(?:d\.?o\.?b\b\.?|date of birth|birth ?date|birthday|born(?: on(?: the)?| in)?)[\s:=]{0,3}\d/gi],
  // Medical record, health service and social security numbers: a strong cue, or a weak one with the word "number".
  [
    'record-number',
    /\b(?:MRN|URN|UHID|NHS|CHI|PHN|SSN|medicare|medical record)\b[\s:#.]*(?:(?:no|nr|number|id)\b[\s:#.]*)?(?=[\w-]*\d)[\w-]{4,}/gi,
  ],
  [
    'record-number',
    /\b(?:patient|hospital|chart|file|case|record|policy|insurance|health ?card)[ -]?(?:(?:no|nr|number|id)\b\.?|#)[\s:#]*(?=[\w-]*\d)[\w-]{3,}/gi,
  ],
  ['record-number', /\b\d{3}-\d{2}-\d{4}\b/g],
  ['record-number', /\b\d{3} \d{3} \d{4}\b/g],
  ['phone', /(?<![\w.])\+\d{1,3}(?:[ .()-]{0,2}\d){7,12}\b/g],
  ['phone', /(?<![\w.])\(\d{3,5}\)[ -]?\d{3,4}[ -]?\d{3,4}\b/g],
  ['phone', /(?<![\w.-])\d{3}[.-]\d{3}[.-]\d{4}\b/g],
  ['phone', /(?<![\w.-])0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}\b/g],
  ['record-number', /(?<![\w.])\d{7,}\b/g],
  // Titles are matched as written: "miss the target" is no name. Doctors are cited often, and are not patients.
  ['name', /\b(?:Mr|Mrs|Ms|Miss|Mx|Master)\b\.? ?\p{Lu}\p{L}*(?:['’-]\p{L}+)*/gu],
  [
    'name',
    /\b(?:[Pp]atient|[Cc]lient|[Pp]t)(?:['’]s)?,? (?:(?:is |was )?(?:named|called)|name(?: is| was|:)?):? ?\p{Lu}\p{Ll}+/gu,
  ],
  ['name', /\b(?:[Pp]atient|[Cc]lient|[Pp]t)[:,]? \p{Lu}\. ?\p{Lu}\b\.?(?! ?\p{Lu}\b)/gu],
];

const FULL_DATES: readonly RegExp[] = [
  /(?<![\w.])(?<year>(?:19|20)\d{2})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?![\w])/g,
  /(?<![\w.])(?<day>\d{1,2})[-/.](?<month>\d{1,2})[-/.](?<year>(?:19|20)?\d{2})(?![\w])/g,
  new RegExp(`\\b(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}\\.?,? (?<year>(?:19|20)?\\d{2})\\b`, 'gi'),
  new RegExp(`\\b${MONTH}\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)?,? (?<year>(?:19|20)\\d{2})\\b`, 'gi'),
];

/**
 * What in a text could say who a patient is. A logbook is read by people who never treated the patient, so it holds no
 * dates of birth, record numbers, addresses or names. It is a guard for the forgetful, not a proof.
 *
 * A full date counts when its year lies before the year preceding the session: dates around the session are the work's own.
 */
export function patientIdentifiersIn(text: string, sessionOn: Day): Identifier[] {
  const found: Identifier[] = [];
  const add = (kind: IdentifierKind, match: RegExpMatchArray) => {
    const start = match.index ?? 0;
    const end = start + match[0].length;
    if (!found.some((other) => start < other.end && other.start < end)) found.push({ kind, start, end });
  };
  for (const pattern of FULL_DATES) {
    for (const match of text.matchAll(pattern))
      if (isOldDate(match.groups ?? {}, sessionOn)) add('date-of-birth', match);
  }
  for (const [kind, pattern] of SHAPES) for (const match of text.matchAll(pattern)) add(kind, match);
  return found.sort((a, b) => a.start - b.start);
}

function isOldDate(groups: Readonly<Record<string, string | undefined>>, sessionOn: Day): boolean {
  const [day, month] = [Number(groups.day), Number(groups.month ?? 1)];
  // Written 03/12 or 12/03: either order will do.
  const exists = day >= 1 && month >= 1 && Math.max(day, month) <= 31 && Math.min(day, month) <= 12;
  return exists && yearOf(groups.year ?? '', sessionOn) < Number(sessionOn.slice(0, 4)) - 1;
}

/** `61` is the latest such year that has come by the session: 1961 in 2026, and `26` is 2026. */
function yearOf(written: string, sessionOn: Day): number {
  if (written.length === 4) return Number(written);
  const session = Number(sessionOn.slice(0, 4));
  const year = Math.floor(session / 100) * 100 + Number(written);
  return year > session ? year - 100 : year;
}
