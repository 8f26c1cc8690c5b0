import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AttemptClosed } from '../../assessment/assessment.errors';
import { AttemptReader } from '../../assessment/attempt-reader.service';
import type { AttemptView, ItemReview } from '../../assessment/attempt-view';
import { Attempts } from '../../assessment/attempts.service';
import { Grading } from '../../assessment/grading.service';
import { Quizzes, QuizView } from '../../assessment/quizzes.service';
import { Responses } from '../../assessment/responses.service';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { canonicalJson } from '../../kernel/canonical-json';
import { type Form, orShowAgain, Refusal, textOf } from '../forms';
import { IdPipe } from '../id.pipe';
import { Page, SeeOther } from '../page';
import { counted, minutesInWords, unhyphened, Wording } from '../wording';
import { presentItem, responseIn } from './quiz-form';

const OUTCOMES: Record<ItemReview['outcome'], { tone: string; words: string }> = {
  right: { tone: 'good', words: 'Right' },
  'partly-right': { tone: 'careful', words: 'Partly right' },
  wrong: { tone: 'bad', words: 'Not right' },
  'not-answered': { tone: 'bad', words: 'Not answered' },
};

/** Quizzes: what is asked, the attempt itself, how it went. A plain form saves everything; a script saves each answer. */
@ApiExcludeController()
@Controller('learn')
export class QuizPagesController {
  constructor(
    private readonly quizzes: Quizzes,
    private readonly attempts: Attempts,
    private readonly reader: AttemptReader,
    private readonly responses: Responses,
    private readonly grading: Grading,
    private readonly wording: Wording,
  ) {}

  @Get('quizzes/:id')
  @Allow('quiz:read')
  async quiz(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string) {
    return this.startPage(actor, await this.quizzes.get(id, actor.id));
  }

  @Post('quizzes/:id/attempts')
  @Allow('attempt:take')
  start(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Body() form: Form) {
    return orShowAgain(
      async () => {
        const declared = textOf(form, 'declaration') === 'yes';
        const { attemptId } = await this.attempts.start(id, actor, { declared });
        return new SeeOther(`/learn/attempts/${attemptId}`);
      },
      async (refusal) => this.startPage(actor, await this.quizzes.get(id, actor.id), refusal),
    );
  }

  @Get('attempts/:id')
  @Allow('attempt:take')
  async attempt(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string) {
    const attempt = await this.reader.get(id, actor.id);
    return attempt.state === 'graded' ? this.resultPage(attempt) : this.attemptPage(attempt);
  }

  /** Without a script everything is sent here at once: saved, and where asked for handed in. */
  @Post('attempts/:id/submission')
  @Allow('attempt:take')
  submit(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Body() form: Form) {
    const address = `/learn/attempts/${id}`;
    return orShowAgain(
      async () => {
        const attempt = await this.reader.get(id, actor.id);
        if (attempt.state === 'graded') return new SeeOther(address);
        try {
          await this.saveChanged(attempt, form, actor);
        } catch (fault) {
          if (!(fault instanceof AttemptClosed)) throw fault;
          return new SeeOther(address, { tone: 'careful', text: 'The time was over. What was saved before counts.' });
        }
        if (textOf(form, 'do') === 'save') return new SeeOther(address, 'Your answers are saved.');
        await this.grading.submit(id, actor);
        return new SeeOther(address);
      },
      async (refusal) => this.attemptPage(await this.reader.get(id, actor.id), refusal),
    );
  }

  private async saveChanged(attempt: AttemptView, form: Form, actor: PersonActor): Promise<void> {
    for (const item of attempt.items) {
      const response = responseIn(form, item);
      if (canonicalJson(response) === canonicalJson(item.response)) continue;
      await this.responses.save(attempt.id, item.slot, { sequence: (item.sequence ?? 0) + 1, response }, actor);
    }
  }

  private async startPage(actor: PersonActor, quiz: QuizView, refusal?: Refusal): Promise<Page> {
    const earlier = await this.reader.list(actor.id, { limit: 20 }, quiz.id);
    return new Page(
      'learn/quiz',
      {
        title: quiz.title,
        crumbs: [{ label: 'Learn', address: '/learn' }, { label: quiz.title }],
        id: quiz.id,
        refusal,
        facts: [
          { label: 'Questions', value: String(quiz.questions) },
          { label: 'Time', value: minutesInWords(quiz.timeLimitMinutes) },
          { label: 'To pass', value: `${quiz.passMark} %` },
          { label: 'Attempts left', value: `${quiz.attempts.left} of ${quiz.attempts.allowed}` },
        ],
        provisional: quiz.provisional,
        safetyCritical: quiz.safetyCriticalQuestions > 0 ? counted(quiz.safetyCriticalQuestions, 'question') : null,
        openAttemptId: quiz.openAttemptId,
        mayTake: actor.roles.includes('trainee'),
        notNow: quiz.refusal && {
          detail: quiz.refusal.detail,
          code: quiz.refusal.code,
          retryAfter: quiz.refusal.retryAfter && this.wording.moment(new Date(quiz.refusal.retryAfter)),
        },
        earlier: earlier.items
          .filter(({ state }) => state === 'graded')
          .map(({ id, number, endedAt, result }) => ({
            id,
            number,
            ended: endedAt && this.wording.moment(endedAt),
            percentage: result?.percentage,
            passed: result?.passed,
          })),
      },
      refusal?.status ?? 200,
    );
  }

  private attemptPage(attempt: AttemptView, refusal?: Refusal): Page {
    const { items } = attempt;
    return new Page(
      'learn/attempt',
      {
        title: attempt.quiz.title,
        unlisted: true,
        scripts: ['js/quiz.js'],
        id: attempt.id,
        number: attempt.number,
        deadline: this.wording.moment(attempt.deadlineAt),
        deadlineIso: attempt.deadlineAt.toISOString(),
        serverTime: attempt.serverTime.toISOString(),
        items: items.map((item, index) => presentItem(item, index, items.length)),
        answered: items.filter(({ response }) => response !== null).length,
        count: items.length,
        refusal,
      },
      refusal?.status ?? 200,
    );
  }

  private resultPage({ quiz, number, endedAt, result, items, review }: AttemptView): Page {
    const prompts = new Map(items.map(({ slot, prompt }) => [slot, prompt]));
    return new Page('learn/result', {
      title: `${quiz.title}: result`,
      unlisted: true,
      crumbs: [
        { label: 'Learn', address: '/learn' },
        { label: quiz.title, address: `/learn/quizzes/${quiz.id}` },
        { label: `Attempt ${number}` },
      ],
      quizId: quiz.id,
      ended: endedAt && this.wording.moment(endedAt),
      passed: result?.passed,
      percentage: result?.percentage,
      marks: result && `${result.mark} of ${counted(result.maxMark, 'mark')}`,
      provisional: result?.provisional,
      failedSafetyTopics: result?.failedSafetyTopics.map(unhyphened) ?? [],
      review: (review ?? []).map((item) => ({
        number: item.slot,
        prompt: prompts.get(item.slot),
        topic: unhyphened(item.topic),
        safetyCritical: item.safetyCritical,
        marks: `${item.mark} of ${item.maxMark}`,
        ...OUTCOMES[item.outcome],
        feedback: item.feedback,
      })),
    });
  }
}
