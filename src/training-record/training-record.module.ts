import { Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment/assessment.module';
import { CatalogueModule } from '../catalogue/catalogue.module';
import { CompetencyModule } from '../competency/competency.module';
import { EnrolmentModule } from '../enrolment/enrolment.module';
import { IdentityModule } from '../identity/identity.module';
import { TrainingRecords } from './training-records.service';
import { TrainingRecordsController } from './api/training-records.controller';

@Module({
  imports: [IdentityModule, CatalogueModule, EnrolmentModule, AssessmentModule, CompetencyModule],
  controllers: [TrainingRecordsController],
  providers: [TrainingRecords],
  exports: [TrainingRecords],
})
export class TrainingRecordModule {}
