import { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '../append-only';
import {
  boolean,
  createTable,
  day,
  dropTables,
  id,
  instant,
  integer,
  json,
  longText,
  number,
  primaryId,
  text,
} from '../table';

/** Those that refer to others first. */
const TABLES = [
  'accommodation_withdrawal',
  'accommodation',
  'attempt_page_turn',
  'attempt_flag',
  'attempt_break',
  'attempt_added_time',
  'attempt_timing',
];

/** What happens while an attempt runs besides answering: time allowed and added, breaks, flags, pages turned. */
export class Delivery1763856000400 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'attempt_timing', {
      columns: [
        primaryId(),
        id('attemptId'),
        integer('timeLimitMinutes'),
        number(queryRunner, 'factor'),
        integer('breakMinutes'),
        instant('closesAt', { isNullable: true }),
        json('accommodationIds'),
      ],
      indices: [{ columnNames: ['attemptId'], isUnique: true }],
      refers: { attemptId: 'attempt' },
    });
    await createTable(queryRunner, 'attempt_added_time', {
      columns: [
        primaryId(),
        id('attemptId'),
        integer('sequence'),
        integer('minutes'),
        longText('sealedReason'),
        id('addedById'),
        instant('addedAt'),
      ],
      indices: [{ columnNames: ['attemptId', 'sequence'], isUnique: true }],
      refers: { attemptId: 'attempt', addedById: 'person' },
    });
    await createTable(queryRunner, 'attempt_break', {
      columns: [primaryId(), id('attemptId'), integer('sequence'), text('change', 10), instant('at')],
      indices: [{ columnNames: ['attemptId', 'sequence'], isUnique: true }],
      refers: { attemptId: 'attempt' },
    });
    await createTable(queryRunner, 'attempt_flag', {
      columns: [primaryId(), id('attemptItemId'), integer('sequence'), boolean('flagged'), instant('at')],
      indices: [{ columnNames: ['attemptItemId', 'sequence'], isUnique: true }],
      refers: { attemptItemId: 'attempt_item' },
    });
    await createTable(queryRunner, 'attempt_page_turn', {
      columns: [primaryId(), id('attemptId'), integer('page'), instant('at')],
      indices: [{ columnNames: ['attemptId', 'page'], isUnique: true }],
      refers: { attemptId: 'attempt' },
    });
    await createTable(queryRunner, 'accommodation', {
      columns: [
        primaryId(),
        id('personId'),
        number(queryRunner, 'factor'),
        integer('breakMinutes'),
        day('endsOn'),
        longText('sealedReason'),
        id('approvedById'),
        instant('grantedAt'),
      ],
      indices: [{ columnNames: ['personId'] }],
      refers: { personId: 'person', approvedById: 'person' },
    });
    await createTable(queryRunner, 'accommodation_withdrawal', {
      columns: [
        primaryId(),
        id('accommodationId'),
        longText('sealedReason'),
        id('withdrawnById'),
        instant('withdrawnAt'),
      ],
      indices: [{ columnNames: ['accommodationId'], isUnique: true }],
      refers: { accommodationId: 'accommodation', withdrawnById: 'person' },
    });
    await appendOnly(queryRunner, ...TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTables(queryRunner, ...TABLES);
  }
}
