import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module';
import { TrainingRecordModule } from '../training-record/training-record.module';
import { ScopeOfPracticeController } from './api/scope-of-practice.controller';
import { RegisterShelf } from './data/register-shelf';
import { RegisterSeeding } from './register-seeding';
import { RuleReviews } from './rule-reviews';
import { ScopeRegister } from './scope-register.service';

/** What does the law ask and allow? */
@Module({
  imports: [IdentityModule, TrainingRecordModule],
  controllers: [ScopeOfPracticeController],
  providers: [ScopeRegister, RegisterSeeding, RuleReviews, RegisterShelf],
  exports: [ScopeRegister, RuleReviews],
})
export class ScopeOfPracticeModule {}
