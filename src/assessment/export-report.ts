import type { QuestionDefinition } from '../catalogue/question-definition';
import type { KnownFormat } from './exchange-formats';

/** What becomes of one question on its way out. */
export interface ExportedQuestion {
  readonly questionId: string;
  /** Its short name. */
  readonly name: string;
  /** What it asks. */
  readonly prompt: string;
  readonly type: QuestionDefinition['type'];
  /** `kept`: read back in, it is the same; `changed`: all but what the notes name; `refused`: not in the file. */
  readonly outcome: 'kept' | 'changed' | 'refused';
  readonly notes: readonly string[];
}

/** What a file of another program keeps, changes and leaves out, before anybody takes it away. */
export interface ExportReport {
  readonly format: KnownFormat;
  /** Questions that fit; `found` = `exported` + `refused`, unless there is no file at all. */
  readonly found: number;
  /** Questions that one file takes. */
  readonly most: number;
  readonly exported: number;
  /** Of those exported. */
  readonly changed: number;
  readonly refused: number;
  /** Why there is no file: more fit than it takes. Then no question was looked at. */
  readonly refusal?: string;
  readonly questions: readonly ExportedQuestion[];
}
