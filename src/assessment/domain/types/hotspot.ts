import { isInside } from '../../../kernel/polygon';
import type { HotspotQuestion, Point, Region } from '../question';
import { presentBase, QuestionType, validateMembers } from './question-type';

export interface HotspotResponse {
  readonly points: readonly Point[];
}

const isMarked = (region: Region, points: readonly Point[]) => points.some((point) => isInside(point, region.polygon));

/**
 * Marking zones on a picture. A point in any correct region is right, and any other wrong; two in one region mark it once.
 */
export const hotspot: QuestionType<HotspotQuestion, HotspotResponse> = {
  version: 1,

  validate: ({ points: most }, response) =>
    validateMembers(response, { required: ['points'] }, ({ points }) => {
      if (!Array.isArray(points)) return [{ path: 'points', message: 'is a list of points' }];
      if (points.length > most) {
        return [{ path: 'points', message: most === 1 ? 'is at most one point' : `is at most ${most} points` }];
      }
      return points.flatMap((point: unknown, index) =>
        validateMembers(point, { required: ['x', 'y'] }, ({ x, y }) =>
          [x, y].every((value) => typeof value === 'number' && value >= 0 && value <= 1)
            ? []
            : [{ path: '', message: 'has an x and a y from 0 to 1' }],
        ).map(({ path, message }) => ({ path: `points[${index}]${path ? `.${path}` : ''}`, message })),
      );
    }),

  normalise: (_, { points }) => {
    // Adding zero makes −0 plain 0.
    const plain = points.map(({ x, y }) => ({ x: x + 0, y: y + 0 })).sort((a, b) => a.x - b.x || a.y - b.y);
    const once = plain.filter(({ x, y }, index) => index === 0 || x !== plain[index - 1].x || y !== plain[index - 1].y);
    return once.length === 0 ? null : { points: once };
  },

  score: ({ regions, scoring }, { points }) => {
    const correct = regions.filter((region) => region.correct);
    const right = correct.filter((region) => isMarked(region, points)).length;
    const wrong = points.filter((point) => !correct.some(({ polygon }) => isInside(point, polygon))).length;
    const whole = correct.length > 0 && right === correct.length && wrong === 0;
    const share = correct.length === 0 ? 0 : Math.max(right - wrong, 0) / correct.length;
    return {
      fraction: scoring === 'all-or-nothing' ? Number(whole) : share,
      parts: regions.map((region) => ({
        part: region.id,
        fraction: Number(isMarked(region, points) === region.correct),
      })),
    };
  },

  present: (question) => {
    const { image, ...base } = presentBase(question);
    const { columns, rows } = question.grid;
    return { ...base, ...(image && { image: { ...image, grid: { columns, rows } } }), points: question.points };
  },

  feedback: ({ regions }, { points }) =>
    regions.filter((region) => isMarked(region, points)).map(({ feedback }) => feedback),

  key: ({ regions }) => regions.filter(({ correct }) => correct).map(({ label }) => label),
};
