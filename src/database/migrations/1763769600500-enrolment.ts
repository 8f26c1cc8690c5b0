import { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '../append-only';
import { createTable, day, dropTables, id, instant, integer, json, longText, primaryId, text } from '../table';

export class Enrolment1763769600500 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'enrolment', {
      columns: [primaryId(), id('personId'), text('programme', 60), id('programmeVersionId'), instant('enrolledAt')],
      indices: [{ columnNames: ['personId', 'programme'], isUnique: true }],
      refers: { personId: 'person', programmeVersionId: 'programme_version' },
    });
    await createTable(queryRunner, 'enrolment_move', {
      columns: [
        primaryId(),
        id('enrolmentId'),
        integer('sequence'),
        id('programmeVersionId'),
        id('movedById'),
        longText('reason'),
        instant('movedAt'),
      ],
      indices: [{ columnNames: ['enrolmentId', 'sequence'], isUnique: true }],
      refers: { enrolmentId: 'enrolment', programmeVersionId: 'programme_version', movedById: 'person' },
    });
    await createTable(queryRunner, 'lesson_completion', {
      columns: [
        primaryId(),
        id('personId'),
        id('lessonId'),
        text('programme', 60),
        id('programmeVersionId'),
        integer('minutes'),
        text('subject', 60),
        text('mode', 20),
        instant('completedAt'),
      ],
      indices: [{ columnNames: ['personId', 'lessonId'], isUnique: true }],
      refers: { personId: 'person', programmeVersionId: 'programme_version' },
    });
    await createTable(queryRunner, 'attendance', {
      columns: [
        primaryId(),
        id('personId'),
        day('heldOn'),
        text('delivery', 20),
        longText('title'),
        json('items'),
        id('attestedById'),
        instant('attestedAt'),
      ],
      indices: [{ columnNames: ['personId', 'heldOn'] }],
      refers: { personId: 'person', attestedById: 'person' },
    });
    await appendOnly(queryRunner, 'enrolment', 'enrolment_move', 'lesson_completion', 'attendance');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTables(queryRunner, 'attendance', 'lesson_completion', 'enrolment_move', 'enrolment');
  }
}
