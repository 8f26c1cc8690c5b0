import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module';
import { EnrolmentModule } from '../enrolment/enrolment.module';
import { IdentityModule } from '../identity/identity.module';
import { AdmissionDesk } from './admission.service';
import { AttemptsController } from './api/attempts.controller';
import { QuizzesController } from './api/quizzes.controller';
import { StatisticsController } from './api/statistics.controller';
import { Assessments } from './assessments.service';
import { AttemptReader } from './attempt-reader.service';
import { Attempts } from './attempts.service';
import { AnalysisDesk } from './data/analysis-desk';
import { AttemptBook } from './data/attempt-book';
import { QuizBank } from './data/quiz-bank';
import { Grading } from './grading.service';
import { Quizzes } from './quizzes.service';
import { Responses } from './responses.service';
import { Statistics } from './statistics.service';

const FRONT_DOOR = [Assessments, AttemptReader, Attempts, Grading, Quizzes, Responses, Statistics];

/** What was shown on paper? */
@Module({
  imports: [IdentityModule, CatalogueModule, EnrolmentModule],
  controllers: [AttemptsController, QuizzesController, StatisticsController],
  providers: [...FRONT_DOOR, AdmissionDesk, AnalysisDesk, AttemptBook, QuizBank],
  exports: FRONT_DOOR,
})
export class AssessmentModule {}
