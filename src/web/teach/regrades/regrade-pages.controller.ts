import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Quizzes } from '../../../assessment/quizzes.service';
import { Regrades } from '../../../assessment/regrades.service';
import { questionHtml } from '../../../catalogue/question-text';
import { Allow, CurrentActor, type PersonActor } from '../../../identity/access';
import { NotFound } from '../../../kernel/errors';
import { checked, type Form, orShowAgain, Refusal, textOf } from '../../forms';
import { IdPipe } from '../../id.pipe';
import { Page, SeeOther } from '../../page';
import { Wording } from '../../wording';
import { RegradeDesk } from './regrade-desk';
import { keyFields, requestIn } from './regrade-form';
import { type RegradeAnswerDto, RegradeDto } from './regrade.dto';
import { lineOf, regradeInWords } from './regrade-words';

const STYLES = ['css/statistics.css'];

/** A wrong key: corrected, looked at, proposed, and approved by a second person. */
@ApiExcludeController()
@Controller('teach')
export class RegradePagesController {
  constructor(
    private readonly desk: RegradeDesk,
    private readonly regrades: Regrades,
    private readonly quizzes: Quizzes,
    private readonly wording: Wording,
  ) {}

  @Get('quizzes/:id/regrades')
  @Allow('regrade:read')
  async list(
    @CurrentActor() actor: PersonActor,
    @Param('id', IdPipe) quizId: string,
    @Query('after') after?: string,
  ): Promise<Page> {
    const { title } = await this.quizzes.nameOf(quizId);
    const { items, next } = await this.desk.list({ limit: 50, ...(after && { cursor: after }) }, quizId);
    const mayPropose = actor.roles.includes('instructor');
    const asked = mayPropose ? await this.regrades.askedAt(quizId) : [];
    return new Page('teach/regrades', {
      title: `${title}: regrades`,
      name: title,
      crumbs: this.crumbs(quizId, title),
      regrades: items.map((one) => lineOf(one, this.wording)),
      mayPropose,
      ask: `/teach/quizzes/${quizId}/regrades/new`,
      questions: asked.map(({ slug, content }) => ({ slug, prompt: content.prompt })),
      next: next && `/teach/quizzes/${quizId}/regrades?after=${next}`,
    });
  }

  @Get('quizzes/:id/regrades/new')
  @Allow('regrade:propose')
  ask(@Param('id', IdPipe) quizId: string, @Query() query: Form): Promise<Page> {
    return this.form(quizId, query);
  }

