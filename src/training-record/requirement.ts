/* What other rooms may use of the requirement language: its words, the record it asks about, and the one evaluator. */
export * from './domain/requirement';
export * from './domain/training-record';
export * from './domain/evaluate';
