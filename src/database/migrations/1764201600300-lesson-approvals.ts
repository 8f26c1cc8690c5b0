import { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '../append-only';
import { createTable, day, dropTables, id, instant, longText, primaryId, text } from '../table';

/** That which refers to the other first. */
const TABLES = ['lesson_approval_withdrawal', 'lesson_approval'];

/** Who approved what a lesson says, and what of that was taken back. */
export class LessonApprovals1764201600300 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'lesson_approval', {
      columns: [
        primaryId(),
        text('programme', 80),
        id('lessonId'),
        text('digest', 64),
        text('approver', 200),
        text('qualification', 300),
        day('approvedOn'),
        id('recordedById'),
        instant('recordedAt'),
      ],
      indices: [{ columnNames: ['programme', 'lessonId'] }],
      refers: { recordedById: 'person' },
    });
    await createTable(queryRunner, 'lesson_approval_withdrawal', {
      columns: [primaryId(), id('approvalId'), longText('sealedReason'), id('withdrawnById'), instant('withdrawnAt')],
      indices: [{ columnNames: ['approvalId'], isUnique: true }],
      refers: { approvalId: 'lesson_approval', withdrawnById: 'person' },
    });
    await appendOnly(queryRunner, ...TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTables(queryRunner, ...TABLES);
  }
}
