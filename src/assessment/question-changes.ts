export { type Difference, questionDiff, type Stretch } from './domain/question-diff';
