import { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '../append-only';
import { boolean, createTable, dropTables, id, instant, integer, json, longText, primaryId, text } from '../table';

const unique = (...columnNames: string[]) => ({ columnNames, isUnique: true });
const index = (...columnNames: string[]) => ({ columnNames });
const nullable = { isNullable: true };

/** People, what they may do, and how the house knows that it is them. */
export class Identity1763769600300 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'person', {
      columns: [
        primaryId(),
        text('email', 254),
        text('emailKey', 254),
        text('name', 200),
        text('passwordHash', 200),
        instant('emailConfirmedAt', nullable),
        boolean('demo'),
        instant('createdAt'),
      ],
      indices: [unique('emailKey')],
    });
    await createTable(queryRunner, 'role_grant', {
      columns: [
        primaryId(),
        id('personId'),
        integer('sequence'),
        text('role', 20),
        text('change', 10),
        id('byId', nullable),
        instant('at'),
      ],
      indices: [unique('personId', 'sequence')],
      refers: { personId: 'person', byId: 'person' },
    });
    await createTable(queryRunner, 'session', {
      columns: [
        primaryId(),
        id('personId'),
        text('tokenHash', 64),
        text('kind', 10),
        instant('startedAt'),
        instant('expiresAt'),
        instant('endedAt', nullable),
        boolean('secondFactorDone'),
      ],
      indices: [index('personId'), unique('tokenHash')],
      refers: { personId: 'person' },
    });
    await createTable(queryRunner, 'practitioner_profile_version', {
      columns: [primaryId(), id('personId'), integer('sequence'), longText('sealed'), instant('recordedAt')],
      indices: [unique('personId', 'sequence')],
      refers: { personId: 'person' },
    });
    await createTable(queryRunner, 'cohort', {
      columns: [
        primaryId(),
        text('name', 200),
        text('programme', 60, nullable),
        id('createdById', nullable),
        instant('createdAt'),
      ],
      refers: { createdById: 'person' },
    });
    await createTable(queryRunner, 'cohort_membership', {
      columns: [
        primaryId(),
        id('cohortId'),
        id('personId'),
        integer('sequence'),
        text('change', 10),
        id('byId', nullable),
        instant('at'),
      ],
      indices: [unique('cohortId', 'personId', 'sequence'), index('personId')],
      refers: { cohortId: 'cohort', personId: 'person', byId: 'person' },
    });
    await createTable(queryRunner, 'invitation', {
      columns: [
        primaryId(),
        text('email', 254),
        text('name', 200, nullable),
        json('roles'),
        text('tokenHash', 64),
        id('invitedById'),
        instant('invitedAt'),
        instant('expiresAt'),
        instant('acceptedAt', nullable),
      ],
      indices: [unique('tokenHash')],
      refers: { invitedById: 'person' },
    });
    await createTable(queryRunner, 'one_time_link', {
      columns: [
        primaryId(),
        text('purpose', 20),
        id('personId', nullable),
        text('tokenHash', 64),
        instant('createdAt'),
        instant('expiresAt'),
        instant('usedAt', nullable),
      ],
      indices: [index('personId'), unique('tokenHash')],
      refers: { personId: 'person' },
    });
    await createTable(queryRunner, 'second_factor', {
      columns: [
        primaryId('personId'),
        longText('sealedSecret'),
        instant('createdAt'),
        instant('confirmedAt', nullable),
        integer('lastStep', nullable),
      ],
      refers: { personId: 'person' },
    });
    await createTable(queryRunner, 'recovery_code', {
      columns: [primaryId(), id('personId'), text('codeHash', 64), instant('usedAt', nullable)],
      indices: [unique('personId', 'codeHash')],
      refers: { personId: 'person' },
    });
    await createTable(queryRunner, 'sign_in_failure', {
      columns: [primaryId(), text('accountKey', 64), text('addressKey', 64, nullable), instant('at')],
      indices: [index('accountKey', 'at'), index('addressKey', 'at')],
    });
    await appendOnly(queryRunner, 'role_grant', 'practitioner_profile_version', 'cohort_membership');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTables(
      queryRunner,
      'sign_in_failure',
      'recovery_code',
      'second_factor',
      'one_time_link',
      'invitation',
      'cohort_membership',
      'cohort',
      'practitioner_profile_version',
      'session',
      'role_grant',
      'person',
    );
  }
}
