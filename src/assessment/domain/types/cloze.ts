import type { Fault } from '../../../kernel/errors';
import type { ClozeQuestion, Gap } from '../question';
import { numeric, NumericResponse } from './numeric';
import {
  LONGEST_PATH,
  MOST_FAULTS,
  PresentedGap,
  presentBase,
  QuestionType,
  Score,
  validateMembers,
  withinWhole,
} from './question-type';
import { shortText, ShortTextResponse } from './short-text';
import { single, SingleResponse } from './single';

type GapResponse = SingleResponse | ShortTextResponse | NumericResponse;

export interface ClozeResponse {
  /** Gap id → what stands in it, as its type has it; `null` or absent: left blank. */
  readonly gaps: Readonly<Record<string, GapResponse | null>>;
}

const TYPES = { single, 'short-text': shortText, numeric };

/** A gap is asked, read and scored by the same code as a question of its type. */
function typeOf({ asked }: Gap): QuestionType<Gap['asked'], GapResponse> {
  return TYPES[asked.type];
}

function responseTo({ gaps }: ClozeResponse, { id }: Gap): GapResponse | null {
  return Object.hasOwn(gaps, id) ? gaps[id] : null;
}

/** A text with blanks of mixed kinds; each earns its weight. */
export const cloze: QuestionType<ClozeQuestion, ClozeResponse> = {
  version: 1,

  validate: (question, response) =>
    validateMembers(response, { required: ['gaps'] }, ({ gaps }) => {
      if (typeof gaps !== 'object' || gaps === null || Array.isArray(gaps)) {
        return [{ path: 'gaps', message: 'is an object of gap ids and what stands in them' }];
      }
      return Object.entries(gaps)
        .slice(0, question.gaps.length + 1)
        .flatMap(([id, given]): Fault[] => {
          const gap = question.gaps.find((candidate) => candidate.id === id);
          const path = `gaps.${id}`.slice(0, LONGEST_PATH);
          if (!gap) return [{ path, message: 'is not a gap of this question' }];
          if (given === null) return [];
          return typeOf(gap)
            .validate(gap.asked, given)
            .map((fault) => ({ path: fault.path ? `${path}.${fault.path}` : path, message: fault.message }));
        })
        .slice(0, MOST_FAULTS);
    }),

  normalise: ({ gaps }, response) => {
    const filled = gaps
      .flatMap((gap): [string, GapResponse][] => {
        const given = responseTo(response, gap);
        const normal = given && typeOf(gap).normalise(gap.asked, given);
        return normal ? [[gap.id, normal]] : [];
      })
      .sort(([one], [other]) => (one < other ? -1 : 1));
    return filled.length === 0 ? null : { gaps: Object.fromEntries(filled) };
  },

  score: ({ gaps }, response) => {
    const scored = gaps.map((gap) => {
      const given = responseTo(response, gap);
      const blank: Score = { fraction: 0, parts: [] };
      return { gap, fraction: (given ? typeOf(gap).score(gap.asked, given) : blank).fraction };
    });
    const whole = gaps.reduce((sum, { weight }) => sum + weight, 0);
    const earned = scored.reduce((sum, { gap, fraction }) => sum + gap.weight * fraction, 0);
    return {
      fraction: whole > 0 ? withinWhole(earned / whole) : 0,
      parts: scored.map(({ gap, fraction }) => ({ part: gap.id, fraction })),
    };
  },

  present: (question, arrange) => ({
    ...presentBase(question),
    gaps: question.gaps.map((gap): PresentedGap => {
      const { options } = typeOf(gap).present(gap.asked, (_, items) => arrange(`gap/${gap.id}`, items));
      return { id: gap.id, type: gap.asked.type, ...(options && { options }) };
    }),
  }),

  feedback: ({ gaps }, response) =>
    gaps.flatMap((gap) => {
      const given = responseTo(response, gap);
      return given ? typeOf(gap).feedback(gap.asked, given) : [];
    }),

  key: ({ gaps }) =>
    gaps.map(
      (gap, index) =>
        `${index + 1}: ${typeOf(gap)
          .key(gap.asked)
          .join(gap.asked.type === 'numeric' ? '. ' : ' / ')}`,
    ),
};
