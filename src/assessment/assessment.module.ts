import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module';
import { EnrolmentModule } from '../enrolment/enrolment.module';
import { IdentityModule } from '../identity/identity.module';
import { AdmissionDesk } from './admission.service';
import { AttemptsController } from './api/attempts.controller';
import { ExchangeController } from './api/exchange.controller';
import { MediaController } from './api/media.controller';
import { QuestionsController } from './api/questions.controller';
import { QuizAuthoringController } from './api/quiz-authoring.controller';
import { QuizzesController } from './api/quizzes.controller';
import { Assessments } from './assessments.service';
import { AttemptReader } from './attempt-reader.service';
import { Attempts } from './attempts.service';
import { AttemptBook } from './data/attempt-book';
import { QuestionCards } from './data/question-cards';
import { QuestionShelf } from './data/question-shelf';
import { QuizBank } from './data/quiz-bank';
import { QuizShelf } from './data/quiz-shelf';
import { ReviewBook } from './data/review-book';
import { Grading } from './grading.service';
import { QuestionAuthoring } from './question-authoring.service';
import { Pictures } from './pictures.service';
import { QuestionExchange } from './question-exchange.service';
import { QuestionDraw } from './question-draw.service';
import { QuestionReviews } from './question-reviews.service';
import { Questions } from './questions.service';
import { QuizAuthoring } from './quiz-authoring.service';
import { QuizPlans } from './quiz-plans.service';
import { QuizVersions } from './quiz-versions.service';
import { Quizzes } from './quizzes.service';
import { Responses } from './responses.service';

const FRONT_DOOR = [
  Assessments,
  AttemptReader,
  Attempts,
  Grading,
  Pictures,
  QuestionAuthoring,
  QuestionExchange,
  QuestionReviews,
  Questions,
  QuizAuthoring,
  QuizVersions,
  Quizzes,
  Responses,
];

/** What was shown on paper? */
@Module({
  imports: [IdentityModule, CatalogueModule, EnrolmentModule],
  controllers: [
    AttemptsController,
    ExchangeController,
    MediaController,
    QuestionsController,
    QuizAuthoringController,
    QuizzesController,
  ],
  providers: [
    ...FRONT_DOOR,
    AdmissionDesk,
    AttemptBook,
    QuestionCards,
    QuestionDraw,
    QuestionShelf,
    QuizBank,
    QuizPlans,
    QuizShelf,
    ReviewBook,
  ],
  exports: FRONT_DOOR,
})
export class AssessmentModule {}
