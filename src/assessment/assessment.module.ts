import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module';
import { EnrolmentModule } from '../enrolment/enrolment.module';
import { IdentityModule } from '../identity/identity.module';
import { AdmissionDesk } from './admission.service';
import { AttemptsController } from './api/attempts.controller';
import { QuestionsController } from './api/questions.controller';
import { QuizzesController } from './api/quizzes.controller';
import { Assessments } from './assessments.service';
import { AttemptReader } from './attempt-reader.service';
import { Attempts } from './attempts.service';
import { AttemptBook } from './data/attempt-book';
import { QuestionCards } from './data/question-cards';
import { QuestionShelf } from './data/question-shelf';
import { QuizBank } from './data/quiz-bank';
import { ReviewBook } from './data/review-book';
import { Grading } from './grading.service';
import { QuestionAuthoring } from './question-authoring.service';
import { QuestionReviews } from './question-reviews.service';
import { Questions } from './questions.service';
import { Quizzes } from './quizzes.service';
import { Responses } from './responses.service';

const FRONT_DOOR = [
  Assessments,
  AttemptReader,
  Attempts,
  Grading,
  QuestionAuthoring,
  QuestionReviews,
  Questions,
  Quizzes,
  Responses,
];

/** What was shown on paper? */
@Module({
  imports: [IdentityModule, CatalogueModule, EnrolmentModule],
  controllers: [AttemptsController, QuestionsController, QuizzesController],
  providers: [...FRONT_DOOR, AdmissionDesk, AttemptBook, QuestionCards, QuestionShelf, QuizBank, ReviewBook],
  exports: FRONT_DOOR,
})
export class AssessmentModule {}
