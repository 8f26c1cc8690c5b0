import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module';
import { IdentityModule } from '../identity/identity.module';
import { AttendancesController } from './api/attendances.controller';
import { CohortsController } from './api/cohorts.controller';
import { EnrolmentsController } from './api/enrolments.controller';
import { LessonsController } from './api/lessons.controller';
import { Attendances } from './attendances.service';
import { EnrolmentBook } from './data/enrolment-book';
import { Enrolments } from './enrolments.service';
import { Intakes } from './intakes.service';
import { Lessons } from './lessons.service';

/** Who is learning, and how far along. */
@Module({
  imports: [IdentityModule, CatalogueModule],
  controllers: [CohortsController, EnrolmentsController, LessonsController, AttendancesController],
  providers: [Enrolments, Lessons, Attendances, Intakes, EnrolmentBook],
  exports: [Enrolments, Lessons, Attendances, Intakes],
})
export class EnrolmentModule {}
