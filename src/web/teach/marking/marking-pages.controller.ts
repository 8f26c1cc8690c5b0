import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { AnswerToMark, MarkView } from '../../../assessment/marking-view';
import { Marking } from '../../../assessment/marking.service';
import { MarkingReports } from '../../../assessment/marking-reports.service';
import { Quizzes } from '../../../assessment/quizzes.service';
import { questionHtml, questionLine } from '../../../catalogue/question-text';
import { Allow, CurrentActor, type PersonActor } from '../../../identity/access';
import { People } from '../../../identity/people.service';
import { type Form, orShowAgain, Refusal, textOf } from '../../forms';
import { IdPipe } from '../../id.pipe';
import { Page, SeeOther } from '../../page';
import { counted, Wording } from '../../wording';

const STYLES = ['css/statistics.css'];

/** Of those before them the API tells. */
const CHANGES_SHOWN = 100;

const TASKS = ['mark', 'reconciliation', 'change'] as const;

const CRUMB = { address: '/teach/marking', label: 'Marking' };

const SAID: Readonly<Record<string, string>> = {
  nothing: 'Kept. The answer is marked, and scored.',
  'second-mark': 'Kept. A colleague gives it the second mark, without seeing yours.',
  reconciliation: 'Kept. The two marks lie apart: look at both, and decide together.',
};

/** Essays are marked question by question, without names; then how far markers agree, and what became of scores. */
@ApiExcludeController()
@Controller('teach')
export class MarkingPagesController {
  constructor(
    private readonly marking: Marking,
    private readonly reports: MarkingReports,
    private readonly quizzes: Quizzes,
    private readonly people: People,
    private readonly wording: Wording,
  ) {}

  @Get('marking')
  @Allow('essay:mark')
  async queue(@CurrentActor() actor: PersonActor): Promise<Page> {
    const piles = await this.reports.queue(actor);
    return new Page('teach/marking/queue', {
      styles: STYLES,
      title: 'Marking',
      crumbs: [{ address: '/teach', label: 'Teach' }, { label: 'Marking' }],
      piles: piles.map(({ quiz, question, questionVersionId, waiting, reconciling, waitingForOthers }) => ({
        quiz: quiz.title,
        about: `/teach/quizzes/${quiz.id}/marking`,
        prompt: questionLine(question.prompt),
        address: `/teach/quizzes/${quiz.id}/marking/${questionVersionId}`,
        waiting,
        reconciling,
        waitingForOthers,
        isOpen: waiting + reconciling > 0,
      })),
    });
  }

  /** The plan, the agreement and the log of one quiz. */
  @Get('quizzes/:id/marking')
  @Allow('essay:mark')
  about(@Param('id', IdPipe) quizId: string): Promise<Page> {
    return this.aboutPage(quizId);
  }

