import { MigrationInterface, QueryRunner, TableColumn } from 'typeorm';
import { json } from '../table';

/** A cut score of questions that are drawn holds for those that its judges have seen. */
export class PanelsSeePools1764201600200 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.addColumn('standard_setting', new TableColumn(json('drawnFrom', { isNullable: true })));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('standard_setting', 'drawnFrom');
  }
}
