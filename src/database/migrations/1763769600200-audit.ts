import { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '../append-only';
import { createTable, dropTables, id, instant, integer, json, text } from '../table';

export class Audit1763769600200 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'audit_entry', {
      columns: [
        integer('sequence', { isPrimary: true }),
        instant('at'),
        text('action', 60),
        id('actorId', { isNullable: true }),
        text('actorName', 60),
        text('subjectType', 40),
        text('subjectId', 60),
        json('facts'),
        text('previousHash', 64),
        text('hash', 64),
      ],
      indices: [{ columnNames: ['subjectType', 'subjectId'] }, { columnNames: ['actorId'] }],
    });
    await appendOnly(queryRunner, 'audit_entry');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTables(queryRunner, 'audit_entry');
  }
}
