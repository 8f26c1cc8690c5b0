import { Injectable } from '@nestjs/common';
import { PoolTooSmall } from './authoring.errors';
import { QuestionCards } from './data/question-cards';
import { QuestionShelf } from './data/question-shelf';
import { QuizBank, type QuizEdition } from './data/quiz-bank';
import { casesTogether, type Draw, drawFromPools } from './domain/pool';
import type { Question } from './domain/question';
import type { QuizContent, QuizPool } from './quiz-content';

/** One question of an attempt that is about to start. */
export interface Asked {
  readonly slot: number;
  readonly questionVersionId: string;
  readonly question: Question;
  readonly maxMark: number;
}

/** A version, and of which question it is one. */
type Card = { readonly id: string; readonly questionId: string };

/** What of an edition says what it draws. */
type PoolsOf = { readonly programme: string; readonly content: Pick<QuizContent, 'slots' | 'pools'> };

/** Decides which questions one candidate is asked. What it decides is kept as the items of the attempt. */
@Injectable()
export class QuestionDraw {
  constructor(
    private readonly bank: QuizBank,
    private readonly shelf: QuestionShelf,
    private readonly cards: QuestionCards,
  ) {}

  /**
   * The questions of the slots, then those that are drawn from the pools: of the newest approved versions, those that the
   * candidate has not met first. Belongs inside the action that starts the attempt.
   *
   * @throws PoolTooSmall
   */
  async questionsFor(edition: QuizEdition, personId: string, seed: string): Promise<Asked[]> {
    const { programme, content, questions } = edition;
    const fixed = questions.map(({ slot, questionVersionId, question, maxMark }) => ({
      slot,
      questionVersionId,
      question,
      maxMark,
    }));
    const pools = content.pools ?? [];
    if (pools.length === 0) return fixed;

    const { draw, versions } = await this.draw(
      programme,
      fixed.map((one) => one.questionVersionId),
      pools,
      seed,
      personId,
    );
    if (draw.outcome === 'short') throw new PoolTooSmall(shortages(draw.missing));
    const drawn = draw.questions.flatMap((ids, pool) =>
      ids.map((id) => ({ questionVersionId: versions.get(id) as string, maxMark: pools[pool].mark })),
    );
    const found = await this.bank.questionsOf(drawn.map(({ questionVersionId }) => questionVersionId));
    const asked = drawn.map((one) => ({ ...one, question: found.get(one.questionVersionId) as Question }));
    return [
      ...fixed,
      ...casesTogether(asked, ({ question }) => question.case?.id).map((one, index) => ({
        ...one,
        slot: fixed.length + index + 1,
      })),
    ];
  }

  /** Versions that one candidate or another might be asked, in order; of a pool that is too small, none. For a look beforehand. */
  async sampleOf(
    programme: string,
    { slots, pools = [] }: QuizContent,
  ): Promise<{ questionVersionId: string; mark?: number }[]> {
    const pinned = slots.map(({ questionVersionId }) => questionVersionId);
    const { draw, versions } = await this.draw(programme, pinned, pools, 'preview');
    const drawn = draw.outcome === 'drawn' ? draw.questions : [];
    return [
      ...slots,
      ...drawn.flatMap((ids, pool) =>
        ids.map((id) => ({ questionVersionId: versions.get(id) as string, mark: pools[pool].mark })),
      ),
    ];
  }

  /** How many questions each pool would lack for somebody who has met none; none: everybody can start. */
  async shortagesOf(programme: string, pinned: readonly string[], pools: readonly QuizPool[]) {
    const { draw } = await this.draw(programme, pinned, pools, '');
    return draw.outcome === 'short' ? shortages(draw.missing) : [];
  }

  /** Versions that each pool, in order, might draw by now. */
  async candidatesOf({ programme, content: { slots, pools = [] } }: PoolsOf): Promise<string[][]> {
    const pinned = slots.map(({ questionVersionId }) => questionVersionId);
    return (await this.openTo(programme, pinned, pools)).map((candidates) => candidates.map(({ id }) => id));
  }

  /** Whether a pool has a question that fails the attempt when answered wrongly. */
  async mayAskOnSafety(edition: PoolsOf): Promise<boolean> {
    const questions = await this.bank.questionsOf((await this.candidatesOf(edition)).flat());
    return [...questions.values()].some(({ safetyCritical }) => safetyCritical);
  }

  private async draw(
    programme: string,
    pinned: readonly string[],
    pools: readonly QuizPool[],
    seed: string,
    personId?: string,
  ): Promise<{ draw: Draw; versions: Map<string, string> }> {
    const candidates = await this.openTo(programme, pinned, pools);
    const versions = new Map(candidates.flat().map(({ questionId, id }) => [questionId, id]));
    const open = pools.map(({ count }, pool) => ({
      count,
      candidates: candidates[pool].map(({ questionId }) => questionId),
    }));
    const met = personId === undefined ? new Set<string>() : await this.shelf.metBy(personId);
    return { draw: drawFromPools(open, met, seed), versions };
  }

  /** What each pool may draw: nothing that is asked of everybody anyway. */
  private async openTo(programme: string, pinned: readonly string[], pools: readonly QuizPool[]): Promise<Card[][]> {
    const taken = new Set((await this.shelf.identitiesOf(pinned)).map(({ questionId }) => questionId));
    const named = new Map(
      (await this.shelf.identitiesOf(pools.flatMap(({ among = [] }) => among))).map((one) => [one.id, one]),
    );
    const open: Card[][] = [];
    for (const { among, topic, level, tags, competency } of pools) {
      const fitting = among
        ? among.flatMap((id) => named.get(id) ?? [])
        : await this.cards.approved({ programme, topic, level, tags, competency });
      open.push(fitting.filter(({ questionId }) => !taken.has(questionId)));
    }
    return open;
  }
}

function shortages(missing: readonly number[]) {
  return missing.flatMap((count, pool) => (count > 0 ? [{ pool: pool + 1, missing: count }] : []));
}
