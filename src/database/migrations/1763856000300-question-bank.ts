import { MigrationInterface, QueryRunner, TableIndex } from 'typeorm';
import { appendOnly } from '../append-only';
import {
  boolean,
  bytes,
  createTable,
  dropTables,
  id,
  instant,
  integer,
  json,
  longText,
  primaryId,
  text,
} from '../table';

/** Facts of the bank: none is ever rewritten. */
const FACTS = ['quiz_schedule', 'quiz_version_event', 'question_version_event', 'question_origin', 'question_import'];
/** Labels that anybody may take off again, files, and what can be made anew from the facts. */
const OTHERS = ['question_tag', 'question_card', 'media'];

export class QuestionBank1763856000300 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'question_import', {
      columns: [
        primaryId(),
        text('programme', 80),
        text('format', 20),
        text('fileDigest', 64),
        id('actorId'),
        json('report'),
        instant('recordedAt'),
      ],
      indices: [{ columnNames: ['programme', 'format', 'fileDigest'], isUnique: true }],
      refers: { actorId: 'person' },
    });
    await createTable(queryRunner, 'question_origin', {
      columns: [
        primaryId(),
        id('questionId'),
        text('kind', 10),
        id('personId'),
        id('clonedFromVersionId', { isNullable: true }),
        id('importId', { isNullable: true }),
        instant('recordedAt'),
      ],
      indices: [{ columnNames: ['questionId'], isUnique: true }],
      refers: {
        questionId: 'question',
        personId: 'person',
        clonedFromVersionId: 'question_version',
        importId: 'question_import',
      },
    });
    for (const subject of ['question', 'quiz']) {
      await createTable(queryRunner, `${subject}_version_event`, {
        columns: [
          primaryId(),
          id(`${subject}VersionId`),
          integer('sequence'),
          text('fromState', 10, { isNullable: true }),
          text('toState', 10),
          id('actorId'),
          longText('noteSealed', { isNullable: true }),
          instant('recordedAt'),
        ],
        indices: [{ columnNames: [`${subject}VersionId`, 'sequence'], isUnique: true }],
        refers: { [`${subject}VersionId`]: `${subject}_version`, actorId: 'person' },
      });
    }
    await createTable(queryRunner, 'quiz_schedule', {
      columns: [
        primaryId(),
        id('quizId'),
        integer('sequence'),
        id('quizVersionId'),
        instant('opensAt', { isNullable: true }),
        instant('closesAt', { isNullable: true }),
        id('actorId'),
        instant('recordedAt'),
      ],
      indices: [{ columnNames: ['quizId', 'sequence'], isUnique: true }],
      refers: { quizId: 'quiz', quizVersionId: 'quiz_version', actorId: 'person' },
    });
    await createTable(queryRunner, 'question_tag', {
      columns: [primaryId(), id('questionId'), text('tag', 60), instant('taggedAt')],
      indices: [{ columnNames: ['questionId', 'tag'], isUnique: true }, { columnNames: ['tag'] }],
      refers: { questionId: 'question' },
    });
    await createTable(queryRunner, 'question_card', {
      columns: [
        primaryId(),
        id('questionId'),
        integer('number'),
        text('programme', 80),
        text('type', 20),
        text('topic', 200),
        text('level', 10, { isNullable: true }),
        boolean('safetyCritical'),
        longText('competencies'),
        longText('words'),
        instant('recordedAt'),
      ],
      indices: [{ columnNames: ['questionId', 'number'], isUnique: true }, { columnNames: ['programme', 'topic'] }],
      refers: { questionId: 'question' },
    });
    await createTable(queryRunner, 'media', {
      columns: [
        primaryId(),
        text('digest', 64),
        text('type', 40),
        integer('size'),
        bytes(queryRunner, 'content'),
        instant('recordedAt'),
      ],
      indices: [{ columnNames: ['digest'], isUnique: true }],
    });
    await appendOnly(queryRunner, ...FACTS);
    // How often a question was met, without reading every attempt.
    await queryRunner.createIndex('attempt_item', this.exposure(queryRunner));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('attempt_item', this.exposure(queryRunner));
    await dropTables(queryRunner, ...OTHERS, ...FACTS);
  }

  private exposure(queryRunner: QueryRunner): TableIndex {
    const columnNames = ['questionVersionId'];
    return new TableIndex({
      name: queryRunner.connection.namingStrategy.indexName('attempt_item', columnNames),
      columnNames,
    });
  }
}
