import { Injectable } from '@nestjs/common';
import type { Fault } from '../kernel/errors';
import { QuestionCards } from './data/question-cards';
import { QuestionShelf } from './data/question-shelf';
import { type Asked, blueprintGrid, type Grid, type Level } from './domain/blueprint';
import { QuestionDraw } from './question-draw.service';
import type { QuizContent } from './quiz-content';

export type { Grid } from './domain/blueprint';

/** What a quiz would ask, held against its blueprint and the bank. */
export interface QuizPlan {
  readonly questions: number;
  readonly maxMark: number;
  readonly grid: Grid;
  /** What keeps it from being approved; none: it is ready. */
  readonly faults: readonly Fault[];
}

/** Checks a quiz while it is built, and again before it is approved. */
@Injectable()
export class QuizPlans {
  constructor(
    private readonly shelf: QuestionShelf,
    private readonly cards: QuestionCards,
    private readonly draw: QuestionDraw,
  ) {}

  async of(programme: string, content: QuizContent): Promise<QuizPlan> {
    const { slots, pools = [], blueprint = [] } = content;
    const pinned = slots.map(({ questionVersionId }) => questionVersionId);
    const versions = new Map((await this.shelf.versionsOf(pinned)).map((version) => [version.id, version.content]));
    const asked: Asked[] = [
      ...pinned.map((id) => ({ topic: versions.get(id)?.topic, level: versions.get(id)?.level, count: 1 })),
      ...pools.map(({ topic, level, count }) => ({ topic, level, count })),
    ];
    const available = (await this.cards.approved({ programme })).map(({ topic, level }) => ({
      topic,
      level: (level ?? undefined) as Level | undefined,
      count: 1,
    }));
    const grid = blueprintGrid(blueprint, asked, available);
    const marks = slots.map(({ questionVersionId, mark }) => mark ?? versions.get(questionVersionId)?.mark ?? 0);
    return {
      questions: grid.asked,
      maxMark: [...marks, ...pools.map(({ count, mark }) => count * mark)].reduce((sum, mark) => sum + mark, 0),
      grid,
      faults: [
        ...(grid.asked === 0 ? [{ path: 'slots', message: 'there is no question yet' }] : []),
        ...(await this.unapproved(pinned)),
        ...(await this.tooFew(programme, content)),
        ...(blueprint.length > 0 ? misfits(grid) : []),
      ],
    };
  }

  private async unapproved(pinned: readonly string[]): Promise<Fault[]> {
    const states = await this.cards.statesOf(pinned);
    return pinned.flatMap((id, index) =>
      states.get(id) === 'approved'
        ? []
        : [
            {
              path: `slots.${index}`,
              message: `is ${states.get(id) ?? 'not there'}: only approved questions are asked`,
            },
          ],
    );
  }

  private async tooFew(programme: string, { slots, pools = [] }: QuizContent): Promise<Fault[]> {
    const pinned = slots.map(({ questionVersionId }) => questionVersionId);
    return (await this.draw.shortagesOf(programme, pinned, pools)).map(({ pool, missing }) => ({
      path: `pools.${pool - 1}`,
      message: `the bank lacks ${missing} approved ${missing === 1 ? 'question' : 'questions'} for it`,
    }));
  }
}

function misfits(grid: Grid): Fault[] {
  const cells = grid.rows.flatMap(({ cells: row }) => row);
  return [
    ...(grid.unplaced > 0
      ? [
          {
            path: 'pools',
            message: `${grid.unplaced} are drawn from anywhere: beside a blueprint, name topic and level`,
          },
        ]
      : []),
    ...cells
      .filter(({ asked, wanted }) => asked !== wanted)
      .map(({ topic, level, asked, wanted }) => ({
        path: 'blueprint',
        message: `wants ${wanted} on ${topic} (${level}), and ${asked} ${asked === 1 ? 'is' : 'are'} asked`,
      })),
  ];
}
