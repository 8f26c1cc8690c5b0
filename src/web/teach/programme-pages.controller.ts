import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Quizzes } from '../../assessment/quizzes.service';
import { lengthOf, lessonsOf, questionsOf, type QuizDefinition, quizzesInOrder } from '../../catalogue/programme';
import { LessonApprovals } from '../../catalogue/lesson-approvals.service';
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
    private readonly approvals: LessonApprovals,
    private readonly quizzes: Quizzes,
    private readonly wording: Wording,
  ) {}

  @Get(':slug')
  @Allow('cohort:manage')
  async show(@CurrentActor() actor: PersonActor, @Param('slug') slug: string) {
    const running = await this.programmes.running(slug);
    const { title, version, digest, loadedAt, content } = running;
    const approval = await this.approvals.ofProgramme(running);
    const quizzes = [];
    for (const quiz of quizzesInOrder(content)) {
      quizzes.push({ quiz, rule: await this.quizzes.passRuleOf(idOfName(`${slug}/quiz/${quiz.slug}`)) });
    }
    return new Page('teach/programme', {
      title,
      crumbs: [{ address: '/teach', label: 'Teach' }, { label: title }],
      summary: content.summary,
      version,
      digest: digest.slice(0, 12),
      loaded: this.wording.dayOfMoment(loadedAt),
      approval: approval.status === 'approved' ? null : approval.note,
      // The keys are for instructors; others who manage cohorts see the outline.
      seesKeys: actor.roles.includes('instructor'),
      sources: `/teach/programmes/${slug}/sources`,
      stations: `/teach/programmes/${slug}/stations`,
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
      quizzes: quizzes.map(({ quiz, rule }) => ({
        address: `/teach/programmes/${slug}/quizzes/${quiz.slug}`,
        live: `/teach/quizzes/${idOfName(`${slug}/quiz/${quiz.slug}`)}/live`,
        title: quiz.title,
        questions: quiz.blueprint
          ? `${counted(lengthOf(quiz), 'question')} drawn from ${questionsOf(content, quiz).length}`
          : counted(lengthOf(quiz), 'question'),
        safety: questionsOf(content, quiz).filter(({ safetyCritical }) => safetyCritical).length,
        passMark: rule.passMark,
        provisional: rule.passMarkStatus === 'provisional',
        time: minutesInWords(quiz.timeLimitMinutes),
        attempts: counted(quiz.attempts, 'attempt'),
      })),
    });
  }

  @Get(':slug/sources')
  @Allow('question:read')
  async sources(@Param('slug') slug: string) {
    const { title, content } = await this.programmes.running(slug);
    const lessons = lessonsOf(content).map(({ lesson }) => lesson);
    const asked = [...content.quizzes, ...(content.bank ?? [])].flatMap(({ questions }) => questions);
    return new Page('teach/sources', {
      title: `${title}: sources`,
      unlisted: true,
      crumbs: [
        { address: '/teach', label: 'Teach' },
        { address: `/teach/programmes/${slug}`, label: title },
        { label: 'Sources' },
      ],
      facts: content.facts.map(({ id, mark, says, parts = [], source }) => ({
        id,
        mark,
        says,
        parts,
        source,
        taughtIn: lessons.filter(({ facts }) => facts.includes(id)),
        asked: asked.filter(({ facts }) => facts.includes(id)).length,
      })),
    });
  }

  @Get(':slug/quizzes/:quiz')
  @Allow('question:read')
  async quiz(@Param('slug') slug: string, @Param('quiz') quizSlug: string) {
    const { title, content } = await this.programmes.running(slug);
    const quiz = content.quizzes.find((one) => one.slug === quizSlug);
    if (!quiz) throw new NotFound('That quiz');
    const rule = await this.quizzes.passRuleOf(idOfName(`${slug}/quiz/${quiz.slug}`));
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
      passMark: rule.passMark,
      provisional: rule.passMarkStatus === 'provisional',
      passMarkSource: rule.setBy ? null : quiz.passMarkSource,
      marks: marksOf(quiz),
      asked: lengthOf(quiz),
      isDrawn: quiz.blueprint !== undefined,
      questions: questionsOf(content, quiz).map((question, index) => keyedQuestion(question, index, content.facts)),
    });
  }
}

/** Of what each candidate is asked; a question that is drawn counts one. */
function marksOf(quiz: QuizDefinition): number {
  const drawn = lengthOf(quiz) - quiz.questions.length;
  return quiz.questions.reduce((sum, { mark }) => sum + mark, drawn);
}
