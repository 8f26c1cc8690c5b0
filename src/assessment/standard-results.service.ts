import { Injectable } from '@nestjs/common';
import { QuestionShelf } from './data/question-shelf';
import { QuizBank, QuizEdition } from './data/quiz-bank';
import { RegradeBook } from './data/regrade-book';
import type { Panel } from './data/standard-book';
import type { StandardSetting, StationResults } from './data/standard-setting.entity';
import { borderlineCut, FEWEST_CANDIDATES } from './domain/standard-setting/borderline-regression';
import { hofsteeCut, HofsteeRatings } from './domain/standard-setting/hofstee';
import {
  AngoffRatings,
  angoffCut,
  consistencyOf,
  ebelCut,
  EbelRatings,
  JudgedCut,
} from './domain/standard-setting/judged';
import type { Question } from './domain/question';
import { keysInForce } from './domain/regrade/treatment';
import { keyOf as keyInWords } from './domain/types/registry';
import { Marking } from './marking.service';
import { Statistics } from './statistics.service';
import type { ItemToRate, StandardResult } from './standard-view';

const NOTHING: StandardResult = {
  ...{ cut: null, because: null, standardError: null, spread: null, judges: [], items: [], details: {} },
};

/** Fewer first attempts say nothing of how many would fail. */
export const FEWEST_ATTEMPTS = 10;

/** Works out what a panel's ratings, or a station's results, come to. */
@Injectable()
export class StandardResults {
  constructor(
    private readonly bank: QuizBank,
    private readonly shelf: QuestionShelf,
    private readonly statistics: Statistics,
    private readonly regrades: RegradeBook,
    private readonly marking: Marking,
  ) {}

  /**
   * Every question that everybody is asked, and each pool as a whole with what was in it when the panel was called: whoever
   * judges it expects so much of any drawn from it.
   */
  async itemsOf(
    { quizId, questions, content }: QuizEdition,
    { drawnFrom }: Pick<StandardSetting, 'drawnFrom'>,
  ): Promise<ItemToRate[]> {
    const drawn = (drawnFrom ?? []).flat();
    const treatments = await this.regrades.treatmentsOf(quizId);
    const keyOf = (id: string, question: Question) => [
      ...new Set(keysInForce(question, treatments.get(id)).flatMap(keyInWords)),
    ];
    const pooled = await this.bank.questionsOf(drawn);
    const versions = await this.shelf.versionsOf([
      ...questions.map(({ questionVersionId }) => questionVersionId),
      ...drawn,
    ]);
    const formats = new Map(versions.map(({ id, content: { format } }) => [id, format]));
    const pinned = questions.map(({ questionVersionId, question, maxMark }): ItemToRate => {
      const format = formats.get(questionVersionId);
      return {
        key: questionVersionId,
        prompt: question.prompt,
        ...(format && { format }),
        maxMark,
        answer: keyOf(questionVersionId, question),
      };
    });
    const pools = (content.pools ?? []).map(
      ({ count, mark, topic, level, tags = [], competency }, index): ItemToRate => {
        const of = [topic, level, competency, ...tags].filter((word) => word !== undefined).join(', ');
        return {
          key: `pool-${index + 1}`,
          prompt: `${count} drawn${of ? ` of ${of}` : ''}`,
          maxMark: count * mark,
          answer: [],
          candidates: (drawnFrom?.[index] ?? []).map((id) => {
            const question = pooled.get(id) as Question;
            const format = formats.get(id);
            return { prompt: question.prompt, ...(format && { format }), answer: keyOf(id, question) };
          }),
        };
      },
    );
    return [...pinned, ...pools];
  }

