import { MigrationInterface, QueryRunner } from 'typeorm';
import { boolean, createTable, dropTables, id, instant, longText, primaryId, text } from '../table';

export class Web1763769601000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'idempotent_reply', {
      columns: [
        primaryId(),
        text('keyDigest', 64),
        text('requestDigest', 64),
        id('actorId', { isNullable: true }),
        instant('claimedAt'),
        boolean('answered'),
        longText('answer', { isNullable: true }),
      ],
      indices: [
        { columnNames: ['keyDigest'], isUnique: true },
        { columnNames: ['actorId'] },
        { columnNames: ['claimedAt'] },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTables(queryRunner, 'idempotent_reply');
  }
}
