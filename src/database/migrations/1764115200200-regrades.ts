import { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '../append-only';
import { boolean, createTable, dropTables, id, instant, integer, json, longText, primaryId, text } from '../table';

/** Those that refer to others first. */
const TABLES = ['regrade_run', 'regrade_decision', 'regrade'];

/** Scoring anew: what was proposed, how it was decided, and which runs it put beside which. */
export class Regrades1764115200200 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'regrade', {
      columns: [
        primaryId(),
        id('quizId'),
        integer('number'),
        text('policy', 20),
        boolean('neverLower'),
        json('treatments'),
        longText('sealedReason'),
        text('digest', 64),
        json('tally'),
        id('proposedById'),
        instant('proposedAt'),
      ],
      indices: [{ columnNames: ['quizId', 'number'], isUnique: true }],
      refers: { quizId: 'quiz', proposedById: 'person' },
    });
    await createTable(queryRunner, 'regrade_decision', {
      columns: [
        primaryId(),
        id('regradeId'),
        text('outcome', 10),
        json('tally', { isNullable: true }),
        longText('sealedNote', { isNullable: true }),
        id('decidedById'),
        instant('decidedAt'),
      ],
      indices: [{ columnNames: ['regradeId'], isUnique: true }],
      refers: { regradeId: 'regrade', decidedById: 'person' },
    });
    await createTable(queryRunner, 'regrade_run', {
      columns: [primaryId(), id('regradeId'), id('scoringRunId'), id('previousRunId')],
      indices: [
        { columnNames: ['regradeId'] },
        { columnNames: ['scoringRunId'], isUnique: true },
        { columnNames: ['previousRunId'] },
      ],
      refers: { regradeId: 'regrade', scoringRunId: 'scoring_run', previousRunId: 'scoring_run' },
    });
    await appendOnly(queryRunner, ...TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTables(queryRunner, ...TABLES);
  }
}
