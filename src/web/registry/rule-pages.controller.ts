import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, Matches, MaxLength, ValidateBy } from 'class-validator';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { isDay } from '../../kernel/day';
import { NotFound } from '../../kernel/errors';
import { REVIEW_OUTCOMES, REVIEW_STATES, type ReviewOutcome, type RuleView } from '../../scope-of-practice/rule-set';
import { ScopeRegister } from '../../scope-of-practice/scope-register.service';
import { checked, type Form, orShowAgain, textOf } from '../forms';
import { IdPipe } from '../id.pipe';
import { Page, SeeOther } from '../page';
import { periodInWords, reviewInWords, standingInWords } from '../scope/rule-presenter';
import { capitalised, unhyphened, Wording } from '../wording';
import { RulePage } from './rule-page';
import { registryTabs } from './tabs';

class ReviewForm {
  @Matches(/^[^\p{Cc}]+$/u, { message: 'must name the text, on one line' })
  @MaxLength(500, { message: 'has at most 500 characters' })
  comparedWith: string;

  @ValidateBy({ name: 'day', validator: { validate: isDay, defaultMessage: () => 'is a day of the calendar' } })
  comparedOn: string;

  @IsIn(REVIEW_OUTCOMES, { message: 'is that it agrees, or that it does not' })
  outcome: ReviewOutcome;

  @MaxLength(2000, { message: 'has at most 2000 characters' })
  note: string;
}

/** What each state of review asks of a registrar; what waits for one stands first. */
const STATES: Record<(typeof REVIEW_STATES)[number], { order: number; words: string }> = {
  'review-overdue': {
    order: 1,
    words: 'Compared more than twelve months ago. Their figures are not printed until somebody compares again.',
  },
  unverified: {
    order: 2,
    words: 'Nobody has held these against the law yet. Certificates name them, without a figure.',
  },
  refused: {
    order: 3,
    words: 'Somebody compared these and found that they differ. A version that agrees has to be recorded.',
  },
  verified: { order: 4, words: 'Compared with the law within the last twelve months.' },
};

/** The register of rules at the registrar's desk: what waits to be held against the primary text. */
@ApiExcludeController()
@Controller('registry/rules')
export class RulePagesController {
  constructor(
    private readonly scope: ScopeRegister,
    private readonly rulePage: RulePage,
    private readonly wording: Wording,
  ) {}

  @Get()
  @Allow('certificate:list')
  async list(@CurrentActor() actor: PersonActor) {
    const rules = await this.scope.reviewable();
    const places = new Map((await this.scope.jurisdictions()).map((place) => [place.code, place]));
    const line = (rule: RuleView) => ({
      address: `/registry/rules/${rule.id}/${rule.version}`,
      place: places.get(rule.jurisdiction)?.name ?? rule.jurisdiction,
      code: rule.jurisdiction,
      fictional: places.get(rule.jurisdiction)?.fictional ?? false,
      profession: unhyphened(rule.profession),
      rule: rule.rule === 'authority' ? null : capitalised(unhyphened(rule.rule)),
      period: periodInWords(rule.inForce, this.wording),
      citation: rule.instrument?.citation ?? 'No instrument is recorded',
      standing: standingInWords(rule.standing, rule.review.state),
      dueOn: rule.review.dueOn && this.wording.day(rule.review.dueOn),
      comparedOn: rule.review.comparedOn && this.wording.day(rule.review.comparedOn),
      isHeld: rule.hold !== null,
    });
    return new Page('registry/rules', {
      title: 'Rules',
      tabs: registryTabs('/registry/rules', actor.roles),
      groups: REVIEW_STATES.map((state) => ({
        state,
        order: STATES[state].order,
        words: STATES[state].words,
        review: reviewInWords(state),
        rules: rules.filter(({ review }) => review.state === state).map(line),
      }))
        .filter((group) => group.rules.length > 0)
        .toSorted((a, b) => a.order - b.order),
    });
  }

  @Get(':id/:version')
  @Allow('certificate:list')
  show(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Param('version') version: string) {
    return this.rulePage.of(actor, id, sequenceIn(version));
  }

  @Post(':id/:version/review')
  @Allow('rule:review')
  review(
    @CurrentActor() actor: PersonActor,
    @Param('id', IdPipe) id: string,
    @Param('version') version: string,
    @Body() form: Form,
  ) {
    const sequence = sequenceIn(version);
    const values = {
      comparedWith: textOf(form, 'comparedWith'),
      comparedOn: textOf(form, 'comparedOn'),
      outcome: textOf(form, 'outcome'),
      note: textOf(form, 'note'),
    };
    return orShowAgain(
      async () => {
        const { note, ...review } = checked(ReviewForm, values);
        await this.scope.review(actor, id, sequence, { ...review, note: note || undefined });
        return new SeeOther(`/registry/rules/${id}/${version}`, 'The comparison is recorded under your name.');
      },
      (refusal) => this.rulePage.of(actor, id, sequence, { values, refusal }),
    );
  }
}

/** Which version an address names; what is no number names none. */
function sequenceIn(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new NotFound('That version of the rule');
  return Number(text);
}
