import { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '../append-only';
import { createTable, dropTables, id, instant, integer, json, longText, number, primaryId, text } from '../table';

/** Those that refer to others first. */
const TABLES = [
  'cut_score_decision',
  'cut_score',
  'standard_round_closing',
  'standard_rating',
  'standard_judge',
  'standard_setting',
];

/** Panels that set a pass mark: who judged, what each said in each round, and the cut scores that came of it. */
export class StandardSetting1764115200300 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'standard_setting', {
      columns: [
        primaryId(),
        text('method', 30),
        id('quizVersionId', { isNullable: true }),
        text('station', 80, { isNullable: true }),
        longText('borderline'),
        json('results', { isNullable: true }),
        id('chairId'),
        instant('calledAt'),
      ],
      indices: [{ columnNames: ['quizVersionId'] }],
      refers: { quizVersionId: 'quiz_version', chairId: 'person' },
    });
    await createTable(queryRunner, 'standard_judge', {
      columns: [primaryId(), id('settingId'), id('judgeId')],
      indices: [{ columnNames: ['settingId', 'judgeId'], isUnique: true }, { columnNames: ['judgeId'] }],
      refers: { settingId: 'standard_setting', judgeId: 'person' },
    });
    await createTable(queryRunner, 'standard_rating', {
      columns: [
        primaryId(),
        id('settingId'),
        integer('round'),
        id('judgeId'),
        integer('sequence'),
        json('ratings'),
        instant('ratedAt'),
      ],
      indices: [{ columnNames: ['settingId', 'round', 'judgeId', 'sequence'], isUnique: true }],
      refers: { settingId: 'standard_setting', judgeId: 'person' },
    });
    await createTable(queryRunner, 'standard_round_closing', {
      columns: [primaryId(), id('settingId'), integer('round'), id('closedById'), instant('closedAt')],
      indices: [{ columnNames: ['settingId', 'round'], isUnique: true }],
      refers: { settingId: 'standard_setting', closedById: 'person' },
    });
    await createTable(queryRunner, 'cut_score', {
      columns: [
        primaryId(),
        id('settingId'),
        integer('number'),
        integer('round', { isNullable: true }),
        number(queryRunner, 'computed'),
        number(queryRunner, 'adopted'),
        number(queryRunner, 'standardError', { isNullable: true }),
        integer('judges', { isNullable: true }),
        text('ratingsDigest', 64),
        text('askedDigest', 64, { isNullable: true }),
        longText('sealedReason', { isNullable: true }),
        id('proposedById'),
        instant('proposedAt'),
      ],
      indices: [{ columnNames: ['settingId', 'number'], isUnique: true }, { columnNames: ['askedDigest'] }],
      refers: { settingId: 'standard_setting', proposedById: 'person' },
    });
    await createTable(queryRunner, 'cut_score_decision', {
      columns: [
        primaryId(),
        id('cutScoreId'),
        text('outcome', 10),
        longText('sealedNote', { isNullable: true }),
        id('decidedById'),
        instant('decidedAt'),
      ],
      indices: [{ columnNames: ['cutScoreId'], isUnique: true }],
      refers: { cutScoreId: 'cut_score', decidedById: 'person' },
    });
    await appendOnly(queryRunner, ...TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTables(queryRunner, ...TABLES);
  }
}
