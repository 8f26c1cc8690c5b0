import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Programmes } from '../../catalogue/programmes.service';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { NotFound } from '../../kernel/errors';
import { idOfName } from '../../kernel/ids';
import { Page } from '../page';
import { counted, minutesInWords, Wording } from '../wording';
import { keyedQuestion } from './quiz-key';

/** What is taught, as those who teach it need it: the outline, and the quizzes with their keys. */
@ApiExcludeController()
@Controller('teach/programmes')
export class ProgrammePagesController {
  constructor(
    private readonly programmes: Programmes,
    private readonly wording: Wording,
  ) {}

  @Get(':slug')
  @Allow('cohort:manage')
  async show(@CurrentActor() actor: PersonActor, @Param('slug') slug: string) {
    const { title, version, digest, loadedAt, content } = await this.programmes.running(slug);
    return new Page('teach/programme', {
      title,
      crumbs: [{ address: '/teach', label: 'Teach' }, { label: title }],
      summary: content.summary,
      version,
      digest: digest.slice(0, 12),
      loaded: this.wording.dayOfMoment(loadedAt),
      approval: content.approval.status === 'approved' ? null : content.approval.note,
      // The keys are for instructors; others who manage cohorts see the outline.
      seesKeys: actor.roles.includes('instructor'),
      courses: content.courses.map((course) => ({
        title: course.title,
        summary: course.summary,
        hours: `${course.contactHours} contact hours`,
        modules: course.modules.map((module) => ({
          title: module.title,
          lessons: module.lessons.map(({ id, title: lesson, minutes }) => ({
            id,
            title: lesson,
            minutes: minutesInWords(minutes),
          })),
        })),
      })),
      quizzes: content.quizzes.map((quiz) => ({
        address: `/teach/programmes/${slug}/quizzes/${quiz.slug}`,
        live: `/teach/quizzes/${idOfName(`${slug}/quiz/${quiz.slug}`)}/live`,
        title: quiz.title,
        questions: counted(quiz.questions.length, 'question'),
        safety: quiz.questions.filter(({ safetyCritical }) => safetyCritical).length,
        passMark: quiz.passMark,
        provisional: quiz.passMarkStatus === 'provisional',
        time: minutesInWords(quiz.timeLimitMinutes),
        attempts: counted(quiz.attempts, 'attempt'),
      })),
    });
  }

  @Get(':slug/quizzes/:quiz')
  @Allow('question:read')
  async quiz(@Param('slug') slug: string, @Param('quiz') quizSlug: string) {
    const { title, content } = await this.programmes.running(slug);
    const quiz = content.quizzes.find((one) => one.slug === quizSlug);
    if (!quiz) throw new NotFound('That quiz');
    return new Page('teach/quiz', {
      title: `${quiz.title}: the key`,
      unlisted: true,
      crumbs: [
        { address: '/teach', label: 'Teach' },
        { address: `/teach/programmes/${slug}`, label: title },
        { label: quiz.title },
      ],
      name: quiz.title,
      statistics: `/teach/quizzes/${idOfName(`${slug}/quiz/${quiz.slug}`)}/statistics`,
      passMark: quiz.passMark,
      provisional: quiz.passMarkStatus === 'provisional',
      marks: quiz.questions.reduce((sum, { mark }) => sum + mark, 0),
      questions: quiz.questions.map(keyedQuestion),
    });
  }
}
