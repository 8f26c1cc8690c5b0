import type { QuestionDefinition } from '../../../catalogue/question-definition';
import { DomainError, type ErrorKind } from '../../../kernel/errors';

/*
 * Questions in files of other programs, coming in and going out: what every format shares.
 *
 * - `decoding.ts` makes text of bytes, `markup.ts` makes a question's texts of HTML, `filling.ts` fills what a file does
 *   not say, and `limits.ts` says how much of anything is read.
 * - An importer never guesses and never drops in silence. Whatever of the source does not stand in the definition has a note
 *   whose effect is `changed`; what cannot be represented rightly is `refused`, with the reason and the line.
 * - One bad question never loses its neighbours. Only a file that cannot be read at all throws, and only an `ImportFault`.
 */

export type ExchangeFormat = 'gift' | 'aiken' | 'csv' | 'moodle-xml' | 'qti';

/** What became of a question, from best to worst. */
export type Outcome = 'kept' | 'changed' | 'refused';

/** Something to be said of one question: what, where, and what to do about it. */
export interface ImportNote {
  /** Kebab-case, for programs. */
  readonly code: string;
  /** A sentence for people. */
  readonly message: string;
  /** `none`: to be known or to be done later, and nothing of the source is missing in the definition. */
  readonly effect: 'none' | 'changed' | 'refused';
  /** Counted from 1 in the file, or in the file of the package that holds the question. */
  readonly line?: number;
}

/** A picture or other file that came along. */
export interface MediaFile {
  /** As texts and `image.src` of the definition name it: `media/<SHA-256 of the bytes>`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Such as `image/png`, from the bytes themselves. */
  readonly mediaType: string;
  readonly alt?: string;
}

export interface ImportedQuestion {
  /** As the file names it, else the beginning of its prompt, else its number in the file. */
  readonly name: string;
  /** As the file's format calls it. */
  readonly type: string;
  readonly outcome: Outcome;
  readonly notes: readonly ImportNote[];
  readonly line?: number;
  /** `null` exactly where it is refused. */
  readonly definition: QuestionDefinition | null;
  readonly media: readonly MediaFile[];
  readonly tags: readonly string[];
}

/** `read` = `imported` + `refused`; those `changed` are among the imported. */
export interface ImportReport {
  readonly read: number;
  readonly imported: number;
  readonly changed: number;
  readonly refused: number;
  readonly questions: readonly ImportedQuestion[];
}

export type Importer = (bytes: Uint8Array) => ImportReport;

/** A file that cannot be read at all. What could be read of it is not imported either. */
export class ImportFault extends DomainError {
  constructor(
    code: string,
    message: string,
    facts: Readonly<Record<string, unknown>> = {},
    kind: ErrorKind = 'invalid',
  ) {
    super(kind, code, message, facts);
  }
}

/** A question on its way out. */
export interface ExportedSource {
  readonly name: string;
  readonly definition: QuestionDefinition;
  readonly tags: readonly string[];
  /** Every file that the definition names as `media/…`. */
  readonly media: readonly MediaFile[];
}

/** `kept`: read back in, it is the same question; `changed`: all but what the notes name; `refused`: not in the file. */
export interface ExportedQuestion {
  readonly name: string;
  readonly slug: string;
  readonly type: QuestionDefinition['type'];
  readonly outcome: Outcome;
  readonly notes: readonly ImportNote[];
}

export interface ExportResult {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly fileName: string;
  readonly report: readonly ExportedQuestion[];
}

export interface Exporter {
  readonly format: ExchangeFormat;
  export(questions: readonly ExportedSource[]): ExportResult;
}

/** The outcome that notes amount to: the worst of their effects. */
export function outcomeOf(notes: readonly ImportNote[]): Outcome {
  if (notes.some(({ effect }) => effect === 'refused')) return 'refused';
  return notes.some(({ effect }) => effect === 'changed') ? 'changed' : 'kept';
}

/** What a question was found to be, before its outcome is drawn from its notes. */
export type Finding = Omit<ImportedQuestion, 'outcome'>;

/** Draws the outcome from the notes. A definition beside a refusal is not handed out. */
export function concluded(finding: Finding): ImportedQuestion {
  const { notes, definition, media } = finding;
  if (definition === null && outcomeOf(notes) !== 'refused')
    throw new Error(`“${finding.name}” has no definition and nothing says why`);
  const outcome = outcomeOf(notes);
  const refused = outcome === 'refused';
  return { ...finding, outcome, definition: refused ? null : definition, media: refused ? [] : media };
}

export function reportOf(questions: readonly ImportedQuestion[]): ImportReport {
  const having = (outcome: Outcome) => questions.filter((question) => question.outcome === outcome).length;
  const refused = having('refused');
  return {
    read: questions.length,
    imported: questions.length - refused,
    changed: having('changed'),
    refused,
    questions,
  };
}

/** A note as one sentence that says where. */
export function sentenceOf({ message, line }: ImportNote): string {
  return line === undefined ? message : `Line ${line}: ${message}`;
}

/** Gathers what is said of one question. The same thing is said once. */
export class Notes {
  private readonly said = new Map<string, ImportNote>();

  /** Those that are said already, to be added to. */
  static of(notes: readonly ImportNote[]): Notes {
    const more = new Notes();
    for (const note of notes) more.add(note);
    return more;
  }

  get all(): readonly ImportNote[] {
    return [...this.said.values()];
  }

  get refuses(): boolean {
    return this.all.some(({ effect }) => effect === 'refused');
  }

  /** To be known, or to be done later. */
  mention(code: string, message: string, line?: number): void {
    this.add({ code, message, effect: 'none', ...(line === undefined ? {} : { line }) });
  }

  /** Something of the source does not stand in the definition, or not as it was. */
  change(code: string, message: string, line?: number): void {
    this.add({ code, message, effect: 'changed', ...(line === undefined ? {} : { line }) });
  }

  refuse(code: string, message: string, line?: number): void {
    this.add({ code, message, effect: 'refused', ...(line === undefined ? {} : { line }) });
  }

  add(note: ImportNote): void {
    const key = `${note.effect} ${note.code} ${note.message}`;
    if (!this.said.has(key)) this.said.set(key, note);
  }
}
