import { Injectable } from '@nestjs/common';
import type { PersonActor } from '../../identity/access';
import { People } from '../../identity/people.service';
import type { RuleView } from '../../scope-of-practice/rule-set';
import { type Comparison, RuleReviews } from '../../scope-of-practice/rule-reviews';
import { ScopeRegister } from '../../scope-of-practice/scope-register.service';
import { besideFields, type Refusal } from '../forms';
import { Page } from '../page';
import { presentRule } from '../scope/rule-presenter';
import { capitalised, Wording } from '../wording';
import { ruleName } from './rule-name';

/** What was typed into the form of a review. */
export interface ReviewValues {
  readonly comparedWith: string;
  readonly comparedOn: string;
  readonly outcome: string;
  readonly note: string;
}

/** One version of a rule in full, and the comparison with the law beside it. */
@Injectable()
export class RulePage {
  constructor(
    private readonly scope: ScopeRegister,
    private readonly reviews: RuleReviews,
    private readonly people: People,
    private readonly wording: Wording,
  ) {}

  async of(
    actor: PersonActor,
    ruleId: string,
    version: number,
    { values, refusal }: { values?: ReviewValues; refusal?: Refusal } = {},
  ): Promise<Page> {
    const rule = await this.scope.version(ruleId, version);
    const comparisons = await this.reviews.of(ruleId, version);
    const names = await this.people.namesOf(comparisons.map(({ reviewerId }) => reviewerId));
    const place = (await this.scope.jurisdictions()).find(({ code }) => code === rule.jurisdiction);
    const today = this.scope.today();
    const name = ruleName(rule);
    return new Page(
      'registry/rule',
      {
        title: `${name}: compare with the law`,
        crumbs: [{ label: 'Rules', address: '/registry/rules' }, { label: name }],
        fictional: place?.fictional ?? false,
        place: place?.name ?? rule.jurisdiction,
        rule: presentRule(rule, this.wording, names),
        profession: capitalised(presentRule(rule, this.wording).profession),
        comparisons: comparisons.map((comparison) => this.comparisonLine(comparison, names)),
        clears: whatAReviewClears(rule),
        mayReview: actor.roles.includes('registrar'),
        today,
        values: values ?? { comparedWith: '', comparedOn: today, outcome: '', note: '' },
        refusal: besideFields(refusal),
      },
      refusal?.status ?? 200,
    );
  }

  private comparisonLine(
    { outcome, comparedWith, comparedOn, recordedAt, reviewerId, note }: Comparison,
    names: ReadonlyMap<string, string>,
  ) {
    return {
      outcome: outcome === 'verified' ? { tone: 'good', text: 'Agreed' } : { tone: 'bad', text: 'Refused' },
      comparedWith,
      comparedOn: this.wording.day(comparedOn),
      recorded: this.wording.moment(recordedAt),
      by: names.get(reviewerId) ?? 'somebody who was erased',
      note,
    };
  }
}

/** What changes on certificates once this version is verified, and what no comparison can mend. */
function whatAReviewClears({ hold, confidence, certainty, printable }: RuleView) {
  const stays = [
    ...(hold === null ? [] : [`It is held: ${hold}`]),
    ...(confidence === 'low'
      ? ['The confidence in it is low. Whoever finds better sources records a version that says so.']
      : []),
    ...(certainty === 'in-force' ? [] : ['Whether it is in force today is not known.']),
  ];
  return { isPrinted: printable, stays, suffices: stays.length === 0 };
}
