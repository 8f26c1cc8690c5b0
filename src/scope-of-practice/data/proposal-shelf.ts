import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../../database/unit-of-work';
import { Ids } from '../../kernel/ids';
import { RuleProposalStep } from './rule-proposal-step.entity';
import { RuleProposal } from './rule-proposal.entity';
import { RuleWording } from './rule-wording.entity';

/** A proposed version with everything that was written and done, the first first. */
export interface WholeProposal {
  readonly proposal: RuleProposal;
  readonly wordings: readonly RuleWording[];
  readonly steps: readonly RuleProposalStep[];
}

/** Versions of rules that are written, and not yet part of the register. */
@Injectable()
export class ProposalShelf {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  async enter(proposal: Omit<RuleProposal, 'id'>): Promise<RuleProposal> {
    const entered = { id: this.ids.next(), ...proposal };
    await this.manager.getRepository(RuleProposal).insert(entered);
    return entered;
  }

  async word(wording: Omit<RuleWording, 'id'>): Promise<void> {
    await this.manager.getRepository(RuleWording).insert({ id: this.ids.next(), ...wording });
  }

  async step(step: Omit<RuleProposalStep, 'id'>): Promise<void> {
    await this.manager.getRepository(RuleProposalStep).insert({ id: this.ids.next(), ...step });
  }

  async find(proposalId: string): Promise<WholeProposal | null> {
    const proposal = await this.manager.getRepository(RuleProposal).findOneBy({ id: proposalId });
    return proposal && (await this.whole([proposal]))[0];
  }

  /** Newest first. */
  async all(): Promise<WholeProposal[]> {
    return this.whole(await this.manager.getRepository(RuleProposal).find({ order: { id: 'DESC' } }));
  }

  private async whole(proposals: readonly RuleProposal[]): Promise<WholeProposal[]> {
    if (proposals.length === 0) return [];
    const where = { proposalId: In(proposals.map(({ id }) => id)) };
    const wordings = await this.manager.getRepository(RuleWording).find({ where, order: { number: 'ASC' } });
    const steps = await this.manager.getRepository(RuleProposalStep).find({ where, order: { sequence: 'ASC' } });
    return proposals.map((proposal) => ({
      proposal,
      wordings: wordings.filter(({ proposalId }) => proposalId === proposal.id),
      steps: steps.filter(({ proposalId }) => proposalId === proposal.id),
    }));
  }

  private get manager() {
    return this.unitOfWork.manager;
  }
}
