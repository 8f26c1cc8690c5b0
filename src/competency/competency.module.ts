import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module';
import { EnrolmentModule } from '../enrolment/enrolment.module';
import { IdentityModule } from '../identity/identity.module';
import { AssessorsController } from './api/assessors.controller';
import { LogbookController } from './api/logbook.controller';
import { ObservationsController } from './api/observations.controller';
import { SignOffsController } from './api/sign-offs.controller';
import { Assessors } from './assessors.service';
import { Competencies } from './competencies.service';
import { LogbookRegister } from './data/logbook-register';
import { ObservationRegister } from './data/observation-register';
import { QualificationRegister } from './data/qualification-register';
import { SignOffRegister } from './data/sign-off-register';
import { Learning } from './learning.service';
import { Logbook } from './logbook.service';
import { Observations } from './observations.service';
import { SignOffGrounds } from './sign-off-grounds';
import { SignOffViews } from './sign-off-views';
import { SignOffs } from './sign-offs.service';
import { SignedInYourName } from './signed-in-your-name';

/** What was shown in practice: who may assess, what they saw, what they signed, and what the logbook holds. */
@Module({
  imports: [IdentityModule, CatalogueModule, EnrolmentModule],
  controllers: [AssessorsController, ObservationsController, SignOffsController, LogbookController],
  providers: [
    Assessors,
    Competencies,
    Learning,
    Logbook,
    LogbookRegister,
    ObservationRegister,
    Observations,
    QualificationRegister,
    SignOffGrounds,
    SignOffRegister,
    SignOffViews,
    SignOffs,
    SignedInYourName,
  ],
  exports: [Assessors, Competencies, Logbook, Observations, SignOffs],
})
export class CompetencyModule {}
