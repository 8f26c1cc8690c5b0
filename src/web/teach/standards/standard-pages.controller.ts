import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Quizzes } from '../../../assessment/quizzes.service';
import { StandardSettings } from '../../../assessment/standard-setting.service';
import {
  METHODS,
  type CutScoreView,
  type HeldBack,
  type StandardMethod,
  type StandardSettingView,
} from '../../../assessment/standard-view';
import { Allow, CurrentActor, type PersonActor } from '../../../identity/access';
import { People } from '../../../identity/people.service';
import { NotFound } from '../../../kernel/errors';
import { type Form, listOf, orShowAgain, Refusal, textOf } from '../../forms';
import { IdPipe } from '../../id.pipe';
import { Page, SeeOther } from '../../page';
import { counted, Wording } from '../../wording';
import { ratingFields, ratingsIn, stationResultsIn } from './standard-form';
import { METHOD_WORDS, resultInWords } from './standard-words';

const STYLES = ['css/statistics.css'];

const STATES: Readonly<Record<CutScoreView['state'], { tone: string; text: string }>> = {
  proposed: { tone: 'careful', text: 'Waits for a second person' },
  approved: { tone: 'good', text: 'Approved' },
  declined: { tone: 'neutral', text: 'Declined' },
};

/** Panels that set pass marks: called, judged in rounds, proposed by the chair, approved by a second person. */
@ApiExcludeController()
@Controller('teach')
export class StandardPagesController {
  constructor(
    private readonly standards: StandardSettings,
    private readonly quizzes: Quizzes,
    private readonly people: People,
    private readonly wording: Wording,
  ) {}

  @Get('standards')
  @Allow('standard:read')
  async mine(@CurrentActor() actor: PersonActor): Promise<Page> {
    const settings = await this.standards.list({ memberId: actor.id });
    return new Page('teach/standards/list', {
      title: 'Pass marks',
      heading: 'Panels that you are on',
      crumbs: [{ address: '/teach', label: 'Teach' }, { label: 'Pass marks' }],
      panels: settings.map((one) => this.line(one, actor)),
      mayCall: actor.roles.includes('instructor'),
      call: '/teach/standards/station',
      callWords: 'Work out the cut score of a station',
    });
  }

