import { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '../append-only';
import { boolean, createTable, day, dropTables, id, instant, integer, json, longText, primaryId, text } from '../table';

const unique = (...columnNames: string[]) => ({ columnNames, isUnique: true });
const index = (...columnNames: string[]) => ({ columnNames });
const nullable = { isNullable: true };

/** Children after those they refer to. */
const TABLES = [
  'assessor_qualification',
  'assessor_qualification_event',
  'observation',
  'sign_off',
  'sign_off_withdrawal',
  'logbook_entry',
  'logbook_decision',
];

/** Who may assess, what was seen, what was signed, and what the logbook holds. */
export class Competency1763769600700 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'assessor_qualification', {
      columns: [
        primaryId(),
        id('personId'),
        json('competencies'),
        json('regionTiers'),
        boolean('maySupervise'),
        instant('validFrom'),
        instant('validUntil', nullable),
        text('basisKind', 20),
        id('basisRef'),
        id('byId', nullable),
        instant('recordedAt'),
      ],
      indices: [index('personId'), index('basisRef')],
      refers: { personId: 'person', byId: 'person' },
    });
    await createTable(queryRunner, 'assessor_qualification_event', {
      columns: [
        primaryId(),
        id('qualificationId'),
        integer('sequence'),
        text('kind', 20),
        instant('effectiveAt'),
        id('byId', nullable),
        instant('recordedAt'),
      ],
      indices: [unique('qualificationId', 'sequence')],
      refers: { qualificationId: 'assessor_qualification', byId: 'person' },
    });
    await createTable(queryRunner, 'observation', {
      columns: [
        primaryId(),
        id('personId'),
        id('observerId'),
        id('programmeVersionId'),
        text('kind', 20),
        text('station', 40, nullable),
        json('competencies'),
        integer('regionTier'),
        integer('criticalFails'),
        json('qualificationIds'),
        longText('sealed'),
        instant('observedAt'),
        instant('recordedAt'),
      ],
      indices: [index('personId')],
      refers: { personId: 'person', observerId: 'person', programmeVersionId: 'programme_version' },
    });
    await createTable(queryRunner, 'sign_off', {
      columns: [
        primaryId(),
        id('personId'),
        id('assessorId'),
        id('programmeVersionId'),
        text('competency', 40),
        integer('level'),
        integer('regionTier'),
        json('observations'),
        id('qualificationId'),
        text('method', 20),
        longText('sealedSentence'),
        text('sentenceDigest', 64),
        longText('sealedComment', nullable),
        instant('observedAt'),
        instant('signedAt'),
      ],
      indices: [index('personId', 'competency'), index('assessorId')],
      refers: {
        personId: 'person',
        assessorId: 'person',
        programmeVersionId: 'programme_version',
        qualificationId: 'assessor_qualification',
      },
    });
    await createTable(queryRunner, 'sign_off_withdrawal', {
      columns: [primaryId(), id('signOffId'), id('byId'), longText('sealed'), instant('withdrawnAt')],
      indices: [unique('signOffId')],
      refers: { signOffId: 'sign_off', byId: 'person' },
    });
    await createTable(queryRunner, 'logbook_entry', {
      columns: [
        primaryId(),
        id('personId'),
        id('supervisorId'),
        day('performedOn'),
        integer('regionTier'),
        integer('minutes'),
        integer('needlesIn'),
        integer('needlesOut'),
        boolean('hasAdverseEvent'),
        longText('sealed'),
        id('corrects', nullable),
        instant('writtenAt'),
      ],
      indices: [index('personId'), index('supervisorId'), unique('corrects')],
      refers: { personId: 'person', supervisorId: 'person', corrects: 'logbook_entry' },
    });
    await createTable(queryRunner, 'logbook_decision', {
      columns: [
        primaryId(),
        id('entryId'),
        text('outcome', 20),
        id('byId'),
        longText('sealedComment', nullable),
        instant('decidedAt'),
      ],
      indices: [unique('entryId')],
      refers: { entryId: 'logbook_entry', byId: 'person' },
    });
    await appendOnly(queryRunner, ...TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTables(queryRunner, ...[...TABLES].reverse());
  }
}
