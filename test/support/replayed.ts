import { AttemptBook } from '../../src/assessment/data/attempt-book';
import { RegradeBook } from '../../src/assessment/data/regrade-book';
import { gradeIn } from '../../src/assessment/domain/grade';
import { Scoring } from '../../src/assessment/scoring.service';
import { canonicalJson } from '../../src/kernel/canonical-json';
import type { House } from './a-house';

/**
 * Every attempt at a quiz that has ended, scored again from its facts alone: responses, checks, marks that people gave,
 * regrades, cut scores. Each must be what the newest of its runs says, byte for byte. Returns how many there were.
 */
export async function replayed(house: House, quizId: string): Promise<number> {
  const book = house.get(AttemptBook);
  let count = 0;
  for (const attempt of await house.get(RegradeBook).attemptsAt(quizId)) {
    const newest = (await book.runsOf(attempt.id)).at(-1);
    if (!newest) continue;
    const { grade, scores } = await house.get(Scoring).score(attempt);
    const kept = new Map((await book.scoresOf(newest.id)).map((score) => [score.attemptItemId, score]));
    expect(canonicalJson(grade)).toBe(canonicalJson(gradeIn(newest)));
    expect(kept.size).toBe(scores.length);
    for (const { attemptItemId, fraction, mark, evidence } of scores) {
      const one = kept.get(attemptItemId);
      // What was typed is sealed in what is kept.
      const isSealed = one?.evidence.response !== null && 'sealed' in { ...one?.evidence.response };
      const response = isSealed ? one?.evidence.response : evidence.response;
      expect(canonicalJson({ fraction, mark, evidence: { ...evidence, response } })).toBe(
        canonicalJson({ fraction: one?.fraction, mark: one?.mark, evidence: one?.evidence }),
      );
    }
    count += 1;
  }
  return count;
}