  @Get('quizzes/:id/standards')
  @Allow('standard:read')
  async ofQuiz(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) quizId: string): Promise<Page> {
    const { title } = await this.quizzes.nameOf(quizId);
    const settings = await this.standards.list({ quizId });
    const rule = await this.quizzes.passRuleOf(quizId);
    return new Page('teach/standards/list', {
      title: `${title}: pass mark`,
      heading: `${title}: pass mark`,
      crumbs: [
        { address: `/teach/quizzes/${quizId}/statistics`, label: `${title}: statistics` },
        { label: 'Pass mark' },
      ],
      passMark: rule.passMark,
      provisional: rule.passMarkStatus === 'provisional',
      since: rule.setBy && this.wording.moment(rule.setBy.since),
      by: rule.setBy && METHOD_WORDS[rule.setBy.method],
      panels: settings.map((one) => this.line(one, actor)),
      cuts: await this.cutsInWords(await this.standards.cutScoresOf(quizId)),
      mayCall: actor.roles.includes('instructor'),
      call: `/teach/quizzes/${quizId}/standards/new`,
      callWords: 'Call a panel',
    });
  }

  @Get('quizzes/:id/standards/new')
  @Allow('standard:chair')
  ask(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) quizId: string): Promise<Page> {
    return this.callPage(actor, quizId, {});
  }

  @Post('quizzes/:id/standards/new')
  @Allow('standard:chair')
  call(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) quizId: string, @Body() form: Form) {
    return orShowAgain(
      async () => {
        const method = methodIn(form);
        const { id } = await this.standards.call(actor, {
          ...{ method, quizId, borderline: borderlineIn(form), judges: listOf(form, 'judges') },
        });
        return new SeeOther(`/teach/standards/${id}`, 'The panel is called, and its first round is open.');
      },
      (refusal) => this.callPage(actor, quizId, form, refusal),
    );
  }

  @Get('standards/station')
  @Allow('standard:chair')
  askStation(@Query() query: Form): Page {
    return this.stationPage({ station: textOf(query, 'station') });
  }

  @Post('standards/station')
  @Allow('standard:chair')
  station(@CurrentActor() actor: PersonActor, @Body() form: Form) {
    return orShowAgain(
      async () => {
        const { id } = await this.standards.call(actor, {
          method: 'borderline-regression',
          station: textOf(form, 'station').slice(0, 80),
          borderline: borderlineIn(form),
          results: stationResultsIn(form),
        });
        return new SeeOther(
          `/teach/standards/${id}`,
          'Worked out. It counts for nothing before a colleague approves it.',
        );
      },
      (refusal) => this.stationPage(form, refusal),
    );
  }

  @Get('standards/:id')
  @Allow('standard:read')
  show(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) settingId: string): Promise<Page> {
    return this.page(actor, settingId);
  }

  @Post('standards/:id/ratings')
  @Allow('standard:judge')
  rate(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) settingId: string, @Body() form: Form) {
    return this.carry(actor, settingId, form, async ({ method, items }) => {
      await this.standards.rate(actor, settingId, Number(textOf(form, 'round')), ratingsIn(method, items, form));
      return 'Kept. Until the chair closes the round you may change it.';
    });
  }

  @Post('standards/:id/rounds')
  @Allow('standard:chair')
  close(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) settingId: string, @Body() form: Form) {
    return this.carry(actor, settingId, form, async () => {
      await this.standards.closeRound(actor, settingId);
      return 'The round is closed: everybody on the panel sees what came of it. Another one is open.';
    });
  }

  @Post('standards/:id/cut-scores')
  @Allow('standard:chair')
  propose(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) settingId: string, @Body() form: Form) {
    return this.carry(actor, settingId, form, async () => {
      const adopted = textOf(form, 'adopted').replace(',', '.');
      const reason = textOf(form, 'reason').slice(0, 2000) || undefined;
      await this.standards.propose(actor, settingId, {
        ...(adopted && { adopted: Math.round(Number(adopted) * 100) / 100 }),
        reason,
      });
      return 'Proposed. It counts once a colleague has approved it.';
    });
  }

  @Post('standards/:id/cut-scores/:cut/:step')
  @Allow('standard:approve')
  decide(
    @CurrentActor() actor: PersonActor,
    @Param('id', IdPipe) settingId: string,
    @Param('cut', IdPipe) cutScoreId: string,
    @Param('step') step: string,
    @Body() form: Form,
  ) {
    const note = textOf(form, 'note').slice(0, 2000) || undefined;
    return this.carry(actor, settingId, form, async () => {
      if (step !== 'approval' && step !== 'refusal') throw new NotFound('That page');
      if (step === 'refusal') await this.standards.decline(actor, cutScoreId, note);
      else await this.standards.approve(actor, cutScoreId, note);
      return step === 'approval'
        ? 'Approved. It counts for every attempt that ends from now on.'
        : 'Declined. Nothing was changed.';
    });
  }

  private carry(
    actor: PersonActor,
    settingId: string,
    form: Form,
    work: (panel: StandardSettingView) => Promise<string>,
  ) {
    return orShowAgain(
      async () => new SeeOther(`/teach/standards/${settingId}`, await work(await this.standards.get(actor, settingId))),
      (refusal) => this.page(actor, settingId, form, refusal),
    );
  }

  private async page(actor: PersonActor, settingId: string, form: Form = {}, refusal?: Refusal): Promise<Page> {
    const panel = await this.standards.get(actor, settingId);
    const { method, quiz, station, items, rounds, judgeIds, chairId, cutScores, result } = panel;
    const names = await this.people.namesOf([...judgeIds, chairId]);
    const isChair = chairId === actor.id;
    const open = rounds.find(({ closedAt }) => closedAt === null);
    const closed = rounds.filter(({ closedAt }) => closedAt !== null).toReversed();
    const isFrozen = cutScores.some(({ state }) => state === 'approved');
    const isJudge = judgeIds.includes(actor.id);
    const name = quiz?.title ?? station ?? '';
    const last = closed[0]?.result ?? result;
    return new Page(
      'teach/standards/panel',
      {
        styles: STYLES,
        title: `${name}: ${METHOD_WORDS[method]}`,
        unlisted: true,
        crumbs: [
          quiz
            ? { address: `/teach/quizzes/${quiz.id}/standards`, label: `${quiz.title}: pass mark` }
            : { address: '/teach/standards', label: 'Pass marks' },
          { label: METHOD_WORDS[method] },
        ],
        name,
        method: METHOD_WORDS[method],
        borderline: panel.borderline,
        chair: names.get(chairId) ?? 'Somebody erased',
        judges: judgeIds.map((id) => ({
          name: names.get(id) ?? 'Somebody erased',
          hasRated: open?.rated.includes(id) ?? true,
        })),
        isFew: judgeIds.length > 0 && judgeIds.length < 6,
        open: open && { round: open.round, rated: open.rated.length, missing: judgeIds.length - open.rated.length },
        rates: open && isJudge && !isFrozen ? ratingFields(method, items, open.own, form, refusal?.errors ?? {}) : null,
        ratingAction: `/teach/standards/${settingId}/ratings`,
        rounds: closed.map(({ round, closedAt, result: came }) => ({
          round,
          closed: closedAt && this.wording.moment(closedAt),
          ...(came && resultInWords(came, items, names)),
        })),
        station: result && resultInWords(result, items, names),
        closing: isChair && open && !isFrozen ? `/teach/standards/${settingId}/rounds` : null,
        proposal: isChair && !isFrozen && last?.cut != null ? `/teach/standards/${settingId}/cut-scores` : null,
        heldBack: panel.heldBack && heldBackInWords(panel.heldBack),
        adopted: textOf(form, 'adopted'),
        reason: textOf(form, 'reason'),
        cuts: await this.cutsInWords(cutScores, actor, settingId),
        refusal,
      },
      refusal?.status ?? 200,
    );
  }

  private async callPage(actor: PersonActor, quizId: string, form: Form, refusal?: Refusal): Promise<Page> {
    const { title } = await this.quizzes.nameOf(quizId);
    const chosen = listOf(form, 'judges');
    const staff = [...(await this.people.holdersOf('instructor')), ...(await this.people.holdersOf('assessor'))];
    const judges = [...new Map(staff.map((person) => [person.id, person])).values()];
    return new Page(
      'teach/standards/call',
      {
        title: `Call a panel for ${title}`,
        crumbs: [
          { address: `/teach/quizzes/${quizId}/standards`, label: `${title}: pass mark` },
          { label: 'Call a panel' },
        ],
        name: title,
        action: `/teach/quizzes/${quizId}/standards/new`,
        methods: METHODS.filter((method) => method !== 'borderline-regression').map((value) => ({
          ...{ value, label: METHOD_WORDS[value], hint: METHOD_HINTS[value] },
          isChosen: (textOf(form, 'method') || 'angoff') === value,
        })),
        borderline: textOf(form, 'borderline'),
        judges: judges.map(({ id, name }) => ({
          id,
          name: id === actor.id ? `${name} (you)` : name,
          isChosen: chosen.includes(id),
        })),
        judgesError: refusal?.faults.find(({ path }) => path.startsWith('judges'))?.message,
        refusal,
      },
      refusal?.status ?? 200,
    );
  }

  private stationPage(form: Form, refusal?: Refusal): Page {
    return new Page(
      'teach/standards/station',
      {
        title: 'The cut score of a station',
        crumbs: [{ address: '/teach/standards', label: 'Pass marks' }, { label: 'A station' }],
        values: Object.fromEntries(
          ['station', 'borderline', 'maxScore', 'borderlineRating', 'results'].map((name) => [
            name,
            textOf(form, name),
          ]),
        ),
        refusal,
      },
      refusal?.status ?? 200,
    );
  }

  private line(
    {
      id,
      method,
      station,
      calledAt,
      chairId,
    }: { id: string; method: StandardMethod; station: string | null; calledAt: Date; chairId: string },
    actor: PersonActor,
  ) {
    return {
      address: `/teach/standards/${id}`,
      label: station ? `${METHOD_WORDS[method]}: ${station}` : METHOD_WORDS[method],
      called: this.wording.moment(calledAt),
      role: chairId === actor.id ? 'You chair it' : null,
    };
  }

  private async cutsInWords(cuts: readonly CutScoreView[], actor?: PersonActor, settingId?: string) {
    const names = await this.people.namesOf(
      cuts.flatMap(({ proposedBy, decidedBy }) => [proposedBy, ...(decidedBy ? [decidedBy] : [])]),
    );
    const mayApprove = actor?.roles.some((role) => role === 'instructor' || role === 'registrar') ?? false;
    return cuts.map(
      ({
        id,
        number,
        computed,
        adopted,
        standardError,
        judges,
        reason,
        state,
        proposedBy,
        proposedAt,
        decidedBy,
        decidedAt,
      }) => ({
        number,
        adopted,
        computed: computed === adopted ? null : computed,
        error: standardError === null ? null : standardError.toFixed(2),
        judges,
        reason,
        state: STATES[state],
        by: names.get(proposedBy) ?? 'somebody erased',
        proposed: this.wording.moment(proposedAt),
        decided: decidedAt && {
          by: (decidedBy && names.get(decidedBy)) ?? 'somebody erased',
          at: this.wording.moment(decidedAt),
        },
        approval:
          mayApprove && state === 'proposed' && proposedBy !== actor?.id
            ? `/teach/standards/${settingId}/cut-scores/${id}/approval`
            : null,
        refusal: mayApprove && state === 'proposed' ? `/teach/standards/${settingId}/cut-scores/${id}/refusal` : null,
      }),
    );
  }
}

const METHOD_HINTS: Readonly<Record<StandardMethod, string>> = {
  angoff:
    'Judges say of each question how many in a hundred candidates who are only just good enough would have it right.',
  ebel: 'Judges sort the questions by relevance and difficulty, and say what they expect of each kind.',
  hofstee: 'Judges say which pass marks and failure rates they would accept; the results decide between them.',
  'borderline-regression': '',
};

function methodIn(form: Form): StandardMethod {
  return METHODS.find((method) => method === textOf(form, 'method')) ?? 'angoff';
}

const borderlineIn = (form: Form) => textOf(form, 'borderline').slice(0, 5000);

function heldBackInWords({ attempts, beyondPanel }: HeldBack): { waiting: string; beyond: string | null } {
  const verb = (count: number, one: string, many: string) => (count === 1 ? one : many);
  return {
    waiting: `${counted(attempts, 'result')} of this quiz ${verb(attempts, 'waits', 'wait')} for the pass mark.`,
    beyond:
      beyondPanel > 0
        ? `${beyondPanel} of them ${verb(beyondPanel, 'was', 'were')} asked a question that this panel has not seen, and ${verb(beyondPanel, 'stays', 'stay')} held back until another panel has.`
        : null,
  };
}
