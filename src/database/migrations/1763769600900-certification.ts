import { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '../append-only';
import { bytes, createTable, day, dropTables, id, instant, integer, longText, primaryId, text } from '../table';

export class Certification1763769600900 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'issuer_key', {
      columns: [
        text('id', 43, { isPrimary: true }),
        integer('sequence'),
        longText('publicKey'),
        longText('privateKey'),
        instant('activeFrom'),
      ],
      indices: [{ columnNames: ['sequence'], isUnique: true }],
    });
    await createTable(queryRunner, 'certificate', {
      columns: [
        primaryId(),
        text('number', 17),
        id('holderId'),
        text('schemeCode', 60),
        id('programmeVersionId'),
        text('jurisdiction', 10),
        text('profession', 60),
        integer('turn'),
        text('snapshotDigest', 64),
        text('pdfSha256', 64),
        integer('pdfSize'),
        text('keyId', 43),
        text('secretHash', 64),
        day('issuedOn'),
        day('expiresOn'),
        instant('validFrom'),
        instant('validUntil'),
        id('supersedesId', { isNullable: true }),
        id('issuedById'),
      ],
      indices: [
        { columnNames: ['number'], isUnique: true },
        { columnNames: ['holderId', 'schemeCode', 'jurisdiction', 'turn'], isUnique: true },
        { columnNames: ['supersedesId'], isUnique: true },
      ],
      refers: {
        holderId: 'person',
        programmeVersionId: 'programme_version',
        keyId: 'issuer_key',
        supersedesId: 'certificate',
        issuedById: 'person',
      },
    });
    await createTable(queryRunner, 'certificate_document', {
      columns: [
        primaryId('certificateId'),
        bytes(queryRunner, 'snapshot'),
        bytes(queryRunner, 'signature'),
        bytes(queryRunner, 'pdf'),
        longText('secret'),
      ],
      refers: { certificateId: 'certificate' },
    });
    await createTable(queryRunner, 'certificate_event', {
      columns: [
        primaryId(),
        id('certificateId'),
        integer('sequence'),
        text('type', 30),
        instant('effectiveAt'),
        instant('recordedAt'),
        id('actorId'),
        longText('reason', { isNullable: true }),
        id('successorId', { isNullable: true }),
        text('previousHash', 64),
        text('hash', 64),
      ],
      indices: [{ columnNames: ['certificateId', 'sequence'], isUnique: true }],
      refers: { certificateId: 'certificate', actorId: 'person', successorId: 'certificate' },
    });
    await appendOnly(queryRunner, 'issuer_key', 'certificate', 'certificate_document', 'certificate_event');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTables(queryRunner, 'certificate_event', 'certificate_document', 'certificate', 'issuer_key');
  }
}
