import { MigrationInterface, QueryRunner, TableIndex } from 'typeorm';

/** Attempts whose results wait for a panel are found by their runs, which count from no moment. */
const COLUMNS = ['inForceFrom'];

export class ResultsHeldBack1764201600100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const name = this.nameOn(queryRunner);
    await queryRunner.createIndex('scoring_run', new TableIndex({ name, columnNames: COLUMNS }));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('scoring_run', this.nameOn(queryRunner));
  }

  private nameOn({ connection }: QueryRunner): string {
    return connection.namingStrategy.indexName('scoring_run', COLUMNS);
  }
}
