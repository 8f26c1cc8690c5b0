import { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, instant, primaryId, text } from '../table';

export class Vault1763769600100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'personal_key', {
      columns: [primaryId('subjectId'), text('wrappedKey', 200), instant('createdAt')],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTables(queryRunner, 'personal_key');
  }
}
