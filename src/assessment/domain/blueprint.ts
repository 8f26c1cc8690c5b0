import type { BlueprintCell } from '../../catalogue/question-definition';

/*
 * What an examination is to cover: topic by cognitive level, so many questions each.
 */

export const LEVELS = ['recall', 'apply', 'analyse'] as const;
export type Level = (typeof LEVELS)[number];

export type { BlueprintCell };

/** Where questions stand in the grid; absent: anywhere in its row or column. */
export interface Place {
  readonly topic?: string;
  readonly level?: Level;
}

/** So many questions of a quiz, pinned (one each) or drawn. */
export interface Asked extends Place {
  readonly count: number;
}

export interface GridCell {
  readonly topic: string;
  readonly level: Level;
  readonly wanted: number;
  /** Pinned, or drawn by rules that name both topic and level. */
  readonly asked: number;
  /** Approved questions of the bank. */
  readonly available: number;
  readonly verdict: 'fits' | 'too-few' | 'too-many' | 'not-in-bank' | 'empty';
}

export interface Grid {
  readonly rows: readonly {
    readonly topic: string;
    readonly cells: readonly GridCell[];
    readonly wanted: number;
    readonly asked: number;
  }[];
  readonly wanted: number;
  readonly asked: number;
  /** Questions of which nobody can say in which cell they will fall: drawn by rules that leave topic or level open. */
  readonly unplaced: number;
  /** Whether every cell is asked exactly as the blueprint wants it, and nothing beside. */
  readonly fits: boolean;
}

const total = (items: readonly { readonly count: number }[]) => items.reduce((sum, { count }) => sum + count, 0);

/** Holds what a quiz asks against its blueprint, and both against what the bank has. */
export function blueprintGrid(
  blueprint: readonly BlueprintCell[],
  asked: readonly Asked[],
  available: readonly Asked[],
): Grid {
  const topics = [...new Set([...blueprint, ...asked].flatMap(({ topic }) => (topic ? [topic] : [])))].sort(
    (one, other) => one.localeCompare(other, 'en'),
  );
  const rows = topics.map((topic) => {
    const cells = LEVELS.map((level) => {
      const here = (items: readonly Asked[]) =>
        total(items.filter((item) => item.topic === topic && item.level === level));
      return cellOf({ topic, level, wanted: here(blueprint), asked: here(asked), available: here(available) });
    });
    const sum = (key: 'wanted' | 'asked') => cells.reduce((all, cell) => all + cell[key], 0);
    return { topic, cells, wanted: sum('wanted'), asked: sum('asked') };
  });
  const unplaced = total(asked.filter(({ topic, level }) => !topic || !level));
  return {
    rows,
    wanted: total(blueprint),
    asked: total(asked),
    unplaced,
    fits: unplaced === 0 && rows.every(({ cells }) => cells.every(({ wanted, asked: there }) => wanted === there)),
  };
}

function cellOf(cell: Omit<GridCell, 'verdict'>): GridCell {
  const { wanted, asked, available } = cell;
  if (wanted === 0 && asked === 0) return { ...cell, verdict: 'empty' };
  if (asked > wanted) return { ...cell, verdict: 'too-many' };
  if (wanted > available) return { ...cell, verdict: 'not-in-bank' };
  return { ...cell, verdict: asked < wanted ? 'too-few' : 'fits' };
}
