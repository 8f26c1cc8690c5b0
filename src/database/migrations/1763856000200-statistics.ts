import { MigrationInterface, QueryRunner, TableIndex } from 'typeorm';

/** All attempts of one quiz are asked for, whoever sat it. */
const COLUMNS = ['quizId'];

export class Statistics1763856000200 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const name = this.nameOn(queryRunner);
    await queryRunner.createIndex('attempt', new TableIndex({ name, columnNames: COLUMNS }));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropIndex('attempt', this.nameOn(queryRunner));
  }

  private nameOn({ connection }: QueryRunner): string {
    return connection.namingStrategy.indexName('attempt', COLUMNS);
  }
}
