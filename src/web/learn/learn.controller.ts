import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Assessments, type QuizPassed } from '../../assessment/assessments.service';
import { QuizVersions } from '../../assessment/quiz-versions.service';
import { type ProgrammeVersion, quizzesInOrder } from '../../catalogue/programme';
import { LessonApprovals } from '../../catalogue/lesson-approvals.service';
import { Programmes } from '../../catalogue/programmes.service';
import { Enrolment, Enrolments } from '../../enrolment/enrolments.service';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { People } from '../../identity/people.service';
import { Clock } from '../../kernel/clock';
import { idOfName } from '../../kernel/ids';
import { isGroup } from '../findings';
import { type Form, textOf } from '../forms';
import { Page, SeeOther } from '../page';
import { counted, minutesInWords, percentOf, Wording } from '../wording';
import { SchemeStanding, SchemeStandings } from './scheme-standing';

/** The one answer of a trainee's home: what to do next. */
interface NextStep {
  readonly title: string;
  readonly words: string;
  readonly action: string;
  readonly address: string;
}

interface QuizStep {
  readonly id: string;
  readonly title: string;
  readonly passed: string | null;
  readonly provisional: boolean;
}

type Progress = Awaited<ReturnType<Enrolments['progressOf']>>;

/** Where a trainee stands, and what comes next. */
@ApiExcludeController()
@Controller('learn')
export class LearnController {
  constructor(
    private readonly clock: Clock,
    private readonly people: People,
    private readonly programmes: Programmes,
    private readonly approvals: LessonApprovals,
    private readonly enrolments: Enrolments,
    private readonly assessments: Assessments,
    private readonly standings: SchemeStandings,
    private readonly quizVersions: QuizVersions,
    private readonly wording: Wording,
  ) {}

  @Get()
  @Allow('enrolment:read')
  async home(@CurrentActor() actor: PersonActor) {
    const person = await this.people.get(actor.id);
    const enrolments = await this.enrolments.ofPerson(actor.id);
    const enrolledIn = new Set(enrolments.map(({ programme }) => programme));
    const open = (await this.programmes.list()).filter(({ slug }) => !enrolledIn.has(slug));
    return new Page('learn/home', {
      title: 'Learn',
      tabs: tabs('/learn'),
      firstName: person.name.split(' ')[0],
      emailConfirmed: person.emailConfirmed,
      isTrainee: actor.roles.includes('trainee'),
      learning: await Promise.all(enrolments.map((enrolment) => this.learning(enrolment))),
      open: open.map(offer),
    });
  }

  @Post('enrolments')
  @Allow('enrolment:start')
  async enrol(@CurrentActor() actor: PersonActor, @Body() form: Form) {
    await this.enrolments.enrol(actor, textOf(form, 'programme'));
    return new SeeOther('/learn', 'You are enrolled. Begin whenever you like; what you have done is kept.');
  }

  @Get('programmes/:slug')
  @Allow('enrolment:read')
  async programme(@CurrentActor() actor: PersonActor, @Param('slug') slug: string) {
    const enrolment = await this.enrolments.of(actor.id, slug);
    const version = enrolment
      ? await this.programmes.version(enrolment.programmeVersionId)
      : await this.programmes.running(slug);
    const { title, summary, courses, framework, schemes } = version.content;
    const approval = await this.approvals.ofProgramme(version);
    return new Page('learn/programme', {
      title,
      summary,
      slug,
      isEnrolled: enrolment !== null,
      mayEnrol: actor.roles.includes('trainee') && enrolment === null,
      approval: approval.status === 'approved' ? null : approval.note,
      version: version.version,
      courses: courses.map((course) => ({
        title: course.title,
        summary: course.summary,
        hours: minutesInWords(Math.round(course.contactHours * 60)),
        modules: course.modules.map((module) => ({
          title: module.title,
          lessons: module.lessons.map((lesson) => ({ ...lesson, minutes: minutesInWords(lesson.minutes) })),
        })),
      })),
      competencies: framework.competencies.length,
      schemes: schemes.map((scheme) => ({
        title: scheme.title,
        months: scheme.validityMonths,
        proposed: scheme.status === 'proposed',
        asks: scheme.requirements.map((requirement) => requirement.detail),
      })),
    });
  }

