import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module';
import { CertificationModule } from '../certification/certification.module';
import { IdentityModule } from '../identity/identity.module';
import { ScopeOfPracticeModule } from '../scope-of-practice/scope-of-practice.module';
import { VerificationsController } from './api/verifications.controller';
import { StandingAnswers } from './standing-answers';
import { Verification } from './verification.service';

/** May the public rely on it? */
@Module({
  imports: [IdentityModule, CatalogueModule, ScopeOfPracticeModule, CertificationModule],
  controllers: [VerificationsController],
  providers: [Verification, StandingAnswers],
  exports: [Verification],
})
export class VerificationModule {}