  /** Says first what it would change; proposes on a second press. */
  @Post('quizzes/:id/regrades/new')
  @Allow('regrade:propose')
  carry(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) quizId: string, @Body() form: Form) {
    return orShowAgain(
      async () => {
        const { content } = await this.askedIn(quizId, form);
        const { dryRun: _dry, ...request } = checked(RegradeDto, requestIn(form, content));
        if (textOf(form, 'step') !== 'propose')
          return this.form(quizId, form, undefined, await this.desk.dryRun(actor, quizId, request));
        const { id } = await this.desk.propose(actor, quizId, request);
        return new SeeOther(
          `/teach/regrades/${id}`,
          'Proposed. It counts once a colleague has looked at it and approved it.',
        );
      },
      (refusal) => this.form(quizId, form, refusal),
    );
  }

  @Get('regrades/:id')
  @Allow('regrade:read')
  show(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) regradeId: string): Promise<Page> {
    return this.page(actor, regradeId);
  }

  @Post('regrades/:id/:step')
  @Allow('regrade:approve')
  decide(
    @CurrentActor() actor: PersonActor,
    @Param('id', IdPipe) regradeId: string,
    @Param('step') step: string,
    @Body() form: Form,
  ) {
    const note = textOf(form, 'note').slice(0, 2000) || undefined;
    const address = `/teach/regrades/${regradeId}`;
    return orShowAgain(
      async () => {
        if (step === 'approval') {
          await this.desk.approve(actor, regradeId, { digest: textOf(form, 'digest') || undefined, note });
          return new SeeOther(address, 'Approved. The new results count from now on; the old ones stay readable.');
        }
        if (step !== 'refusal') throw new NotFound('That page');
        const { state } = await this.desk.decline(actor, regradeId, note);
        return new SeeOther(
          address,
          state === 'withdrawn' ? 'Withdrawn. Nothing was changed.' : 'Declined. Nothing was changed.',
        );
      },
      (refusal) => this.page(actor, regradeId, refusal),
    );
  }

  private async page(actor: PersonActor, regradeId: string, refusal?: Refusal): Promise<Page> {
    const regrade = await this.desk.get(actor, regradeId);
    const { quiz, number, state, proposedBy, proposedAt, decidedBy, decidedAt, digest, isStale } = regrade;
    const isMine = proposedBy?.id === actor.id;
    const mayDecide = state === 'proposed' && actor.roles.some((role) => role === 'instructor' || role === 'registrar');
    return new Page(
      'teach/regrade',
      {
        styles: STYLES,
        title: `Regrade ${number} of ${quiz.title}`,
        unlisted: true,
        crumbs: [...this.crumbs(quiz.id, quiz.title, true), { label: `Regrade ${number}` }],
        ...regradeInWords(regrade),
        number,
        name: quiz.title,
        proposed: {
          by: isMine ? 'You' : (proposedBy?.name ?? 'Somebody erased'),
          at: proposedAt && this.wording.moment(proposedAt),
        },
        decided: decidedAt && { by: decidedBy?.name ?? 'somebody erased', at: this.wording.moment(decidedAt) },
        approval: mayDecide && !isMine ? `/teach/regrades/${regradeId}/approval` : null,
        decline: mayDecide ? `/teach/regrades/${regradeId}/refusal` : null,
        isMine,
        isWaiting: state === 'proposed',
        digest,
        isStale,
        seesCertificates: actor.roles.some((role) => role === 'registrar' || role === 'auditor'),
        refusal,
      },
      refusal?.status ?? 200,
    );
  }

  private async form(quizId: string, form: Form, refusal?: Refusal, plan?: RegradeAnswerDto): Promise<Page> {
    const { title } = await this.quizzes.nameOf(quizId);
    const { slug, content } = await this.askedIn(quizId, form);
    const policy = textOf(form, 'policy') || 'new-key';
    return new Page(
      'teach/regrade-ask',
      {
        styles: STYLES,
        title: `Correct a question of ${title}`,
        unlisted: true,
        crumbs: [...this.crumbs(quizId, title, true), { label: 'Correct a question' }],
        action: `/teach/quizzes/${quizId}/regrades/new`,
        name: title,
        question: { slug, prompt: questionHtml(content.prompt, content.format) },
        fields: keyFields(content, form),
        policies: POLICIES.map((one) => ({ ...one, isChosen: one.value === policy })),
        neverLower: textOf(form, 'neverLower') === 'yes',
        reason: textOf(form, 'reason'),
        plan: plan && regradeInWords(plan),
        refusal,
      },
      refusal?.status ?? 200,
    );
  }

  /** The newest version that was asked of the question that the form names. */
  private async askedIn(quizId: string, form: Form) {
    const asked = (await this.regrades.askedAt(quizId)).findLast(({ slug }) => slug === textOf(form, 'question'));
    if (!asked) throw new NotFound('That question');
    return asked;
  }

  private crumbs(quizId: string, title: string, isBelow = false) {
    return [
      { address: `/teach/quizzes/${quizId}/statistics`, label: `${title}: statistics` },
      isBelow ? { address: `/teach/quizzes/${quizId}/regrades`, label: 'Regrades' } : { label: 'Regrades' },
    ];
  }
}

const POLICIES = [
  { value: 'new-key', label: 'Score by the right key', hint: 'Whoever answered by the wrong one loses the mark.' },
  { value: 'accept-two-keys', label: 'Accept both keys', hint: 'Whichever gives a candidate more.' },
  { value: 'void-item', label: 'Take the question out', hint: 'It counts neither for the mark nor for the maximum.' },
  {
    value: 'full-marks',
    label: 'Full marks for everybody',
    hint: 'Everybody who was asked it has answered it rightly.',
  },
];
