import { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '../append-only';
import { createTable, day, dropTables, id, instant, integer, json, longText, primaryId, text } from '../table';

const unique = (...columnNames: string[]) => ({ columnNames, isUnique: true });
const nullable = { isNullable: true };

/** Those that are referred to first. */
const TABLES = ['jurisdiction', 'rule', 'rule_version', 'rule_review', 'register_seed'];

/** The law as data: what was recorded, when, and who compared it with the primary text. */
export class ScopeOfPractice1763769600800 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'jurisdiction', {
      columns: [
        primaryId(),
        text('code', 6),
        integer('sequence'),
        json('text'),
        instant('recordedAt'),
        id('recordedBy', nullable),
      ],
      indices: [unique('code', 'sequence')],
      refers: { recordedBy: 'person' },
    });
    await createTable(queryRunner, 'rule', {
      columns: [
        primaryId(),
        text('jurisdiction', 6),
        text('profession', 60),
        text('intervention', 60),
        text('rule', 60),
      ],
      indices: [unique('jurisdiction', 'profession', 'intervention', 'rule')],
    });
    await createTable(queryRunner, 'rule_version', {
      columns: [
        primaryId(),
        id('ruleId'),
        integer('sequence'),
        text('edition', 60),
        integer('corrects', nullable),
        json('text'),
        text('digest', 64),
        instant('recordedAt'),
        id('recordedBy', nullable),
      ],
      indices: [unique('ruleId', 'sequence')],
      refers: { ruleId: 'rule', recordedBy: 'person' },
    });
    await createTable(queryRunner, 'rule_review', {
      columns: [
        primaryId(),
        id('ruleVersionId'),
        integer('sequence'),
        id('reviewerId'),
        text('comparedWith', 500),
        day('comparedOn'),
        text('outcome', 10),
        longText('noteSealed', nullable),
        instant('recordedAt'),
      ],
      indices: [unique('ruleVersionId', 'sequence')],
      refers: { ruleVersionId: 'rule_version', reviewerId: 'person' },
    });
    await createTable(queryRunner, 'register_seed', {
      columns: [primaryId(), text('programme', 60), text('contentDigest', 64), instant('seededAt')],
      indices: [unique('programme', 'contentDigest')],
    });
    await appendOnly(queryRunner, ...TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTables(queryRunner, ...TABLES.toReversed());
  }
}