  @Post('quizzes/:id/marking')
  @Allow('essay:mark')
  setPlan(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) quizId: string, @Body() form: Form) {
    return orShowAgain(
      async () => {
        const given = { doubleShare: numberIn(form, 'doubleShare'), tolerance: numberIn(form, 'tolerance') };
        await this.marking.setPlan(actor, quizId, given);
        return new SeeOther(
          `/teach/quizzes/${quizId}/marking`,
          'Kept. It holds for answers on which nobody has begun.',
        );
      },
      (refusal) => this.aboutPage(quizId, form, refusal),
    );
  }

  @Get('quizzes/:id/marking/:version')
  @Allow('essay:mark')
  async next(
    @CurrentActor() actor: PersonActor,
    @Param('id', IdPipe) quizId: string,
    @Param('version', IdPipe) version: string,
  ) {
    const answer = await this.marking.next(actor, quizId, version);
    return answer ? this.answerPage(answer) : new SeeOther('/teach/marking', 'Nothing of this question waits for you.');
  }

  @Get('marking/answers/:id')
  @Allow('essay:mark')
  async show(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) answerId: string): Promise<Page> {
    return this.answerPage(await this.marking.get(actor, answerId));
  }

  @Post('marking/answers/:id')
  @Allow('essay:mark')
  async mark(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) answerId: string, @Body() form: Form) {
    const answer = await this.marking.get(actor, answerId);
    return orShowAgain(
      async () => {
        const needs = await this.marking.mark(actor, answerId, markIn(form, answer));
        const { quizId, questionVersionId } = answer;
        return new SeeOther(`/teach/quizzes/${quizId}/marking/${questionVersionId}`, SAID[needs ?? 'nothing']);
      },
      async (refusal) => this.answerPage(await this.marking.get(actor, answerId), form, refusal),
    );
  }

  private answerPage(answer: AnswerToMark, form: Form = {}, refusal?: Refusal): Page {
    const { pseudonym, prompt, format, rubric, modelAnswer, text, words, task, marks } = answer;
    return new Page(
      'teach/marking/answer',
      {
        styles: STYLES,
        title: `${pseudonym}: marking`,
        unlisted: true,
        crumbs: [CRUMB, { label: pseudonym }],
        pseudonym,
        action: `/teach/marking/answers/${answer.id}`,
        prompt: questionHtml(prompt, format),
        modelAnswer: modelAnswer && questionHtml(modelAnswer, format),
        paragraphs: text?.split(/\n{2,}/) ?? null,
        words: counted(words, 'word'),
        task,
        decides: task !== 'mark',
        marks: marks.map((mark) => this.markInWords(mark, answer)),
        criteria: rubric.map(({ slug, title, levels }) => ({
          slug,
          title: questionLine(title, format),
          levels: levels.map(({ points, description }) => ({
            points,
            description: questionLine(description, format),
            isChosen: textOf(form, `points.${slug}`) === String(points),
          })),
          error: refusal?.errors[`points.${slug}`],
        })),
        comment: textOf(form, 'comment'),
        note: textOf(form, 'note'),
        refusal,
      },
      refusal?.status ?? 200,
    );
  }

  private markInWords({ by, kind, points, total, comment, note, markedAt }: MarkView, { rubric }: AnswerToMark) {
    return {
      by,
      kind: { mark: 'Mark', decision: 'Decision', change: 'Change' }[kind],
      total,
      criteria: rubric.map(({ slug, title }) => ({ title, points: points[slug] })),
      comment,
      note,
      at: this.wording.moment(markedAt),
    };
  }

  private async aboutPage(quizId: string, form?: Form, refusal?: Refusal): Promise<Page> {
    const { title } = await this.quizzes.nameOf(quizId);
    const plan = await this.marking.planOf(quizId);
    const agreement = await this.reports.agreement(quizId);
    const changes = (await this.reports.scoreChanges(quizId)).slice(0, CHANGES_SHOWN);
    const names = await this.people.namesOf([
      ...agreement.flatMap(({ pairs }) => pairs.flatMap(({ markers }) => markers)),
      ...changes.flatMap(({ by }) => (by ? [by] : [])),
    ]);
    return new Page(
      'teach/marking/quiz',
      {
        styles: STYLES,
        title: `${title}: marking`,
        crumbs: [CRUMB, { label: title }],
        name: title,
        action: `/teach/quizzes/${quizId}/marking`,
        hasPlan: plan !== null,
        values: {
          doubleShare: form ? textOf(form, 'doubleShare') : String(plan?.doubleShare ?? ''),
          tolerance: form ? textOf(form, 'tolerance') : String(plan?.tolerance ?? 1),
        },
        agreement: agreement.map(({ slug, version, overall, criteria, pairs }) => ({
          name: version > 1 ? `${slug}, version ${version}` : slug,
          rows: [
            { label: 'Totals', ...agreementInWords(overall) },
            ...criteria.map((one) => ({ label: one.title, ...agreementInWords(one) })),
            ...pairs.map((one) => ({
              label: one.markers.map((id) => names.get(id) ?? 'Somebody erased').join(' and '),
              ...agreementInWords(one),
            })),
          ],
        })),
        changes: changes.map(({ number, reason, from, to, at, by, because }) => ({
          number,
          reason: reason === 'marking' ? 'Marked' : 'Regraded',
          from: `${from.percentage} %`,
          to: `${to.percentage} %, ${to.passed ? 'passed' : 'not passed'}`,
          at: this.wording.moment(at),
          by: by && (names.get(by) ?? 'somebody erased'),
          because,
        })),
        refusal,
      },
      refusal?.status ?? 200,
    );
  }
}

function agreementInWords({
  n,
  kappa,
  interval,
  exact,
  meanDifference,
}: {
  n: number;
  kappa: number | null;
  interval: { low: number; high: number } | null;
  exact: number | null;
  meanDifference: number | null;
}) {
  const rounded = (value: number | null) => (value === null ? '–' : value.toFixed(2));
  return {
    n,
    kappa: rounded(kappa),
    interval: interval && `${rounded(interval.low)} to ${rounded(interval.high)}`,
    exact: exact === null ? '–' : `${Math.round(exact * 100)} %`,
    difference: rounded(meanDifference),
  };
}

function markIn(form: Form, { rubric, task }: AnswerToMark) {
  const points = rubric.flatMap(({ slug }) => {
    const given = textOf(form, `points.${slug}`);
    return given === '' ? [] : [[slug, Number(given)] as const];
  });
  return {
    points: Object.fromEntries(points),
    comment: textOf(form, 'comment').slice(0, 5000) || undefined,
    note: textOf(form, 'note').slice(0, 2000) || undefined,
    // What the marker was shown, not what it needs by now: a colleague may have been faster.
    task: TASKS.find((one) => one === textOf(form, 'task')) ?? task,
  };
}

function numberIn(form: Form, field: string): number {
  const text = textOf(form, field).replace(',', '.');
  return text === '' ? Number.NaN : Number(text);
}
