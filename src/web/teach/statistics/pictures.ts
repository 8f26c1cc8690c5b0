import type { BandFigures, ItemAnalysis, ItemReport, ScoreBin } from '../../../assessment/quiz-statistics';
import { inWords } from './figure-words';

/*
 * Where the lines, bars and words of each picture go: numbers for a template that draws them. A picture is never the only
 * place where something is said; a table beside it has the same.
 */

export const WIDTH = 360;
const HEIGHT = 240;
const [LEFT, RIGHT, TOP, BOTTOM] = [40, 12, 26, 36];

const across = (share: number) => tidy(LEFT + share * (WIDTH - LEFT - RIGHT));
const upwards = (share: number) => tidy(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM));
const tidy = (value: number) => Math.round(value * 10) / 10;

interface Tick {
  readonly at: number;
  readonly label: string;
}

/** What every picture has. */
interface Picture {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly xLabel: string;
  readonly yLabel: string;
}

const frame = {
  width: WIDTH,
  height: HEIGHT,
  plot: { left: LEFT, right: WIDTH - RIGHT, top: TOP, bottom: HEIGHT - BOTTOM },
};

export interface DistributionPicture extends Picture {
  readonly bars: readonly { readonly x: number; readonly y: number; readonly width: number; readonly height: number }[];
  readonly cut: {
    readonly x: number;
    readonly label: string;
    readonly anchor: 'start' | 'end';
    readonly labelX: number;
  } | null;
}

/** How many attempts came to which total, with the line from which on they pass. `null` where there is nothing to draw. */
export function distributionPicture(
  { distribution, attempts }: Pick<ItemAnalysis, 'distribution' | 'attempts'>,
  cutScore: number | null,
): DistributionPicture | null {
  if (distribution.length === 0 || attempts === 0) return null;
  const top = distribution[distribution.length - 1].to;
  const most = Math.max(...distribution.map(({ n }) => n));
  const step = Math.max(1, Math.ceil(most / 4));
  const height = step * Math.ceil(most / step);
  const peak = distribution.reduce((best: ScoreBin, bin) => (bin.n > best.n ? bin : best));
  const each = Math.ceil(distribution.length / 5);
  const cut = cutScore === null ? null : across(Math.min(cutScore / top, 1));
  const cutWords = cutScore === null ? '' : ` The cut score is ${inWords(cutScore, 'marks')} marks.`;
  return {
    ...frame,
    id: 'distribution',
    title: 'How the totals are spread',
    description: `${attempts} attempts. Most came to between ${peak.from} and ${peak.to} of ${top} marks.${cutWords}`,
    xLabel: 'Total, marks',
    yLabel: 'Attempts',
    bars: distribution.map(({ from, to, n }) => ({
      x: tidy(across(from / top) + 0.5),
      y: upwards(n / height),
      width: tidy(across(to / top) - across(from / top) - 1),
      height: tidy(upwards(0) - upwards(n / height)),
    })),
    xTicks: [...distribution.filter((_, index) => index % each === 0).map(({ from }) => from), top]
      .filter((value, index, all) => index === all.length - 1 || (top - value) / top > 0.08)
      .map((value) => ({ at: across(value / top), label: String(value) })),
    yTicks: Array.from({ length: height / step + 1 }, (_, index) => ({
      at: upwards((index * step) / height),
      label: String(index * step),
    })),
    cut:
      cut === null
        ? null
        : cut > WIDTH / 2
          ? { x: cut, label: 'cut score', anchor: 'end', labelX: tidy(cut - 4) }
          : { x: cut, label: 'cut score', anchor: 'start', labelX: tidy(cut + 4) },
  };
}

export interface ItemMap extends Picture {
  readonly zeroY: number;
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly label: string | null;
    readonly labelX: number;
    readonly anchor: 'start' | 'end';
    readonly kind: 'sound' | 'dubious' | 'few';
  }[];
}

/** So many names fit between the points. */
const MOST_NAMES = 8;

