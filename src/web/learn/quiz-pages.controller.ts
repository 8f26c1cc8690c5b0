import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AttemptClosed } from '../../assessment/assessment.errors';
import { AttemptReader } from '../../assessment/attempt-reader.service';
import type { AttemptView, ItemReview, ItemView } from '../../assessment/attempt-view';
import { Attempts } from '../../assessment/attempts.service';
import { Checks } from '../../assessment/checks.service';
import { Grading } from '../../assessment/grading.service';
import { Quizzes, QuizView } from '../../assessment/quizzes.service';
import { Responses } from '../../assessment/responses.service';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { questionHtml, questionLine } from '../../catalogue/question-text';
import { canonicalJson } from '../../kernel/canonical-json';
import { type Fault, Invalid } from '../../kernel/errors';
import { type Form, orShowAgain, Refusal, textOf } from '../forms';
import { IdPipe } from '../id.pipe';
import { Page, SeeOther } from '../page';
import { counted, minutesInWords, unhyphened, Wording } from '../wording';
import { answerInWords, OUTCOMES, presentItems, promptForReview } from './question-view';
import { certaintyIn, responseIn } from './quiz-form';

/** Quizzes: what is asked, the attempt itself, how it went. A plain form saves everything; a script saves each answer. */
@ApiExcludeController()
@Controller('learn')
export class QuizPagesController {
  constructor(
    private readonly quizzes: Quizzes,
    private readonly attempts: Attempts,
    private readonly reader: AttemptReader,
    private readonly responses: Responses,
    private readonly checks: Checks,
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
    return attempt.state === 'open' ? this.attemptPage(attempt) : this.resultPage(attempt);
  }

  /** Without a script everything is sent here at once: saved, and where asked for handed in. */
  @Post('attempts/:id/submission')
  @Allow('attempt:take')
  submit(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Body() form: Form) {
    const address = `/learn/attempts/${id}`;
    return orShowAgain(
      async () => {
        const attempt = await this.reader.get(id, actor.id);
        if (attempt.state !== 'open') return new SeeOther(address);
        try {
          await this.saveChanged(attempt, form, actor);
        } catch (fault) {
          if (!(fault instanceof AttemptClosed)) throw fault;
          return new SeeOther(address, { tone: 'careful', text: 'The time was over. What was saved before counts.' });
        }
        const slot = textOf(form, 'check');
        if (slot !== '') {
          await this.checks.check(id, Number(slot), actor);
          return new SeeOther(`${address}#question-${Number(slot)}`);
        }
        if (textOf(form, 'do') === 'save') return new SeeOther(address, 'Your answers are saved.');
        await this.grading.submit(id, actor);
        return new SeeOther(address);
      },
      async (refusal) => this.attemptPage(await this.reader.get(id, actor.id), refusal),
    );
  }

  /** Saves whatever can be saved; then says everything that could not. */
  private async saveChanged(attempt: AttemptView, form: Form, actor: PersonActor): Promise<void> {
    const faults: Fault[] = [];
    for (const item of attempt.items) {
      if (item.checks?.isFinished) continue;
      const given = changeIn(form, item, attempt.behaviour === 'certainty');
      if (!given) continue;
      try {
        await this.responses.save(attempt.id, item.slot, { sequence: (item.sequence ?? 0) + 1, ...given }, actor);
      } catch (fault) {
        if (!(fault instanceof Invalid)) throw fault;
        for (const { message } of fault.facts.errors as Fault[]) {
          faults.push({ path: `Question ${item.slot}`, message });
        }
      }
    }
    if (faults.length > 0)
      throw new Invalid(faults, 'Some answers could not be saved as they are. All others are saved.');
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
          .filter(({ state }) => state !== 'open')
          .map(({ id, number, state, endedAt, result }) => ({
            id,
            number,
            ended: endedAt && this.wording.moment(endedAt),
            percentage: result?.percentage,
            passed: result?.passed,
            isAwaiting: state === 'awaiting-marking',
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
        scripts: ['js/question-types.js', 'js/quiz.js'],
        id: attempt.id,
        number: attempt.number,
        deadline: this.wording.moment(attempt.deadlineAt),
        deadlineIso: attempt.deadlineAt.toISOString(),
        serverTime: attempt.serverTime.toISOString(),
        items: presentItems(items, { asksCertainty: attempt.behaviour === 'certainty' }),
        answered: items.filter(({ response }) => response !== null).length,
        count: items.length,
        refusal,
      },
      refusal?.status ?? 200,
    );
  }

  private resultPage({ quiz, number, state, endedAt, result, items, review }: AttemptView): Page {
    const asked = new Map(items.map((item) => [item.slot, item]));
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
      isAwaiting: state === 'awaiting-marking',
      passed: result?.passed,
      percentage: result?.percentage,
      marks: result && `${result.mark} of ${counted(result.maxMark, 'mark')}`,
      provisional: result?.provisional,
      failedSafetyTopics: result?.failedSafetyTopics.map(unhyphened) ?? [],
      review: (review ?? []).flatMap((reviewed) => {
        const item = asked.get(reviewed.slot);
        return item ? [presentReview(item, reviewed)] : [];
      }),
    });
  }
}

/** What a form changes of one question; `null`: nothing. A certainty alone, without an answer, is nothing to keep. */
function changeIn(form: Form, item: ItemView, asksCertainty: boolean) {
  const response = responseIn(form, item);
  const certainty = asksCertainty ? certaintyIn(form, item) : undefined;
  const isSame = canonicalJson(response) === canonicalJson(item.response);
  const isAsSure = response === null || certainty === undefined || certainty === item.certainty;
  return isSame && isAsSure ? null : { response, ...(certainty !== undefined && { certainty }) };
}

function presentReview(item: ItemView, reviewed: ItemReview) {
  const line = (text: string) => questionLine(text, item.format);
  const { slot, topic, safetyCritical, mark, maxMark, outcome, feedback, key, rationale } = reviewed;
  return {
    number: slot,
    prompt: promptForReview(item),
    topic: unhyphened(topic),
    safetyCritical,
    marks: mark === null ? null : `${Math.round(mark * 100) / 100} of ${maxMark}`,
    ...(outcome && OUTCOMES[outcome]),
    answered: answerInWords(item),
    feedback: feedback.map(line),
    key: key?.map(line),
    rationale: rationale === undefined ? null : questionHtml(rationale, item.format),
  };
}
