import { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '../append-only';
import {
  boolean,
  createTable,
  dropTables,
  id,
  instant,
  integer,
  json,
  longText,
  number,
  primaryId,
  text,
} from '../table';

/** Those that refer to others first. */
const TABLES = ['essay_mark', 'marking_plan'];

/** What people mark: how it is to be done, and every mark that was given. */
export class Marking1764115200100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'marking_plan', {
      columns: [
        primaryId(),
        id('quizId'),
        integer('sequence'),
        number(queryRunner, 'doubleShare'),
        number(queryRunner, 'tolerance'),
        id('setById'),
        instant('setAt'),
      ],
      indices: [{ columnNames: ['quizId', 'sequence'], isUnique: true }],
      refers: { quizId: 'quiz', setById: 'person' },
    });
    await createTable(queryRunner, 'essay_mark', {
      columns: [
        primaryId(),
        id('attemptItemId'),
        integer('sequence'),
        text('kind', 10),
        json('points'),
        boolean('doubled'),
        number(queryRunner, 'tolerance'),
        longText('sealedComment', { isNullable: true }),
        longText('sealedNote', { isNullable: true }),
        id('markerId'),
        instant('markedAt'),
      ],
      indices: [{ columnNames: ['attemptItemId', 'sequence'], isUnique: true }],
      refers: { attemptItemId: 'attempt_item', markerId: 'person' },
    });
    await appendOnly(queryRunner, ...TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTables(queryRunner, ...TABLES);
  }
}