/** Facility across, discrimination upwards; dubious items by name, for as many as fit. */
export function itemMap(items: readonly ItemReport[]): ItemMap | null {
  const drawn = items.flatMap((item) =>
    item.facility === null || item.discrimination === null
      ? []
      : [{ ...item, facility: item.facility, discrimination: item.discrimination }],
  );
  if (drawn.length === 0) return null;
  const lowest = Math.min(0, ...drawn.map(({ discrimination }) => discrimination));
  const floor = lowest < 0 ? -Math.ceil(-lowest / 25) * 25 : 0;
  const height = (discrimination: number) => upwards((discrimination - floor) / (100 - floor));
  const dubious = drawn.filter((item) => item.dubious);
  const named = new Set(
    dubious.toSorted((one, other) => one.discrimination - other.discrimination).slice(0, MOST_NAMES),
  );
  const names = dubious.length === 0 ? 'None is dubious.' : `Dubious: ${dubious.map(({ name }) => name).join(', ')}.`;
  return {
    ...frame,
    id: 'item-map',
    title: 'Items by facility and discrimination',
    description: `${drawn.length} items. Easy ones stand to the right, those that tell candidates apart at the top. ${names}`,
    xLabel: 'Facility, per cent',
    yLabel: 'Discrimination, per cent',
    zeroY: height(0),
    xTicks: [0, 25, 50, 75, 100].map((value) => ({ at: across(value / 100), label: String(value) })),
    yTicks: Array.from({ length: (100 - floor) / 25 + 1 }, (_, index) => {
      const value = floor + 25 * index;
      return { at: height(value), label: value < 0 ? `−${-value}` : String(value) };
    }),
    points: drawn.map((item) => {
      const x = across(item.facility);
      const isRight = x > WIDTH / 2;
      return {
        x,
        y: height(item.discrimination),
        label: named.has(item) ? shortened(item.name) : null,
        labelX: tidy(isRight ? x - 8 : x + 8),
        anchor: isRight ? ('end' as const) : ('start' as const),
        kind: item.tooFew ? 'few' : item.dubious ? 'dubious' : 'sound',
      };
    }),
  };
}

export interface OptionCurves extends Picture {
  readonly curves: readonly {
    /** Points of a polyline. */
    readonly points: string;
    readonly marks: readonly { readonly x: number; readonly y: number }[];
    /** 1, 2, 3 … : how it is drawn. */
    readonly style: number;
    readonly letter: string;
    readonly letterX: number;
    readonly letterY: number;
    readonly correct: boolean;
  }[];
}

/** More lines than this cannot be told apart. */
const MOST_CURVES = 6;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const FIFTHS = ['lowest', '2nd', '3rd', '4th', 'highest'];
const atFifth = (fifth: number) => across((fifth + 0.5) / 5.6);

export const letterOf = (index: number) => LETTERS[index % LETTERS.length];

/** Who answered what, from the weakest fifth to the strongest; where only marks are known, how much of the mark they earned. */
export function optionCurves(item: ItemReport, id: string): OptionCurves | null {
  const lines =
    item.options.length > 0
      ? item.options.slice(0, MOST_CURVES).map((option, index) => ({
          letter: letterOf(index),
          correct: option.correct === true,
          values: option.quintiles.map(({ share }) => share),
        }))
      : [{ letter: '', correct: true, values: item.quintiles.map(({ facility }: BandFigures) => facility) }];
  const curves = lines
    .map(({ values, ...line }, index) => ({
      ...line,
      style: index + 1,
      marks: values.flatMap((value, fifth) => (value === null ? [] : [{ x: atFifth(fifth), y: upwards(value) }])),
    }))
    .filter(({ marks }) => marks.length > 0);
  if (curves.length === 0) return null;
  const ends = spreadOut(curves.map(({ marks }) => marks[marks.length - 1].y));
  const what = item.options.length > 0 ? 'Share that gave each answer' : 'Share of the mark that was earned';
  return {
    ...frame,
    id,
    title: `${item.name}: ${what.toLowerCase()}, by fifths of the total`,
    description: `${what}, from the fifth with the lowest totals on the left to the highest on the right. The table beside it has the figures.`,
    xLabel: 'Fifth by total',
    yLabel: 'Per cent',
    xTicks: FIFTHS.map((label, fifth) => ({ at: atFifth(fifth), label })),
    yTicks: [0, 25, 50, 75, 100].map((value) => ({ at: upwards(value / 100), label: String(value) })),
    curves: curves.map((curve, index) => ({
      ...curve,
      points: curve.marks.map(({ x, y }) => `${x},${y}`).join(' '),
      letterX: tidy(curve.marks[curve.marks.length - 1].x + 12),
      letterY: tidy(ends[index] + 4),
    })),
  };
}

/** Letters at the ends of lines, moved apart until none covers another. */
function spreadOut(heights: readonly number[]): number[] {
  const APART = 13;
  const order = heights.map((_, index) => index).sort((one, other) => heights[one] - heights[other]);
  const placed = [...heights];
  for (let rank = 1; rank < order.length; rank += 1) {
    placed[order[rank]] = Math.max(placed[order[rank]], placed[order[rank - 1]] + APART);
  }
  const over = Math.max(0, Math.max(...placed) - (HEIGHT - BOTTOM));
  return placed.map((height) => height - over);
}

function shortened(name: string): string {
  return name.length > 18 ? `${name.slice(0, 17)}…` : name;
}
