import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow, CurrentActor, type PersonActor, Public, Visitor } from '../../identity/access';
import { isDay } from '../../kernel/day';
import { Invalid, NotFound } from '../../kernel/errors';
import {
  changesBetween,
  JURISDICTION_CODE,
  type Outcome,
  type RuleView,
  type Standing,
} from '../../scope-of-practice/rule-set';
import { ScopeRegister } from '../../scope-of-practice/scope-register.service';
import type { Finding, SingleFinding, Stage } from '../../training-record/requirement';
import { type FindingInWords, inWords } from '../findings';
import { IdPipe } from '../id.pipe';
import { Page } from '../page';
import { capitalised, counted, unhyphened, Wording } from '../wording';
import { inOrder } from './timeline';
import { periodInWords, presentRule, reviewInWords, standingInWords } from './rule-presenter';

const DEFAULT_PROFESSION = 'physical-therapist';
const PROFESSION = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MOST = 4;

const OUTCOME_WORDS: Record<Outcome, { text: string; tone: string }> = {
  meets: { text: 'Your record shows all that is recorded of the rule', tone: 'plain' },
  'does-not-meet': { text: 'Not yet: something is owed', tone: 'bad' },
  'cannot-tell': { text: 'Cannot be told: that is not permission', tone: 'careful' },
};

/** What each person may do where, and places beside one another. */
@ApiExcludeController()
@Controller('scope-of-practice')
export class ComparePagesController {
  constructor(
    private readonly register: ScopeRegister,
    private readonly wording: Wording,
  ) {}

  /** Rules for anybody; with the verdict on their record for whoever is signed in. @throws Invalid */
  @Get('compare')
  @Public()
  async compare(
    @Visitor() visitor: PersonActor | null,
    @Query('place') given?: string | string[],
    @Query('profession') chosen?: string,
    @Query('asOf') day?: string,
  ) {
    const codes = [...new Set([given ?? []].flat().flatMap(codesIn))];
    if (codes.length > MOST) throw new Invalid([{ path: 'place', message: `names at most ${MOST} places` }]);
    for (const code of codes) {
      if (!JURISDICTION_CODE.test(code)) throw new Invalid([{ path: 'place', message: `${code} is no ISO 3166 code` }]);
    }
    const { profession, asOf } = this.frame(chosen, day);
    const known = await this.register.jurisdictions();
    const places = await Promise.all(
      codes.map(async (code) => {
        const question = { jurisdiction: code, profession, asOf };
        const set = await this.register.ruleSet(question);
        const evaluation = visitor && (await this.register.evaluate(visitor.id, question));
        return {
          code,
          name: set.jurisdiction.name,
          fictional: set.jurisdiction.fictional,
          address: `/scope-of-practice/${code}?profession=${profession}&asOf=${asOf}`,
          standing: standingInWords(set.standing, set.review),
          review: reviewInWords(set.review),
          hasRules: set.rules.length > 0,
          printable: set.printable,
          rules: set.rules.map((rule) => presentRule(rule, this.wording)),
          mine: evaluation && {
            outcome: outcomeInWords(evaluation.outcome, set.standing),
            ...divided(
              evaluation.rules.flatMap(({ id, requirements }) => {
                const sure = set.rules.some((rule) => rule.id === id && rule.printable);
                return requirements.map((finding) => ({ finding, sure }));
              }),
            ),
          },
        };
      }),
    );
    return new Page('scope/compare', {
      title: 'Places compared',
      styles: ['css/law.css'],
      crumbs: [{ label: 'The law by place', address: '/scope-of-practice' }, { label: 'Compare' }],
      ...this.fields(known, profession, asOf),
      places,
      signedIn: visitor !== null,
      unlisted: visitor !== null,
      slots: Array.from({ length: MOST }, (_, n) => ({
        n: n + 1,
        options: [
          ...known,
          // A place that was named by its code, of which the register holds nothing.
          ...codes.filter((code) => !known.some((one) => one.code === code)).map((code) => ({ code, name: code })),
        ].map(({ code, name }) => ({ value: code, label: name, selected: codes[n] === code })),
      })),
    });
  }

  /** Everywhere at once, from one read of the record. @throws Invalid */
  @Get('mine')
  @Allow('scope:evaluate')
  async mine(@CurrentActor() actor: PersonActor, @Query('profession') chosen?: string, @Query('asOf') day?: string) {
    const { profession, asOf } = this.frame(chosen, day);
    const everywhere = await this.register.evaluateEverywhere(actor.id, { profession, asOf });
    return new Page('scope/mine', {
      title: 'May I, and where?',
      unlisted: true,
      crumbs: [{ label: 'The law by place', address: '/scope-of-practice' }, { label: 'May I, and where?' }],
      ...this.fields(await this.register.jurisdictions(), profession, asOf),
      count: counted(everywhere.length, 'place'),
      places: everywhere
        .map(({ set, evaluation }) => {
          const count = (verdict: Finding['verdict']) =>
            evaluation.requirements.filter((finding) => finding.verdict === verdict).length;
          return {
            code: set.jurisdiction.code,
            name: set.jurisdiction.name,
            fictional: set.jurisdiction.fictional,
            address: `/scope-of-practice/compare?place=${set.jurisdiction.code}&profession=${profession}&asOf=${asOf}`,
            standing: standingInWords(set.standing, set.review),
            review: set.rules.length > 0 ? reviewInWords(set.review) : { text: 'No rule is recorded', tone: 'careful' },
            caveat: set.printable ? null : 'as recorded, not verified',
            outcome: outcomeInWords(evaluation.outcome, set.standing),
            met: count('met'),
            notMet: count('not-met'),
            cannotTell: count('cannot-tell'),
          };
        })
        .toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
    });
  }

