import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow, CurrentActor, type PersonActor } from '../../../identity/access';
import { NotFound } from '../../../kernel/errors';
import { ProposeRuleDto, ReviewProposalDto } from '../../../scope-of-practice/proposal.dto';
import { RuleProposals } from '../../../scope-of-practice/rule-proposals.service';
import { checked, type Form, orShowAgain, type Refusal, refusalAt, textOf } from '../../forms';
import { IdPipe } from '../../id.pipe';
import { type Page, SeeOther } from '../../page';
import { LawDesk } from './law-desk';
import { ProposalPage } from './proposal-page';
import { textIn, typedOf, withRow } from './version-form';

const ADDRESS = '/registry/law';

/** A new version of a rule at the registrars' desk: written, compared, published. */
@ApiExcludeController()
@Controller('registry/law')
export class ProposalPagesController {
  constructor(
    private readonly proposals: RuleProposals,
    private readonly desk: LawDesk,
    private readonly page: ProposalPage,
  ) {}

  @Get()
  @Allow('certificate:list')
  list(@CurrentActor() actor: PersonActor): Promise<Page> {
    return this.page.list(actor);
  }

  @Get('calendar')
  @Allow('certificate:list')
  calendar(@CurrentActor() actor: PersonActor): Promise<Page> {
    return this.page.calendar(actor);
  }

  /** Empty, or with the words of the version that `from` names: `<rule>/<version>`, to be corrected or followed. */
  @Get('new')
  @Allow('rule:propose')
  async begin(@Query() query: Form): Promise<Page> {
    return this.page.form(await this.page.beginning(textOf(query, 'from'), textOf(query, 'as') === 'correction'));
  }

  @Post('new')
  @Allow('rule:propose')
  propose(@CurrentActor() actor: PersonActor, @Body() form: Form) {
    const typed = textIn(form);
    return orShowAgain(
      async () => {
        const more = textOf(form, 'do');
        if (more.startsWith('add-')) return this.page.form(withRow(form, more.slice('add-'.length)));
        const names = ['jurisdiction', 'profession', 'intervention', 'rule', 'edition'];
        const corrects = Number(textOf(form, 'corrects')) || undefined;
        const { id } = await this.proposals.propose(
          actor,
          checked(ProposeRuleDto, {
            ...Object.fromEntries(names.map((name) => [name, textOf(form, name)])),
            ...{ corrects, text: typed.text },
          }),
        );
        return new SeeOther(`${ADDRESS}/${id}`, 'Kept as a draft. It is no part of the register yet.');
      },
      (refusal) => this.page.form(form, refusalAt(refusal, typed.fieldAt)),
    );
  }

  @Get(':id')
  @Allow('certificate:list')
  show(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string): Promise<Page> {
    return this.page.show(actor, id);
  }

  @Get(':id/wording')
  @Allow('rule:propose')
  async edit(@Param('id', IdPipe) id: string): Promise<Page> {
    return this.page.rewording(id, typedOf((await this.proposals.get(id)).text));
  }

  @Post(':id/wording')
  @Allow('rule:propose')
  reword(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Body() form: Form) {
    const typed = textIn(form);
    return orShowAgain(
      async () => {
        const more = textOf(form, 'do');
        if (more.startsWith('add-')) return this.page.rewording(id, withRow(form, more.slice('add-'.length)));
        await this.proposals.reword(actor, id, typed.text);
        return new SeeOther(`${ADDRESS}/${id}`, 'Worded anew. Whoever compared it before has to do so again.');
      },
      (refusal) => this.page.rewording(id, form, refusalAt(refusal, typed.fieldAt)),
    );
  }

  @Post(':id/review')
  @Allow('rule:review')
  review(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Body() form: Form) {
    return this.carry(actor, id, form, async () => {
      const { digest, ...review } = checked(ReviewProposalDto, {
        comparedWith: textOf(form, 'comparedWith'),
        comparedOn: textOf(form, 'comparedOn'),
        outcome: textOf(form, 'outcome'),
        note: textOf(form, 'note') || undefined,
        digest: textOf(form, 'digest') || undefined,
      });
      const { state } = await this.proposals.review(actor, id, review, digest);
      return state === 'verified' ? 'Recorded: it agrees. It may be published.' : 'Recorded: it does not agree.';
    });
  }

  @Post(':id/:step')
  @Allow('rule:propose')
  step(
    @CurrentActor() actor: PersonActor,
    @Param('id', IdPipe) id: string,
    @Param('step') step: string,
    @Body() form: Form,
  ) {
    return this.carry(actor, id, form, async () => {
      switch (step) {
        case 'submission':
          await this.proposals.submit(actor, id);
          return 'Handed over. Another registrar compares it with the primary text.';
        case 'publication':
          await this.desk.publish(actor, id);
          return 'Published. Those whom it concerns are told.';
        case 'withdrawal':
          await this.proposals.withdraw(actor, id, textOf(form, 'note').slice(0, 2000) || undefined);
          return 'Withdrawn. It stays readable, and nothing can be done with it any more.';
        default:
          throw new NotFound('That page');
      }
    });
  }

  private carry(actor: PersonActor, id: string, form: Form, work: () => Promise<string>) {
    return orShowAgain(
      async () => new SeeOther(`${ADDRESS}/${id}`, await work()),
      (refusal: Refusal) => this.page.show(actor, id, form, refusal),
    );
  }
}
