import type { QuestionDefinition } from '../../catalogue/question-definition';
import type { HotList, HotRead, HotReads } from '../../database/hot-reads';
import { questionOf } from '../authored';
import { AnswerKinds, answerKindsOf, GivenAnswer } from '../domain/item-analysis/answers-given';
import type { Answers } from '../domain/item-analysis/distractors';
import { Marks, NOT_PRESENTED } from '../domain/item-analysis/marks';
import { awaitsMarking, isVoid, type ItemScore } from '../domain/projection';
import { keysInForce, type Treatments } from '../domain/regrade/treatment';
import { randomGuessOf } from '../domain/item-analysis/random-guess';
import type { CountedAttempt } from './attempts-to-count';

/** Attempts that are read at a time: enough that asking costs little, few enough that it takes no memory. */
const AT_A_TIME = 100;

export interface AskedVersion {
  readonly versionId: string;
  readonly version: number;
  readonly questionId: string;
  readonly slug: string;
  readonly definition: QuestionDefinition;
  readonly digest: string;
}

/** One version of one question at one maximum mark, over all attempts. */
interface Column {
  readonly asked: AskedVersion;
  readonly maxMark: number;
  readonly kinds: AnswerKinds;
  readonly marks: Float64Array;
  readonly given: Uint32Array;
  /** The first place at which it stood. */
  slot: number;
}

export interface QuizMarks {
  readonly marks: Marks;
  readonly answers: readonly Answers[];
  /** By item. */
  readonly versions: readonly AskedVersion[];
}

interface ScoreRow {
  readonly runId: string;
  readonly slot: number;
  readonly questionVersionId: string;
  readonly maxMark: number;
  readonly mark: number;
  readonly fraction: number;
  readonly evidence: string;
}

/** A list of so many places for values, from $1. */
const placesFor = (count: number) => Array.from({ length: count }, (_, index) => `$${index + 1}`).join(', ');

/** As many values as there are places; the last one again where there are fewer. */
export const filled = (values: readonly string[]) =>
  Array.from({ length: AT_A_TIME }, (_, index) => values[Math.min(index, values.length - 1)]);

export const IN_LIST = placesFor(AT_A_TIME);

export function* inBatches<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += AT_A_TIME) yield items.slice(from, from + AT_A_TIME);
}

/** Reads what attempts earned, item by item, into arrays; never more than a hundred attempts at a time as rows. */
export class MarksReader {
  private readonly scores: HotList<ScoreRow>;
  private readonly version: HotRead<Omit<AskedVersion, 'definition'> & { readonly content: string }>;

  constructor(reads: HotReads) {
    this.scores = reads.prepareList(
      `SELECT s."scoringRunId" AS "runId", i."slot", i."questionVersionId", i."maxMark", s."mark", s."fraction", s."evidence"
       FROM "item_score" s JOIN "attempt_item" i ON i."id" = s."attemptItemId" WHERE s."scoringRunId" IN (${IN_LIST})`,
    );
    this.version = reads.prepare(
      `SELECT v."id" AS "versionId", v."number" AS "version", v."questionId", q."slug", v."content", v."digest"
       FROM "question_version" v JOIN "question" q ON q."id" = v."questionId" WHERE v."id" = $1`,
    );
  }

  /** @param treatments by which the runs of the attempts were scored, where the key was not the one that was asked. */
  async read(attempts: readonly CountedAttempt[], treatments: Treatments): Promise<QuizMarks> {
    const blank = () => new Float64Array(attempts.length).fill(NOT_PRESENTED);
    const columns = new Map<string, Column>();
    const places = new Map<number, { maxMark: number; marks: Float64Array }>();
    const rowOf = new Map(attempts.map(({ runId }, index) => [runId, index]));
    for (const batch of inBatches(attempts)) {
      for (const row of await this.scores(...filled(batch.map(({ runId }) => runId)))) {
        const evidence = JSON.parse(row.evidence) as ItemScore['evidence'];
        // What a regrade took out was, for the marks, never presented.
        if (isVoid({ evidence })) continue;
        const attempt = rowOf.get(row.runId) as number;
        const key = `${row.questionVersionId}/${row.maxMark}`;
        let column = columns.get(key);
        if (!column) columns.set(key, (column = await this.columnFor(row, blank(), treatments)));
        column.slot = Math.min(column.slot, row.slot);
        let place = places.get(row.slot);
        if (!place) places.set(row.slot, (place = { maxMark: row.maxMark, marks: blank() }));
        place.maxMark = Math.max(place.maxMark, row.maxMark);
        // What nobody has marked yet has no mark, which is not a mark of nothing.
        if (awaitsMarking({ evidence })) continue;
        column.marks[attempt] = row.mark;
        column.given[attempt] = column.kinds.bitsOf({ ...(evidence as Omit<GivenAnswer, 'fraction'>), fraction: row.fraction });
        place.marks[attempt] = row.mark;
      }
    }
    return put(attempts.length, [...columns.values()], [...places.values()]);
  }

  private async columnFor(
    { questionVersionId, maxMark, slot }: ScoreRow,
    marks: Float64Array,
    treatments: Treatments,
  ): Promise<Column> {
    const row = await this.version(questionVersionId);
    if (!row) throw new Error(`There is no question version ${questionVersionId}`);
    const { content, ...rest } = row;
    const asked = { ...rest, definition: JSON.parse(content) as QuestionDefinition };
    const keys = keysInForce(questionOf(asked.definition, asked.digest), treatments.get(questionVersionId));
    return { asked, maxMark, kinds: answerKindsOf(keys), marks, given: new Uint32Array(marks.length), slot };
  }
}

function put(attempts: number, columns: readonly Column[], places: NonNullable<Marks['places']>): QuizMarks {
  const inOrder = columns.toSorted((one, other) => one.slot - other.slot || one.asked.version - other.asked.version);
  // Asked of all alike, in whatever order, questions are themselves the places of the test.
  const isSameForAll = inOrder.every(({ marks }) => !marks.some((mark) => Number.isNaN(mark)));
  return {
    marks: {
      attempts,
      items: inOrder.map(({ asked, maxMark, marks, slot }) => ({
        slot,
        name: asked.slug,
        maxMark,
        randomGuess: randomGuessOf(asked.definition),
        marks,
      })),
      ...(isSameForAll ? {} : { places }),
    },
    answers: inOrder.map(({ kinds, given }) => ({ answers: kinds.answers, given })),
    versions: inOrder.map(({ asked }) => asked),
  };
}
