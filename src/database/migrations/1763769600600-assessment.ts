import { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '../append-only';
import { boolean, createTable, dropTables, id, instant, integer, json, number, primaryId, text } from '../table';

const TABLES = [
  'item_score',
  'scoring_run',
  'attempt_submission',
  'response_event',
  'attempt_item',
  'attempt',
  'quiz_adoption',
  'quiz_version',
  'quiz',
  'question_version',
  'question',
];

export class Assessment1763769600600 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const identity of ['question', 'quiz']) {
      await createTable(queryRunner, identity, {
        columns: [primaryId(), text('programme', 80), text('slug', 80)],
        indices: [{ columnNames: ['programme', 'slug'], isUnique: true }],
      });
      await createTable(queryRunner, `${identity}_version`, {
        columns: [
          primaryId(),
          id(`${identity}Id`),
          integer('number'),
          json('content'),
          text('digest', 64),
          instant('recordedAt'),
        ],
        indices: [
          { columnNames: [`${identity}Id`, 'number'], isUnique: true },
          { columnNames: [`${identity}Id`, 'digest'], isUnique: true },
        ],
        refers: { [`${identity}Id`]: identity },
      });
    }
    await createTable(queryRunner, 'quiz_adoption', {
      columns: [primaryId(), id('programmeVersionId'), id('quizId'), id('quizVersionId'), instant('adoptedAt')],
      indices: [{ columnNames: ['programmeVersionId', 'quizId'], isUnique: true }],
      refers: { programmeVersionId: 'programme_version', quizId: 'quiz', quizVersionId: 'quiz_version' },
    });
    await createTable(queryRunner, 'attempt', {
      columns: [
        primaryId(),
        id('personId'),
        id('quizId'),
        id('quizVersionId'),
        integer('number'),
        text('seed', 32),
        instant('startedAt'),
        instant('deadlineAt'),
        integer('graceSeconds'),
        boolean('declared'),
      ],
      indices: [{ columnNames: ['personId', 'quizId', 'number'], isUnique: true }],
      refers: { personId: 'person', quizId: 'quiz', quizVersionId: 'quiz_version' },
    });
    await createTable(queryRunner, 'attempt_item', {
      columns: [
        primaryId(),
        id('attemptId'),
        integer('slot'),
        id('questionVersionId'),
        json('optionOrder'),
        number(queryRunner, 'maxMark'),
      ],
      indices: [{ columnNames: ['attemptId', 'slot'], isUnique: true }],
      refers: { attemptId: 'attempt', questionVersionId: 'question_version' },
    });
    await createTable(queryRunner, 'response_event', {
      columns: [
        primaryId(),
        id('attemptItemId'),
        number(queryRunner, 'sequence'),
        instant('receivedAt'),
        text('kind', 10),
        json('payload', { isNullable: true }),
        integer('certainty', { isNullable: true }),
        text('receipt', 64),
      ],
      indices: [{ columnNames: ['attemptItemId', 'sequence'], isUnique: true }],
      refers: { attemptItemId: 'attempt_item' },
    });
    await createTable(queryRunner, 'attempt_submission', {
      columns: [primaryId(), id('attemptId'), text('reason', 20), instant('endedAt'), instant('recordedAt')],
      indices: [{ columnNames: ['attemptId'], isUnique: true }],
      refers: { attemptId: 'attempt' },
    });
    await createTable(queryRunner, 'scoring_run', {
      columns: [
        primaryId(),
        id('attemptId'),
        integer('number'),
        integer('scorerVersion'),
        text('reason', 20),
        id('actorId', { isNullable: true }),
        instant('inForceFrom', { isNullable: true }),
        number(queryRunner, 'mark'),
        number(queryRunner, 'maxMark'),
        number(queryRunner, 'percentage'),
        boolean('passed'),
        boolean('provisional'),
        json('failedSafetyTopics'),
        instant('recordedAt'),
      ],
      indices: [{ columnNames: ['attemptId', 'number'], isUnique: true }],
      refers: { attemptId: 'attempt' },
    });
    await createTable(queryRunner, 'item_score', {
      columns: [
        primaryId(),
        id('scoringRunId'),
        id('attemptItemId'),
        number(queryRunner, 'fraction'),
        number(queryRunner, 'mark'),
        json('evidence'),
      ],
      indices: [{ columnNames: ['scoringRunId', 'attemptItemId'], isUnique: true }],
      refers: { scoringRunId: 'scoring_run', attemptItemId: 'attempt_item' },
    });
    await appendOnly(queryRunner, ...TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTables(queryRunner, ...TABLES);
  }
}
