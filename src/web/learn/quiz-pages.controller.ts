import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AttemptClosed, AttemptVoid } from '../../assessment/assessment.errors';
import { AttemptReader } from '../../assessment/attempt-reader.service';
import type { AttemptView, ItemReview, ItemView } from '../../assessment/attempt-view';
import { Attempts } from '../../assessment/attempts.service';
import { Checks } from '../../assessment/checks.service';
import { Delivery } from '../../assessment/delivery.service';
import { Grading } from '../../assessment/grading.service';
import { Quizzes, QuizView } from '../../assessment/quizzes.service';
import { Responses } from '../../assessment/responses.service';
import { questionHtml, questionLine } from '../../catalogue/question-text';
import { LessonApprovals } from '../../catalogue/lesson-approvals.service';
import { Programmes } from '../../catalogue/programmes.service';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { canonicalJson } from '../../kernel/canonical-json';
import { type Fault, Invalid } from '../../kernel/errors';
import { type Form, orShowAgain, Refusal, textOf } from '../forms';
import { IdPipe } from '../id.pipe';
import { Page, SeeOther } from '../page';
import { counted, minutesInWords, resultInWords, unhyphened, Wording } from '../wording';
import { attemptPage } from './attempt-page';
import { answerInWords, OUTCOMES, promptForReview } from './question-view';
import { certaintyIn, responseIn } from './quiz-form';

const NOT_HANDED_IN = 'What you have not handed in yourself is void';

const COUNTS: Record<QuizView['gradeMethod'], string> = {
  first: 'Your first attempt',
  last: 'Your last attempt',
  best: 'Your best attempt',
  mean: 'The mean of your attempts',
};

