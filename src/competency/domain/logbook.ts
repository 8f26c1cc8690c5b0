import { Day } from '../../kernel/day';
import { ADVICE, IdentifierKind, patientIdentifiersIn } from './patient-identifiers';

/** What went wrong in a session, what was done about it, and how it ended. */
export interface AdverseEvent {
  readonly kind: string;
  readonly action: string;
  readonly outcome: string;
  readonly followUp: string;
}

/** The words of a logbook entry: sealed, and free of whatever could say who the patient was. */
export interface SessionWords {
  readonly region: string;
  readonly technique: string;
  readonly adverseEvent?: AdverseEvent;
  readonly reflection?: string;
}

export interface FoundIdentifier {
  /** The field in which it stands. */
  readonly path: string;
  readonly kind: IdentifierKind;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** Everything in the given texts, by field, that could say who a patient is. */
export function identifiersIn(texts: Readonly<Record<string, string | undefined>>, sessionOn: Day): FoundIdentifier[] {
  return Object.entries(texts).flatMap(([path, text]) =>
    patientIdentifiersIn(text ?? '', sessionOn).map((found) => ({ path, message: ADVICE[found.kind], ...found })),
  );
}

/** The free texts of a session by field, as a refusal names them. */
export function textsOf({
  region,
  technique,
  adverseEvent,
  reflection,
}: SessionWords): Record<string, string | undefined> {
  return {
    region,
    technique,
    ...Object.fromEntries(Object.entries(adverseEvent ?? {}).map(([field, text]) => [`adverseEvent.${field}`, text])),
    reflection,
  };
}

export type LogbookState = 'waiting' | 'verified' | 'returned';
export const LOGBOOK_STATES = ['waiting', 'verified', 'returned'] as const satisfies readonly LogbookState[];
