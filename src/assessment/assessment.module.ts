import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module';
import { EnrolmentModule } from '../enrolment/enrolment.module';
import { IdentityModule } from '../identity/identity.module';
import { AdmissionDesk } from './admission.service';
import { AttemptsController } from './api/attempts.controller';
import { QuizzesController } from './api/quizzes.controller';
import { Assessments } from './assessments.service';
import { AttemptReader } from './attempt-reader.service';
import { Attempts } from './attempts.service';
import { Checks } from './checks.service';
import { AttemptBook } from './data/attempt-book';
import { CheckBook } from './data/check-book';
import { QuizBank } from './data/quiz-bank';
import { Grading } from './grading.service';
import { Quizzes } from './quizzes.service';
import { Responses } from './responses.service';

const FRONT_DOOR = [Assessments, AttemptReader, Attempts, Checks, Grading, Quizzes, Responses];

/** What was shown on paper? */
@Module({
  imports: [IdentityModule, CatalogueModule, EnrolmentModule],
  controllers: [AttemptsController, QuizzesController],
  providers: [...FRONT_DOOR, AdmissionDesk, AttemptBook, CheckBook, QuizBank],
  exports: FRONT_DOOR,
})
export class AssessmentModule {}
