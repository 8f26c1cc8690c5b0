import type { QuestionDefinition } from '../catalogue/question-definition';
import { draftOf, type SentDraft } from './domain/draft';
import { checkedDraft } from './draft-check';

/** What an author sends as a question, with everything that was not said begun as usual. @throws Invalid naming every fault */
export function questionDraft(content: unknown): QuestionDefinition {
  return draftOf(checkedDraft('question-draft', content) as SentDraft);
}