  /** Two recorded versions of one rule, and what changed, in words. @throws NotFound Invalid */
  @Get(':code/rules/:id/compare')
  @Public()
  async versions(
    @Param('code') code: string,
    @Param('id', IdPipe) id: string,
    @Query('from') from?: string,
    @Query('to') to?: string,
  ) {
    const history = inOrder(await this.register.history(id));
    const [any] = history;
    if (!any || any.jurisdiction !== code.toUpperCase()) throw new NotFound('That rule');
    const was = versionIn(history, 'from', from, history.at(-2) ?? any);
    const is = versionIn(history, 'to', to, history.at(-1) ?? any);
    const place = `/scope-of-practice/${any.jurisdiction}?profession=${any.profession}`;
    const alone = (rule: RuleView) => ({ standing: rule.standing, rules: [rule] });
    return new Page('scope/versions', {
      title: 'Two versions compared',
      styles: ['css/law.css'],
      crumbs: [
        { label: 'The law by place', address: '/scope-of-practice' },
        { label: any.jurisdiction, address: place },
        { label: 'Versions compared' },
      ],
      address: `/scope-of-practice/${any.jurisdiction}/rules/${id}/compare`,
      profession: capitalised(unhyphened(any.profession)),
      options: history.map((rule) => ({
        value: rule.version,
        label: `${periodInWords(rule.inForce, this.wording)} (version ${rule.version})`,
        isFrom: rule === was,
        isTo: rule === is,
      })),
      changes: changesBetween(alone(was), alone(is)),
      sides: [was, is].map((rule) => presentRule(rule, this.wording)),
    });
  }

  private frame(chosen: unknown, day: unknown) {
    const profession = typeof chosen === 'string' && chosen !== '' ? chosen : DEFAULT_PROFESSION;
    if (!PROFESSION.test(profession) || profession.length > 60) {
      throw new Invalid([{ path: 'profession', message: 'is a profession such as physical-therapist' }]);
    }
    if (day !== undefined && day !== '' && !isDay(day)) {
      throw new Invalid([{ path: 'asOf', message: 'is a day of the calendar, YYYY-MM-DD' }]);
    }
    return { profession, asOf: isDay(day) ? day : this.register.today() };
  }

  private fields(
    known: readonly { readonly professions: readonly { readonly profession: string }[] }[],
    profession: string,
    asOf: string,
  ) {
    const all = new Set([...known.flatMap((place) => place.professions.map((one) => one.profession)), profession]);
    return {
      asOf,
      asOfInWords: this.wording.day(asOf),
      chosen: profession,
      profession: capitalised(unhyphened(profession)),
      professions: [...all].toSorted().map((value) => ({ value, label: capitalised(unhyphened(value)) })),
    };
  }
}

function versionIn(
  history: readonly RuleView[],
  path: string,
  given: string | undefined,
  otherwise: RuleView,
): RuleView {
  if (given === undefined || given === '') return otherwise;
  if (!/^\d{1,6}$/.test(given)) throw new Invalid([{ path, message: 'is the number of a version' }]);
  const found = history.find(({ version }) => version === Number(given));
  if (!found) throw new NotFound('That version of the rule');
  return found;
}

function codesIn(given: unknown): string[] {
  return typeof given === 'string'
    ? given
        .split(/[,\s]+/)
        .filter((code) => code !== '')
        .map((code) => code.toUpperCase())
    : [];
}

function outcomeInWords(outcome: Outcome, standing: Standing) {
  return standing === 'prohibited' ? { text: 'Recorded as prohibited', tone: 'bad' } : OUTCOME_WORDS[outcome];
}

/** What is done, what is owed, what nobody can see in a record, and what is done anew at every treatment. */
function divided(findings: readonly Held[]) {
  const once = findings.filter(({ finding }) => !isPerEncounter(finding));
  const of = (verdict: Finding['verdict']) => once.filter(({ finding }) => finding.verdict === verdict).map(told);
  return {
    met: of('met'),
    owed: of('not-met'),
    unseen: of('cannot-tell'),
    encounter: findings.filter(({ finding }) => isPerEncounter(finding)).map(told),
  };
}

interface Held {
  readonly finding: Finding;
  /** Whether the figures of its rule may be relied on. */
  readonly sure: boolean;
}

function told({ finding, sure }: Held): FindingInWords {
  return sure ? inWords(finding) : withCaveat(inWords(finding));
}

/** A finding names the figure it was held against, so each one says so itself. */
function withCaveat(words: FindingInWords): FindingInWords {
  return {
    ...words,
    detail: `${words.detail} (as recorded, not verified)`,
    ...(words.members ? { members: words.members.map(withCaveat) } : {}),
  };
}

function isPerEncounter(finding: Finding): boolean {
  const members = ('anyOf' in finding && finding.anyOf) || ('allOf' in finding && finding.allOf);
  if (members) return members.every(isPerEncounter);
  return (finding as SingleFinding & { readonly stage: Stage }).stage === 'per-encounter';
}
