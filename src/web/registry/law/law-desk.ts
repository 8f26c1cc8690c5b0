import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../../identity/access';
import { type ProposalView, RuleProposals } from '../../../scope-of-practice/rule-proposals.service';
import { type Impact, LawImpact } from './law-impact';
import { LawNews } from './law-news';

/** Publishes new versions of rules, and tells those whom they concern. */
@Injectable()
export class LawDesk {
  constructor(
    private readonly proposals: RuleProposals,
    private readonly impact: LawImpact,
    private readonly news: LawNews,
  ) {}

  async impactOf(proposalId: string): Promise<Impact> {
    return this.impact.of((await this.proposals.get(proposalId)).version);
  }

  async publish(actor: PersonActor, proposalId: string): Promise<ProposalView> {
    const published = await this.proposals.publish(actor, proposalId);
    this.news.tell(published.version, await this.impact.of(published.version));
    return published;
  }
}