  /** Of a round in which everybody has rated. */
  async ofRound({ setting, ratings }: Panel, round: number): Promise<StandardResult> {
    const edition = await this.bank.edition(setting.quizVersionId as string);
    const items = await this.itemsOf(edition, setting);
    const given = new Map(ratings.filter((one) => one.round === round).map((one) => [one.judgeId, one.ratings]));
    if (given.size === 0) return NOTHING;
    switch (setting.method) {
      case 'angoff': {
        const angoff = given as unknown as ReadonlyMap<string, AngoffRatings>;
        return this.judged(edition, angoffCut(items, angoff), (judgeId, key) => angoff.get(judgeId)?.[key] ?? 0);
      }
      case 'ebel': {
        const ebel = given as unknown as ReadonlyMap<string, EbelRatings>;
        return this.judged(edition, ebelCut(items, ebel), (judgeId, key) => {
          const one = ebel.get(judgeId) as EbelRatings;
          return one.grid[one.items[key]];
        });
      }
      case 'hofstee':
        return this.hofstee(edition, [...given.values()] as unknown as HofsteeRatings[]);
      case 'borderline-regression':
        return NOTHING;
    }
  }

  ofStation({ results, borderline, maxScore }: StationResults): StandardResult {
    const found = borderlineCut(results, borderline, maxScore);
    if (!found) {
      return { ...NOTHING, because: `it takes ${FEWEST_CANDIDATES} candidates or more, not all rated alike.` };
    }
    const { n, slope, intercept, rSquared, cut, standardError, borderlineMean } = found;
    return {
      ...NOTHING,
      cut: (100 * cut) / maxScore,
      standardError: (100 * standardError) / maxScore,
      details: { n, slope, intercept, rSquared, cutInPoints: cut, borderlineMean },
    };
  }

  private async judged(
    { quizId }: QuizEdition,
    { judges, cut, standardError, items }: JudgedCut,
    expected: (judgeId: string, key: string) => number,
  ): Promise<StandardResult> {
    const facilities = await this.facilitiesOf(quizId);
    const known = items.filter(({ key }) => facilities.has(key)).map(({ key }) => key);
    const proved = known.map((key) => facilities.get(key) as number);
    return {
      ...NOTHING,
      cut: cut?.mean ?? null,
      spread: cut,
      standardError,
      judges: judges.map(({ judgeId, cut: own }) => ({
        ...{ judgeId, cut: own },
        consistency: consistencyOf(
          known.map((key) => expected(judgeId, key)),
          proved,
        ),
      })),
      items: items.map(({ key, spread }) => ({ key, spread, facility: facilities.get(key) ?? null })),
    };
  }

  private async hofstee({ quizId }: QuizEdition, ratings: readonly HofsteeRatings[]): Promise<StandardResult> {
    const unmarked = (await this.marking.awaiting()).filter((answer) => answer.quizId === quizId).length;
    if (unmarked > 0) {
      const answers = unmarked === 1 ? 'one answer has' : `${unmarked} answers have`;
      return { ...NOTHING, because: `${answers} to be marked first: what has no mark yet would count as wrong.` };
    }
    const percentages = await this.statistics.firstPercentagesOf(quizId);
    if (percentages.length < FEWEST_ATTEMPTS) {
      return {
        ...NOTHING,
        because: `it takes the results of ${FEWEST_ATTEMPTS} candidates or more; there are ${percentages.length}.`,
      };
    }
    const { bounds, cut, failing, because } = hofsteeCut(ratings, percentages);
    const words = {
      'fails-too-many': 'even at the lowest cut that the judges accept more would fail than they accept.',
      'fails-too-few': 'even at the highest cut that the judges accept fewer would fail than they expect at least.',
    };
    return {
      ...NOTHING,
      cut,
      because: because && words[because],
      details: { ...bounds, failing, candidates: percentages.length },
    };
  }

  /** By question version, 0 to 1: how it was answered so far. */
  private async facilitiesOf(quizId: string): Promise<Map<string, number>> {
    const { items } = await this.statistics.ofQuiz(quizId, 'first');
    return new Map(
      items.flatMap(({ question, facility, tooFew }) =>
        facility === null || tooFew ? [] : [[question.versionId, facility] as const],
      ),
    );
  }
}