function timeInWords({ timeLimitMinutes, allowance: { factor, breakMinutes } }: QuizView): string {
  const time = minutesInWords(Math.floor(timeLimitMinutes * factor));
  return [
    factor > 1 ? `${time} (× ${factor}, as allowed to you)` : time,
    ...(breakMinutes > 0 ? [`breaks of ${minutesInWords(breakMinutes)} in all`] : []),
  ].join(', and ');
}

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
    private readonly delivery: Delivery,
    private readonly grading: Grading,
    private readonly programmes: Programmes,
    private readonly approvals: LessonApprovals,
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
  async attempt(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Query('page') page?: string) {
    const attempt = await this.reader.get(id, actor.id);
    if (attempt.state === 'void') return this.voidPage(attempt);
    return attempt.state === 'open' ? attemptPage(attempt, this.wording, Number(page)) : this.resultPage(attempt);
  }

  /** Without a script everything is sent here at once: saved, then whatever else the button asks for. */
  @Post('attempts/:id/submission')
  @Allow('attempt:take')
  submit(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Body() form: Form) {
    const shown = Number(textOf(form, 'page'));
    return orShowAgain(
      async () => {
        try {
          return await this.carryOut(await this.reader.get(id, actor.id), form, actor);
        } catch (fault) {
          if (!(fault instanceof AttemptClosed || fault instanceof AttemptVoid)) throw fault;
          const text = 'The time was over. What was saved before is kept.';
          return new SeeOther(`/learn/attempts/${id}`, { tone: 'careful', text });
        }
      },
      async (refusal) => attemptPage(await this.reader.get(id, actor.id), this.wording, shown, refusal),
    );
  }

  private async carryOut(attempt: AttemptView, form: Form, actor: PersonActor): Promise<SeeOther> {
    const { id, state, onBreakSince } = attempt;
    const address = `/learn/attempts/${id}`;
    if (state !== 'open') return new SeeOther(address);
    const [wanted, which] = textOf(form, 'do').split('-');
    const page = Number(textOf(form, 'page')) || attempt.page;
    const same = attempt.navigation === 'one-page' ? address : `${address}?page=${page}`;
    if (wanted === 'resume') {
      await this.delivery.takeBreak(id, false, actor);
      return new SeeOther(address, 'The clock runs again.');
    }
    if (!onBreakSince) await this.saveChanged(attempt, form, actor);
    const checked = Number(textOf(form, 'check'));
    if (checked > 0) {
      await this.checks.check(id, checked, actor);
      return new SeeOther(`${same}#question-${checked}`);
    }
    switch (wanted) {
      case 'save':
        return new SeeOther(same, 'Your answers are saved.');
      case 'break':
        await this.delivery.takeBreak(id, true, actor);
        return new SeeOther(address);
      case 'flag': {
        const flagged = !attempt.items.find(({ slot }) => slot === Number(which))?.flagged;
        await this.delivery.flag(id, Number(which), flagged, actor);
        return new SeeOther(`${same}#question-${Number(which)}`);
      }
      case 'page':
        await this.delivery.turnTo(id, Number(which), actor);
        return new SeeOther(`${address}?page=${Number(which)}`);
      default:
        await this.grading.submit(id, actor);
        return new SeeOther(address);
    }
  }

  /** Saves whatever can be saved; then says everything that could not. A page that was left for good says nothing. */
  private async saveChanged(attempt: AttemptView, form: Form, actor: PersonActor): Promise<void> {
    const closed = attempt.navigation === 'one-way' ? attempt.pages.slice(0, attempt.page - 1).flat() : [];
    const faults: Fault[] = [];
    for (const item of attempt.items) {
      if (item.checks?.isFinished || closed.includes(item.slot)) continue;
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
          { label: 'Time', value: timeInWords(quiz) },
          ...this.windowInWords(quiz),
          ...(quiz.timeOut === 'submit' ? [] : [{ label: 'When the time is over', value: NOT_HANDED_IN }]),
          ...(quiz.navigation === 'one-way' ? [{ label: 'Pages', value: 'One after another, and never back' }] : []),
          { label: 'To pass', value: isHeldBack(quiz) ? 'A panel sets it' : `${quiz.passMark} %` },
          { label: 'Attempts left', value: `${quiz.attempts.left} of ${quiz.attempts.allowed}` },
          ...(isHeldBack(quiz) ? [{ label: 'Results', value: 'Once a panel has set the pass mark' }] : []),
          ...(quiz.attempts.allowed > 1 ? [{ label: 'What counts', value: COUNTS[quiz.gradeMethod] }] : []),
        ],
        approval: await this.unapproved(quiz.programme),
        declaration: quiz.declaration ?? 'The answers will be my own, without help.',
        grade: quiz.gradeMethod !== 'best' && quiz.grade,
        provisional: quiz.provisional && !isHeldBack(quiz),
        safetyCritical: safetyInWords(quiz),
        openAttemptId: quiz.openAttemptId,
        mayTake: actor.roles.includes('trainee'),
        notNow: quiz.refusal && {
          detail: quiz.refusal.detail,
          code: quiz.refusal.code,
          retryAfter: quiz.refusal.retryAfter && this.wording.moment(new Date(quiz.refusal.retryAfter)),
        },
        earlier: earlier.items
          .filter(({ state }) => state !== 'open' && state !== 'void')
          .map(({ id, number, state, endedAt, result }) => ({
            id,
            number,
            ended: endedAt && this.wording.moment(endedAt),
            percentage: result?.percentage,
            passed: result?.passed,
            provisional: result?.provisional,
            isAwaiting: state === 'awaiting-marking',
            isHeldBack: state === 'held-back',
          })),
      },
      refusal?.status ?? 200,
    );
  }

  /** What to know of a quiz whose programme nobody qualified has approved; `null`: somebody has. */
  private async unapproved(programme: string): Promise<string | null> {
    const { status, note } = await this.approvals.ofProgramme(await this.programmes.running(programme));
    return status === 'approved' ? null : note;
  }

  private windowInWords({ opensAt, closesAt }: QuizView) {
    return [
      ...(opensAt ? [{ label: 'Opens', value: this.wording.moment(opensAt).text }] : []),
      ...(closesAt ? [{ label: 'Closes', value: this.wording.moment(closesAt).text }] : []),
    ];
  }

  /** Not handed in in time, where that is asked for. */
  private voidPage({ quiz, number, endedAt }: AttemptView): Page {
    return new Page('learn/void', {
      title: `${quiz.title}: void`,
      unlisted: true,
      crumbs: [
        { label: 'Learn', address: '/learn' },
        { label: quiz.title, address: `/learn/quizzes/${quiz.id}` },
        { label: `Attempt ${number}` },
      ],
      quizId: quiz.id,
      ended: endedAt && this.wording.moment(endedAt),
    });
  }

  private async resultPage({
    quiz,
    number,
    state,
    endedAt,
    result,
    items,
    review,
    scorings,
  }: AttemptView): Promise<Page> {
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
      approval: await this.unapproved(quiz.programme),
      ended: endedAt && this.wording.moment(endedAt),
      isAwaiting: state === 'awaiting-marking',
      isHeldBack: state === 'held-back',
      passed: result?.passed,
      percentage: result?.percentage,
      marks: result && `${result.mark} of ${counted(result.maxMark, 'mark')}`,
      provisional: result?.provisional,
      failedSafetyTopics: result?.failedSafetyTopics.map(unhyphened) ?? [],
      scorings: scorings.length < 2 ? [] : scorings.toReversed().map((one) => this.scoringInWords(one)),
      review: (review ?? []).flatMap((reviewed) => {
        const item = asked.get(reviewed.slot);
        return item ? [presentReview(item, reviewed)] : [];
      }),
    });
  }

  private scoringInWords({ inForceFrom, because, ...result }: AttemptView['scorings'][number]) {
    return { result: resultInWords(result), since: this.wording.moment(inForceFrom), because };
  }
}

/** Nobody is told anything before a panel has met. */
function isHeldBack({ results, provisional }: QuizView): boolean {
  return results === 'after-cut-score' && provisional;
}

/** Which questions must be wholly right; `null`: none. Of those that are drawn nobody can say how many. */
function safetyInWords({ safetyCriticalQuestions: pinned, drawsSafetyCritical }: QuizView): string | null {
  if (drawsSafetyCritical) return 'Questions';
  return pinned > 0 ? counted(pinned, 'question') : null;
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
  const { slot, topic, safetyCritical, mark, maxMark, regraded, outcome, feedback, key, rationale } = reviewed;
  return {
    number: slot,
    prompt: promptForReview(item),
    topic: unhyphened(topic),
    safetyCritical,
    marks: mark === null ? null : `${Math.round(mark * 100) / 100} of ${maxMark}`,
    ...(outcome && OUTCOMES[outcome]),
    ...(regraded === 'void-item' && { tone: 'neutral', words: 'Taken out of the mark' }),
    marking: reviewed.marking,
    isRegraded: regraded !== null && regraded !== 'void-item',
    answered: answerInWords(item),
    feedback: feedback.map(line),
    key: key?.map(line),
    rationale: rationale === undefined ? null : questionHtml(rationale, item.format),
  };
}
