import { Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment/assessment.module';
import { CatalogueModule } from '../catalogue/catalogue.module';
import { CompetencyModule } from '../competency/competency.module';
import { EnrolmentModule } from '../enrolment/enrolment.module';
import { IdentityModule } from '../identity/identity.module';
import { AssessorsPagesController } from './admin/assessors-pages.controller';
import { AuditPagesController } from './admin/audit-pages.controller';
import { AuditWords } from './admin/audit-words';
import { InvitationsPagesController } from './admin/invitations-pages.controller';
import { PeoplePagesController } from './admin/people-pages.controller';
import { PersonPage } from './admin/person-page';
import { AssessPagesController } from './assess/assess-pages.controller';
import { Candidates } from './assess/candidates';
import { StatementPagesController } from './assess/statement-pages.controller';
import { FrontDoorController } from './front-door/front-door.controller';
import { LettersController } from './front-door/letters.controller';
import { ScopeOfPracticeModule } from '../scope-of-practice/scope-of-practice.module';
import { TrainingRecordModule } from '../training-record/training-record.module';
import { LearnController } from './learn/learn.controller';
import { CertificationModule } from '../certification/certification.module';
import { LogbookPagesController } from './learn/logbook-pages.controller';
import { RecordPagesController } from './learn/record-pages.controller';
import { MePagesController } from './me/me-pages.controller';
import { LessonPagesController } from './learn/lesson-pages.controller';
import { QuizPagesController } from './learn/quiz-pages.controller';
import { SchemeStandings } from './learn/scheme-standing';
import { ContentPagesController } from './registry/content-pages.controller';
import { AccommodationPagesController } from './registry/accommodation-pages.controller';
import { CertificatePagesController } from './registry/certificate-pages.controller';
import { IssuePagesController } from './registry/issue-pages.controller';
import { CertificatePage } from './registry/certificate-page';
import { IssuePage } from './registry/issue-page';
import { LawDesk } from './registry/law/law-desk';
import { LawImpact } from './registry/law/law-impact';
import { LawNews } from './registry/law/law-news';
import { ProposalPage } from './registry/law/proposal-page';
import { ProposalPagesController } from './registry/law/proposal-pages.controller';
import { ProposalsController } from './registry/law/proposals.controller';
import { RegistryDesk } from './registry/registry-desk';
import { RegistryPagesController } from './registry/registry-pages.controller';
import { RulePage } from './registry/rule-page';
import { RulePagesController } from './registry/rule-pages.controller';
import { ComparePagesController } from './scope/compare-pages.controller';
import { ScopePagesController } from './scope/scope-pages.controller';
import { HealthController } from './shell/health.controller';
import { IdempotencyInterceptor } from './shell/idempotency.interceptor';
import { PageRenderer } from './shell/page-renderer';
import { AttendancePagesController } from './teach/attendance-pages.controller';
import { BankDesk } from './teach/bank/bank-desk';
import { BankPagesController } from './teach/bank/bank-pages.controller';
import { ExchangePagesController } from './teach/bank/exchange-pages.controller';
import { QuestionEditor } from './teach/bank/question-editor';
import { QuestionPagesController } from './teach/bank/question-pages.controller';
import { QuizBuilder } from './teach/bank/quiz-builder';
import { QuizBuilderPagesController } from './teach/bank/quiz-builder-pages.controller';
import { CohortMatrices } from './teach/cohort-matrices';
import { CohortPagesController } from './teach/cohort-pages.controller';
import { LearnerPagesController } from './teach/learner-pages.controller';
import { LivePagesController } from './teach/live-pages.controller';
import { ProgrammePagesController } from './teach/programme-pages.controller';
import { StationPagesController } from './teach/station-pages.controller';
import { MarkingPagesController } from './teach/marking/marking-pages.controller';
import { ScoreChangesController } from './teach/marking/score-changes.controller';
import { RegradeDesk } from './teach/regrades/regrade-desk';
import { RegradePagesController } from './teach/regrades/regrade-pages.controller';
import { PassTouches } from './teach/results/pass-touches';
import { ResultNews } from './teach/results/result-news';
import { RegradesController } from './teach/regrades/regrades.controller';
import { StandardPagesController } from './teach/standards/standard-pages.controller';
import { StatisticsPagesController } from './teach/statistics/statistics-pages.controller';
import { VerificationModule } from '../verification/verification.module';
import { VerdictPage } from './verify/verdict-page';
import { VerifyPagesController } from './verify/verify-pages.controller';
import { Wording } from './wording';

@Module({
  imports: [
    IdentityModule,
    CatalogueModule,
    EnrolmentModule,
    AssessmentModule,
    CompetencyModule,
    TrainingRecordModule,
    ScopeOfPracticeModule,
    CertificationModule,
    VerificationModule,
  ],
  controllers: [
    HealthController,
    FrontDoorController,
    LettersController,
    LearnController,
    LessonPagesController,
    QuizPagesController,
    LogbookPagesController,
    RecordPagesController,
    MePagesController,
    ComparePagesController,
    ScopePagesController,
    RegistryPagesController,
    AccommodationPagesController,
    ContentPagesController,
    IssuePagesController,
    CertificatePagesController,
    RulePagesController,
    ProposalsController,
    ProposalPagesController,
    VerifyPagesController,
    AssessPagesController,
    StatementPagesController,
    PeoplePagesController,
    InvitationsPagesController,
    AssessorsPagesController,
    AuditPagesController,
    CohortPagesController,
    AttendancePagesController,
    LearnerPagesController,
    LivePagesController,
    ProgrammePagesController,
    StationPagesController,
    BankPagesController,
    QuestionPagesController,
    QuizBuilderPagesController,
    StatisticsPagesController,
    MarkingPagesController,
    StandardPagesController,
    ScoreChangesController,
    RegradePagesController,
    RegradesController,
    ExchangePagesController,
  ],
  providers: [
    PageRenderer,
    Wording,
    SchemeStandings,
    RegistryDesk,
    LawDesk,
    ProposalPage,
    LawImpact,
    LawNews,
    CertificatePage,
    RulePage,
    IssuePage,
    Candidates,
    AuditWords,
    PersonPage,
    BankDesk,
    QuestionEditor,
    QuizBuilder,
    CohortMatrices,
    RegradeDesk,
    ResultNews,
    PassTouches,
    VerdictPage,
    IdempotencyInterceptor,
  ],
})
export class WebModule {}
