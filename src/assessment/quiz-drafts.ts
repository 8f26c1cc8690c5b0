import { quizDraftOf, type SentQuiz } from './domain/quiz-draft';
import { checkedDraft } from './draft-check';
import type { QuizContent } from './quiz-content';

/** What an author sends as a quiz, as it would be kept. @throws Invalid naming every fault */
export function quizDraft(sent: unknown): QuizContent {
  return quizDraftOf(checkedDraft('quiz-draft', sent) as SentQuiz);
}
