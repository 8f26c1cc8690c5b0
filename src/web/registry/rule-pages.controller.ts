import { Body, Controller, Get, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, MaxLength, ValidateBy } from 'class-validator';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { People } from '../../identity/people.service';
import { isDay } from '../../kernel/day';
import { ScopeRegister } from '../../scope-of-practice/scope-register.service';
import { checked, type Form, orShowAgain, Refusal, textOf } from '../forms';
import { IdPipe } from '../id.pipe';
import { Page, SeeOther } from '../page';
import { presentRule, reviewInWords, standingInWords } from '../scope/rule-presenter';
import { capitalised, unhyphened, Wording } from '../wording';
import { registryTabs } from './tabs';

class ReviewForm {
  @IsNotEmpty({ message: 'names the text that you compared with' })
  @MaxLength(500, { message: 'has at most 500 characters' })
  comparedWith: string;

  @ValidateBy({ name: 'day', validator: { validate: isDay, defaultMessage: () => 'is a day of the calendar' } })
  comparedOn: string;

  @IsIn(['verified', 'refused'], { message: 'is that it agrees, or that it does not' })
  outcome: 'verified' | 'refused';

  @MaxLength(2000, { message: 'has at most 2000 characters' })
  note: string;
}

/** The register of rules at the registrar's desk: what waits to be held against the primary text. */
@ApiExcludeController()
@Controller('registry/rules')
export class RulePagesController {
  constructor(
    private readonly scope: ScopeRegister,
    private readonly people: People,
    private readonly wording: Wording,
  ) {}

  @Get()
  @Allow('certificate:list')
  async list() {
    const rules = await this.scope.reviewable();
    const names = new Map((await this.scope.jurisdictions()).map(({ code, name }) => [code, name]));
    const places = [...new Set(rules.map(({ jurisdiction }) => jurisdiction))];
    return new Page('registry/rules', {
      title: 'Rules',
      tabs: registryTabs('/registry/rules'),
      places: places.map((code) => ({
        code,
        name: names.get(code) ?? code,
        rules: rules
          .filter(({ jurisdiction }) => jurisdiction === code)
          .map((rule) => ({
            address: `/registry/rules/${rule.id}/${rule.version}`,
            profession: capitalised(unhyphened(rule.profession)),
            citation: rule.instrument?.citation ?? 'No instrument recorded',
            standing: standingInWords(rule.standing, rule.review.state),
            review: reviewInWords(rule.review.state),
            dueOn: rule.review.dueOn && this.wording.day(rule.review.dueOn),
          })),
      })),
    });
  }

  @Get(':id/:version')
  @Allow('certificate:list')
  show(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Param('version', ParseIntPipe) version: number) {
    return this.page(actor, id, version, {});
  }

  @Post(':id/:version/review')
  @Allow('rule:review')
  review(
    @CurrentActor() actor: PersonActor,
    @Param('id', IdPipe) id: string,
    @Param('version', ParseIntPipe) version: number,
    @Body() form: Form,
  ) {
    const values = {
      comparedWith: textOf(form, 'comparedWith'),
      comparedOn: textOf(form, 'comparedOn'),
      outcome: textOf(form, 'outcome'),
      note: textOf(form, 'note'),
    };
    return orShowAgain(
      async () => {
        const { note, ...review } = checked(ReviewForm, values);
        await this.scope.review(actor, id, version, { ...review, note: note || undefined });
        return new SeeOther(`/registry/rules/${id}/${version}`, 'The review is recorded under your name.');
      },
      (refusal) => this.page(actor, id, version, values, refusal),
    );
  }

  private async page(actor: PersonActor, id: string, version: number, values: object, refusal?: Refusal): Promise<Page> {
    const rule = await this.scope.version(id, version);
    const reviewers = await this.people.namesOf(rule.review.reviewedBy ? [rule.review.reviewedBy] : []);
    const presented = presentRule(rule, this.wording, reviewers);
    return new Page(
      'registry/rule',
      {
        title: `${rule.jurisdiction}, ${presented.profession}`,
        crumbs: [{ label: 'Rules', address: '/registry/rules' }, { label: `${rule.jurisdiction}, ${presented.profession}` }],
        ...presented,
        refusal,
        mayReview: actor.roles.includes('registrar'),
        today: this.scope.today(),
        values: { comparedOn: this.scope.today(), comparedWith: rule.instrument?.citation, ...values },
      },
      refusal?.status ?? 200,
    );
  }
}
