import { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly } from '../append-only';
import { createTable, day, dropTables, id, instant, integer, json, longText, primaryId, text } from '../table';

/** That which refers to the other first. */
const TABLES = ['rule_proposal_step', 'rule_wording', 'rule_proposal'];

/** Versions of rules that registrars write down, compare and publish. */
export class RuleProposals1764201600400 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'rule_proposal', {
      columns: [
        primaryId(),
        id('ruleId'),
        text('jurisdiction', 6),
        text('profession', 60),
        text('intervention', 60),
        text('rule', 60),
        text('edition', 60),
        integer('corrects', { isNullable: true }),
        id('proposedById'),
        instant('proposedAt'),
      ],
      indices: [{ columnNames: ['ruleId'] }],
      refers: { proposedById: 'person' },
    });
    await createTable(queryRunner, 'rule_wording', {
      columns: [
        primaryId(),
        id('proposalId'),
        integer('number'),
        json('text'),
        text('digest', 64),
        id('enteredById'),
        instant('enteredAt'),
      ],
      indices: [{ columnNames: ['proposalId', 'number'], isUnique: true }],
      refers: { proposalId: 'rule_proposal', enteredById: 'person' },
    });
    await createTable(queryRunner, 'rule_proposal_step', {
      columns: [
        primaryId(),
        id('proposalId'),
        integer('sequence'),
        text('kind', 20),
        integer('wording'),
        text('comparedWith', 500, { isNullable: true }),
        day('comparedOn', { isNullable: true }),
        longText('noteSealed', { isNullable: true }),
        integer('version', { isNullable: true }),
        id('actorId'),
        instant('at'),
      ],
      indices: [{ columnNames: ['proposalId', 'sequence'], isUnique: true }],
      refers: { proposalId: 'rule_proposal', actorId: 'person' },
    });
    await appendOnly(queryRunner, ...TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTables(queryRunner, ...TABLES);
  }
}
