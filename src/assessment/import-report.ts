/** What became of one question of an imported file. */
export interface ImportedQuestion {
  readonly name: string;
  readonly type: string;
  readonly outcome: 'kept' | 'changed' | 'refused';
  /** What was changed and why; why it was refused, and where it stands. */
  readonly notes: readonly string[];
  /** Of the question in the bank; absent where it was refused, and in a dry run. */
  readonly questionId?: string;
}

/** What became of an imported file: nothing is dropped in silence. */
export interface ImportReport {
  readonly read: number;
  readonly imported: number;
  readonly changed: number;
  readonly refused: number;
  readonly questions: readonly ImportedQuestion[];
}