  private async learning(enrolment: Enrolment) {
    const version = await this.programmes.version(enrolment.programmeVersionId);
    const now = this.clock.now();
    const [progress, passes, standings] = await Promise.all([
      this.enrolments.progressOf(enrolment),
      this.assessments.passesOf(enrolment.personId, new Date(now.getTime() + 1)),
      this.standings.of(enrolment.personId, version, this.wording.dayOf(now)),
    ]);
    const quizzes = quizzesInOrder(version.content).map((quiz): QuizStep => {
      const id = idOfName(`${version.slug}/quiz/${quiz.slug}`);
      const pass = passes.find(({ quizId }) => quizId === id);
      return {
        id,
        title: quiz.title,
        passed: pass ? `${pass.percentage} % on ${this.wording.dayOfMoment(pass.passedAt)}` : null,
        provisional: pass?.provisional ?? false,
      };
    });
    const examinations = (await this.quizVersions.scheduled(version.slug)).map(({ id, title, opensAt, closesAt }) => ({
      id,
      title,
      opens: opensAt && opensAt > now ? this.wording.moment(opensAt) : null,
      closes: closesAt && this.wording.moment(closesAt),
      ...passIn(passes.filter(({ quizId }) => quizId === id)),
    }));
    const approval = await this.approvals.ofProgramme(version);
    return {
      title: version.title,
      slug: version.slug,
      examinations,
      approval: approval.status === 'approved' ? null : approval.note,
      next: nextStep(progress, quizzes, standings),
      percent: percentOf(progress.lessons),
      lessonsDone: `${progress.lessons.done} of ${counted(progress.lessons.total, 'lesson')}`,
      hours: `${progress.contactHours.done} of ${progress.contactHours.total} contact hours`,
      modules: progress.modules.map((module) => ({
        title: module.title,
        course: module.courseTitle,
        percent: percentOf(module),
        done: module.done === module.total,
        inside: `${module.done}/${module.total}`,
        label: `${module.done} of ${counted(module.total, 'lesson')} done`,
        lessons: module.lessons.map(({ id, title, minutes, completedAt }) => ({
          id,
          title,
          minutes: minutesInWords(minutes),
          done: completedAt !== null,
        })),
      })),
      quizzes,
      practice: standings.map(practiceOf),
      schemes: standings.map(({ title, findings }) => ({
        title,
        shown: findings.filter(({ verdict }) => verdict === 'met').length,
        asked: findings.length,
        complete: findings.every(({ verdict }) => verdict === 'met'),
      })),
    };
  }
}

function offer({ slug, title, content }: ProgrammeVersion) {
  return { slug, title, summary: content.summary };
}

/** How many sign-offs and supervised sessions a scheme asks for, and how many there are. */
function practiceOf({ findings }: SchemeStanding) {
  const singles = findings.flatMap((finding) => (isGroup(finding) ? [] : [finding]));
  const signOffs = singles.filter(({ kind }) => kind === 'sign-off');
  const sessions = singles.find(({ kind }) => kind === 'supervised-treatments');
  const signed = signOffs.filter(({ verdict }) => verdict === 'met').length;
  const done = sessions?.found ?? 0;
  const wanted = sessions?.minimum ?? 0;
  return {
    signed,
    signOffs: signOffs.length,
    signOffsPercent: percentOf({ done: signed, total: signOffs.length }),
    signOffsDone: signed === signOffs.length,
    sessions: Math.min(done, wanted),
    sessionsWanted: wanted,
    sessionsPercent: percentOf({ done, total: wanted }),
    sessionsDone: done >= wanted,
  };
}

function nextStep(progress: Progress, quizzes: readonly QuizStep[], standings: readonly SchemeStanding[]): NextStep {
  if (progress.next) {
    const begun = progress.lessons.done > 0;
    return {
      title: progress.next.title,
      words: `${begun ? 'The next lesson' : 'Your first lesson'}, about ${minutesInWords(progress.next.minutes)}.`,
      action: begun ? 'Go on reading' : 'Begin reading',
      address: `/learn/lessons/${progress.next.id}`,
    };
  }
  const quiz = quizzes.find(({ passed }) => passed === null);
  if (quiz) {
    return {
      title: quiz.title,
      words: 'Every lesson is done. Look at what the quiz asks, then begin when you have the time.',
      action: 'To the quiz',
      address: `/learn/quizzes/${quiz.id}`,
    };
  }
  const [practice] = standings.map(practiceOf);
  if (practice && !practice.sessionsDone) {
    return {
      title: 'Write down your supervised sessions',
      words: `${practice.sessions} of ${practice.sessionsWanted} are verified. An entry takes a minute, right after the session.`,
      action: 'New logbook entry',
      address: '/learn/logbook/new',
    };
  }
  if (practice && !practice.signOffsDone) {
    return {
      title: 'Be observed and signed off',
      words: `${practice.signed} of ${practice.signOffs} competencies are signed off. Show your assessor what is still owed.`,
      action: 'What is still owed',
      address: '/learn/record',
    };
  }
  return {
    title: 'Everything is shown',
    words: 'A registrar can issue your certificate now. Check that your profile has your legal name and profession.',
    action: 'Check my profile',
    address: '/me',
  };
}

/** Whether a quiz is passed, and whether by nothing but provisional pass marks. */
function passIn(passes: readonly QuizPassed[]) {
  return { passed: passes.length > 0, provisional: passes.every(({ provisional }) => provisional) };
}

export function tabs(current: string) {
  return [
    { address: '/learn', label: 'What comes next' },
    { address: '/learn/logbook', label: 'Logbook' },
    { address: '/learn/record', label: 'My record' },
    { address: '/learn/certificates', label: 'Certificates' },
  ].map((tab) => ({ ...tab, isCurrent: tab.address === current }));
}
