import { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '../append-only';
import { createTable, dropTables, id, instant, integer, json, primaryId, text } from '../table';

export class Catalogue1763769600400 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'programme_version', {
      columns: [
        primaryId(),
        text('programme', 60),
        text('version', 40),
        text('digest', 64),
        json('content'),
        instant('loadedAt'),
      ],
      indices: [{ columnNames: ['programme', 'digest'], isUnique: true }],
    });
    await createTable(queryRunner, 'programme_activation', {
      columns: [primaryId(), text('programme', 60), integer('sequence'), id('versionId'), instant('activatedAt')],
      indices: [{ columnNames: ['programme', 'sequence'], isUnique: true }],
      refers: { versionId: 'programme_version' },
    });
    await appendOnly(queryRunner, 'programme_version', 'programme_activation');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTables(queryRunner, 'programme_activation', 'programme_version');
  }
}
