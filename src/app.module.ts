import { DynamicModule, Module } from '@nestjs/common';
import { AssessmentModule } from './assessment/assessment.module';
import { AuditModule } from './audit/audit.module';
import { CatalogueModule } from './catalogue/catalogue.module';
import { CertificationModule } from './certification/certification.module';
import { CompetencyModule } from './competency/competency.module';
import { ConfigModule } from './config/config.module';
import { Settings } from './config/settings';
import { DatabaseModule } from './database/database.module';
import { EnrolmentModule } from './enrolment/enrolment.module';
import { IdentityModule } from './identity/identity.module';
import { Clock, SystemClock } from './kernel/clock';
import { KernelModule } from './kernel/kernel.module';
import { ScopeOfPracticeModule } from './scope-of-practice/scope-of-practice.module';
import { TrainingRecordModule } from './training-record/training-record.module';
import { VaultModule } from './vault/vault.module';
import { VerificationModule } from './verification/verification.module';
import { WebModule } from './web/web.module';

/** The rooms, from the ground up. */
@Module({})
export class AppModule {
  /** By the machine's clock, unless another one is given. */
  static with(settings: Settings, clock: Clock = new SystemClock()): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(settings),
        KernelModule.with(clock),
        DatabaseModule,
        VaultModule,
        AuditModule,
        IdentityModule,
        CatalogueModule,
        EnrolmentModule,
        AssessmentModule,
        CompetencyModule,
        TrainingRecordModule,
        ScopeOfPracticeModule,
        CertificationModule,
        VerificationModule,
        WebModule,
      ],
    };
  }
}
