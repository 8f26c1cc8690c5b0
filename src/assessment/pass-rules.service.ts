import { Injectable } from '@nestjs/common';
import { askedDigestOf, CutInForce, StandardBook } from './data/standard-book';
import type { QuizEdition } from './data/quiz-bank';
import type { PassRule } from './domain/grade';
import { QuestionDraw } from './question-draw.service';
import type { QuizContent } from './quiz-content';

/** The pass mark that counts, and the panel that set it; without one it is the author's, and provisional. */
export interface PassRuleInForce extends PassRule {
  readonly setBy: CutInForce | null;
}

/** What of a quiz decides what passes. */
type Judged = Pick<QuizContent, 'slots' | 'pools' | 'passMark' | 'passMarkStatus' | 'results'>;

export interface AttemptRuling {
  readonly rule: PassRuleInForce;
  /** From when its result may count; `null`: it waits until a panel has set the pass mark. */
  readonly countsFrom: Date | null;
}

/** What passes: the cut score of a panel, where one had been approved by the moment that is asked about. */
@Injectable()
export class PassRules {
  constructor(
    private readonly book: StandardBook,
    private readonly draws: QuestionDraw,
  ) {}

  /** For whoever would begin at a moment: a cut score that is approved later does not touch it. */
  async at(edition: Pick<QuizEdition, 'programme' | 'content'>, at: Date): Promise<PassRuleInForce> {
    const { content } = edition;
    const cuts = await this.book.approvedFor(askedDigestOf(content));
    if (cuts.length === 0) return ruleOf(content, null);
    const drawn = (await this.draws.candidatesOf(edition)).flat();
    return ruleOf(content, cuts.findLast((cut) => cut.since <= at && isOf(cut, drawn)) ?? null);
  }

  /** Whether a panel has ever set what passes for what is asked; of what is drawn it may not have seen all. */
  async isSetBySomePanel(content: Judged): Promise<boolean> {
    return (await this.book.approvedFor(askedDigestOf(content))).length > 0;
  }

  /**
   * What judges an attempt that ended at a moment. Where results wait for a panel, the first cut score that was approved
   * after it does so too.
   *
   * @param asked every question version that it asked.
   */
  async forAttempt(content: Judged, endedAt: Date, asked: readonly string[]): Promise<AttemptRuling> {
    const pinned = new Set(content.slots.map(({ questionVersionId }) => questionVersionId));
    const drawn = asked.filter((id) => !pinned.has(id));
    const cuts = (await this.book.approvedFor(askedDigestOf(content))).filter((cut) => isOf(cut, drawn));
    const rule = ruleOf(content, cuts.findLast(({ since }) => since <= endedAt) ?? null);
    if (content.results !== 'after-cut-score' || rule.passMarkStatus === 'set') return { rule, countsFrom: endedAt };
    const [first] = cuts;
    return first ? { rule: ruleOf(content, first), countsFrom: first.since } : { rule, countsFrom: null };
  }
}

/** Whether its judges have seen everything that was, or may be, drawn. */
function isOf({ drawnFrom }: CutInForce, drawn: readonly string[]): boolean {
  return drawnFrom === null || drawn.every((id) => drawnFrom.has(id));
}

function ruleOf({ passMark, passMarkStatus }: Judged, setBy: CutInForce | null): PassRuleInForce {
  if (setBy) return { passMark: setBy.cut.adopted, passMarkStatus: 'set', setBy };
  return { passMark, passMarkStatus, setBy: null };
}
