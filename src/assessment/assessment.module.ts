import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module';
import { EnrolmentModule } from '../enrolment/enrolment.module';
import { IdentityModule } from '../identity/identity.module';
import { AdmissionDesk } from './admission.service';
import { AccommodationsController } from './api/accommodations.controller';
import { AttemptsController } from './api/attempts.controller';
import { DeliveryController } from './api/delivery.controller';
import { InvigilationController } from './api/invigilation.controller';
import { ExchangeController } from './api/exchange.controller';
import { MediaController } from './api/media.controller';
import { QuestionsController } from './api/questions.controller';
import { QuizAuthoringController } from './api/quiz-authoring.controller';
import { QuizzesController } from './api/quizzes.controller';
import { StatisticsController } from './api/statistics.controller';
import { Assessments } from './assessments.service';
import { Accommodations } from './accommodations.service';
import { AttemptEvents } from './attempt-events.service';
import { AttemptNews } from './attempt-news';
import { AttemptReader } from './attempt-reader.service';
import { Attempts } from './attempts.service';
import { AccommodationBook } from './data/accommodation-book';
import { AnalysisDesk } from './data/analysis-desk';
import { AttemptBook } from './data/attempt-book';
import { Delivery } from './delivery.service';
import { DeliveryBook } from './data/delivery-book';
import { GradeBook } from './grade-book.service';
import { Checks } from './checks.service';
import { CheckBook } from './data/check-book';
import { Grading } from './grading.service';
import { Invigilation } from './invigilation.service';
import { QuestionAuthoring } from './question-authoring.service';
import { QuestionCards } from './data/question-cards';
import { Pictures } from './pictures.service';
import { QuestionExchange } from './question-exchange.service';
import { QuestionDraw } from './question-draw.service';
import { QuestionReviews } from './question-reviews.service';
import { Questions } from './questions.service';
import { QuestionShelf } from './data/question-shelf';
import { QuizAuthoring } from './quiz-authoring.service';
import { QuizBank } from './data/quiz-bank';
import { QuizPlans } from './quiz-plans.service';
import { QuizShelf } from './data/quiz-shelf';
import { QuizVersions } from './quiz-versions.service';
import { ReviewBook } from './data/review-book';
import { Quizzes } from './quizzes.service';
import { Responses } from './responses.service';
import { Statistics } from './statistics.service';
import { Timekeeping } from './timekeeping.service';

const FRONT_DOOR = [
  Accommodations,
  Assessments,
  AttemptReader,
  Attempts,
  Checks,
  Delivery,
  Grading,
  Invigilation,
  Pictures,
  QuestionAuthoring,
  QuestionExchange,
  QuestionReviews,
  Questions,
  QuizAuthoring,
  QuizVersions,
  Quizzes,
  Responses,
  Statistics,
];

/** What was shown on paper? */
@Module({
  imports: [IdentityModule, CatalogueModule, EnrolmentModule],
  controllers: [
    AccommodationsController,
    AttemptsController,
    DeliveryController,
    ExchangeController,
    InvigilationController,
    MediaController,
    QuestionsController,
    QuizAuthoringController,
    QuizzesController,
    StatisticsController,
  ],
  providers: [
    ...FRONT_DOOR,
    AccommodationBook,
    AdmissionDesk,
    AnalysisDesk,
    AttemptBook,
    AttemptEvents,
    AttemptNews,
    CheckBook,
    DeliveryBook,
    GradeBook,
    QuestionCards,
    QuestionDraw,
    QuestionShelf,
    QuizBank,
    QuizPlans,
    QuizShelf,
    ReviewBook,
    Timekeeping,
  ],
  exports: FRONT_DOOR,
})
export class AssessmentModule {}
