import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module';
import { TrainingRecordModule } from '../training-record/training-record.module';
import { ScopeOfPracticeController } from './api/scope-of-practice.controller';
import { ProposalShelf } from './data/proposal-shelf';
import { RegisterShelf } from './data/register-shelf';
import { RegisterSeeding } from './register-seeding';
import { RuleProposals } from './rule-proposals.service';
import { RuleReviews } from './rule-reviews';
import { ScopeRegister } from './scope-register.service';

/** What does the law ask and allow? */
@Module({
  imports: [IdentityModule, TrainingRecordModule],
  controllers: [ScopeOfPracticeController],
  providers: [ScopeRegister, RegisterSeeding, RuleReviews, RuleProposals, RegisterShelf, ProposalShelf],
  exports: [ScopeRegister, RuleReviews, RuleProposals],
})
export class ScopeOfPracticeModule {}
