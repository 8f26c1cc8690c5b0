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
import { MarkingController } from './api/marking.controller';
import { MediaController } from './api/media.controller';
import { QuestionsController } from './api/questions.controller';
import { QuizAuthoringController } from './api/quiz-authoring.controller';
import { QuizzesController } from './api/quizzes.controller';
import { StandardsController } from './api/standards.controller';
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
import { ExchangeDesk } from './exchange-desk';
import { Grading } from './grading.service';
import { Invigilation } from './invigilation.service';
import { QuestionAuthoring } from './question-authoring.service';
import { QuestionCards } from './data/question-cards';
import { Marking } from './marking.service';
import { MarkingBook } from './data/marking-book';
import { MarkingReports } from './marking-reports.service';
import { NewResults } from './new-results';
import { PassChanges } from './pass-changes.service';
import { PassRules } from './pass-rules.service';
import { Pictures } from './pictures.service';
import { QuestionExports } from './question-exports.service';
import { QuestionImports } from './question-imports.service';
import { QuestionDraw } from './question-draw.service';
import { QuestionReviews } from './question-reviews.service';
import { Questions } from './questions.service';
import { QuestionShelf } from './data/question-shelf';
import { QuizAuthoring } from './quiz-authoring.service';
import { QuizBank } from './data/quiz-bank';
import { QuizPlans } from './quiz-plans.service';
import { QuizShelf } from './data/quiz-shelf';
import { QuizVersions } from './quiz-versions.service';
import { RegradeBook } from './data/regrade-book';
import { ReviewBook } from './data/review-book';
import { Quizzes } from './quizzes.service';
import { RegradePlans } from './regrade-plans.service';
import { Regrades } from './regrades.service';
import { Responses } from './responses.service';
import { ScoringHistory } from './scoring-history.service';
import { Scoring } from './scoring.service';
import { SealedAnswers } from './data/sealed-answers';
import { StandardBook } from './data/standard-book';
import { StandardResults } from './standard-results.service';
import { StandardSettings } from './standard-setting.service';
import { Statistics } from './statistics.service';
import { Timekeeping } from './timekeeping.service';

const FRONT_DOOR = [
  NewResults,
  Accommodations,
  Assessments,
  AttemptReader,
  Attempts,
  Checks,
  Delivery,
  Grading,
  Invigilation,
  Marking,
  MarkingReports,
  Pictures,
  QuestionAuthoring,
  QuestionExports,
  QuestionImports,
  QuestionReviews,
  Questions,
  QuizAuthoring,
  QuizVersions,
  Quizzes,
  Regrades,
  Responses,
  StandardSettings,
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
    MarkingController,
    MediaController,
    QuestionsController,
    QuizAuthoringController,
    QuizzesController,
    StandardsController,
    StatisticsController,
  ],
  providers: [
    ...FRONT_DOOR,
    AccommodationBook,
    AdmissionDesk,
    AnalysisDesk,
    ExchangeDesk,
    AttemptBook,
    AttemptEvents,
    AttemptNews,
    CheckBook,
    DeliveryBook,
    GradeBook,
    MarkingBook,
    QuestionCards,
    QuestionDraw,
    QuestionShelf,
    QuizBank,
    QuizPlans,
    QuizShelf,
    RegradeBook,
    RegradePlans,
    ReviewBook,
    Scoring,
    PassChanges,
    PassRules,
    ScoringHistory,
    SealedAnswers,
    StandardBook,
    StandardResults,
    Timekeeping,
  ],
  exports: FRONT_DOOR,
})
export class AssessmentModule {}
