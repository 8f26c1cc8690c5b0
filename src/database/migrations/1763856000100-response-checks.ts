import { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '../append-only';
import { createTable, dropTables, id, instant, integer, number, primaryId, text } from '../table';

export class ResponseChecks1763856000100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'response_check', {
      columns: [
        primaryId(),
        id('attemptItemId'),
        integer('number'),
        number(queryRunner, 'sequence'),
        number(queryRunner, 'fraction'),
        text('scorer', 40),
        instant('checkedAt'),
      ],
      indices: [
        { columnNames: ['attemptItemId', 'number'], isUnique: true },
        { columnNames: ['attemptItemId', 'sequence'], isUnique: true },
      ],
      refers: { attemptItemId: 'attempt_item' },
    });
    await appendOnly(queryRunner, 'response_check');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTables(queryRunner, 'response_check');
  }
}
