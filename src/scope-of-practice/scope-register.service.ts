import { Inject, Injectable } from '@nestjs/common';
import type { ProgrammeVersion } from '../catalogue/programme';
import { SETTINGS, type Settings } from '../config/settings';
import type { PersonActor } from '../identity/access';
import { Clock } from '../kernel/clock';
import { dayOf, type Day, endOfDay } from '../kernel/day';
import { NotFound } from '../kernel/errors';
import { evaluateAll, type TrainingRecord } from '../training-record/requirement';
import { TrainingRecords } from '../training-record/training-records.service';
import { RegisterShelf } from './data/register-shelf';
import { calendarOf, type CalendarEntry } from './domain/calendar';
import { inForceOn, isOver } from './domain/in-force';
import { lineageOf } from './domain/jurisdiction-code';
import { outcomeOf, type RuleFindings, type ScopeEvaluation } from './domain/outcome';
import { type JurisdictionText, knownAt, type Register } from './domain/register';
import type { ReviewState } from './domain/review';
import type { Standing } from './domain/rule';
import {
  type Knowledge,
  periodIn,
  type RuleSet,
  type RuleSetQuestion,
  ruleSetOf,
  type RuleView,
  viewOf,
} from './domain/rule-set';
import { RegisterSeeding } from './register-seeding';
import { type ReviewRequest, RuleReviews } from './rule-reviews';

/** A jurisdiction with where each profession stands in it today. */
export interface JurisdictionOverview extends JurisdictionText {
  readonly code: string;
  readonly professions: readonly {
    readonly profession: string;
    readonly standing: Standing;
    readonly review: ReviewState;
  }[];
}

export interface RegisterQuestion extends RuleSetQuestion {
  /** What was recorded by then; now unless told. */
  readonly knownOn?: Date;
}

/** A person's record held against the law of one of many places. */
export interface PlaceEvaluation {
  readonly set: RuleSet;
  readonly evaluation: ScopeEvaluation;
}

export interface WholeRegister {
  readonly jurisdictions: readonly (JurisdictionText & { readonly code: string })[];
  readonly rules: readonly RuleView[];
}

/** The law as data: what it asks and allows, when, by which source, and how sure we are. */
@Injectable()
export class ScopeRegister {
  constructor(
    private readonly clock: Clock,
    private readonly shelf: RegisterShelf,
    private readonly seeding: RegisterSeeding,
    private readonly reviews: RuleReviews,
    private readonly records: TrainingRecords,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Takes up what is new in a programme's register files; the same content twice changes nothing. */
  adopt(version: ProgrammeVersion): Promise<void> {
    return this.seeding.adopt(version);
  }

  /** Differs whenever a version or a review was recorded since. Reviews also fall due, from one day to the next. */
  revision(): Promise<string> {
    return this.shelf.revision();
  }

  /** Every jurisdiction that the register knows, by code, with the professions that it or its country has rules for. */
  async jurisdictions(): Promise<JurisdictionOverview[]> {
    const register = await this.shelf.whole();
    const knowledge = this.knowledge();
    return knownAt(register, knowledge.at).jurisdictions.map(({ code, text }) => ({
      code,
      ...text,
      professions: professionsIn(register, code).map((profession) => {
        const { standing, review } = ruleSetOf(
          register,
          { jurisdiction: code, profession, asOf: knowledge.today },
          knowledge,
        );
        return { profession, standing, review };
      }),
    }));
  }

  /** All that applies to a profession in a place on a day, as known at a moment. */
  async ruleSet({ knownOn, ...question }: RegisterQuestion): Promise<RuleSet> {
    return ruleSetOf(await this.shelf.whole(), question, this.knowledge(knownOn));
  }

  /** One recorded version, with its review of today. @throws NotFound */
  async version(ruleId: string, sequence: number): Promise<RuleView> {
    const register = await this.shelf.whole();
    const rule = register.rules.find(({ id }) => id === ruleId);
    const version = register.versions.find((item) => item.ruleId === ruleId && item.sequence === sequence);
    if (!rule || !version) throw new NotFound('That version of the rule');
    const { at, today } = this.knowledge();
    const known = knownAt(register, at);
    return viewOf(rule, version, inForceOn(periodIn(known, version), today), register, today);
  }

  /** Every recorded version of a rule, corrected ones too, in the order in which they were recorded. @throws NotFound */
  async history(ruleId: string): Promise<RuleView[]> {
    const register = await this.shelf.whole();
    const rule = register.rules.find(({ id }) => id === ruleId);
    if (!rule) throw new NotFound('That rule');
    const { at, today } = this.knowledge();
    const known = knownAt(register, at);
    return register.versions
      .filter((version) => version.ruleId === ruleId)
      .map((version) => viewOf(rule, version, inForceOn(periodIn(known, version), today), register, today));
  }

  /** The last moment of a day where the house stands: what was recorded on it was known on it. */
  endOf(day: Day): Date {
    return new Date(endOfDay(day, this.settings.timeZone).getTime() - 1);
  }

  /** Every version that counts of the rules of a place and its country, whatever its period: what was, is and will be the law. */
  async editions({ jurisdiction, profession, knownOn }: Omit<RegisterQuestion, 'asOf'>): Promise<RuleView[]> {
    const register = await this.shelf.whole();
    const { at, today } = this.knowledge(knownOn);
    const places = lineageOf(jurisdiction);
    const applies = (rule: Register['rules'][number]) =>
      places.includes(rule.jurisdiction) && rule.profession === profession;
    const rules = new Map(register.rules.filter(applies).map((rule) => [rule.id, rule]));
    const known = knownAt(register, at);
    return known.versions
      .filter(({ ruleId }) => rules.has(ruleId))
      .map((version) =>
        viewOf(rules.get(version.ruleId)!, version, inForceOn(periodIn(known, version), today), known, today),
      );
  }

  /** The versions that a registrar may compare with the primary text: not corrected, and not over. By place. */
  async reviewable(): Promise<RuleView[]> {
    const register = await this.shelf.whole();
    const { at, today } = this.knowledge();
    const rules = new Map(register.rules.map((rule) => [rule.id, rule]));
    const known = knownAt(register, at);
    return known.versions
      .filter((version) => !isOver(periodIn(known, version), today))
      .map((version) =>
        viewOf(rules.get(version.ruleId)!, version, inForceOn(periodIn(known, version), today), register, today),
      )
      .toSorted((a, b) => placeOf(a).localeCompare(placeOf(b), 'en') || a.version - b.version);
  }

  /** What the register says of the days to come. */
  async calendar(days: number): Promise<CalendarEntry[]> {
    return calendarOf(await this.reviewable(), this.knowledge().today, days);
  }

  /** Holds a person's record against the law of a place. Says nothing about whether a certificate may be issued. */
  async evaluate(personId: string, question: RuleSetQuestion): Promise<ScopeEvaluation> {
    return evaluationOf(await this.ruleSet(question), await this.records.of(personId, question.asOf));
  }

  /** The same for every place that the register knows: one read of the register and one of the record. */
  async evaluateEverywhere(
    personId: string,
    { profession, asOf }: Pick<RuleSetQuestion, 'profession' | 'asOf'>,
  ): Promise<PlaceEvaluation[]> {
    const register = await this.shelf.whole();
    const record = await this.records.of(personId, asOf);
    const knowledge = this.knowledge();
    return knownAt(register, knowledge.at).jurisdictions.map(({ code }) => {
      const set = ruleSetOf(register, { jurisdiction: code, profession, asOf }, knowledge);
      return { set, evaluation: evaluationOf(set, record) };
    });
  }

  /** Everything known at a moment: each place, and every version of every rule, corrected ones left out. */
  async everything(knownOn?: Date): Promise<WholeRegister> {
    const register = await this.shelf.whole();
    const { at, today } = this.knowledge(knownOn);
    const known = knownAt(register, at);
    const rules = new Map(register.rules.map((rule) => [rule.id, rule]));
    return {
      jurisdictions: known.jurisdictions.map(({ code, text }) => ({ code, ...text })),
      rules: known.versions
        .map((version) =>
          viewOf(rules.get(version.ruleId)!, version, inForceOn(periodIn(known, version), today), known, today),
        )
        .toSorted((a, b) => placeOf(a).localeCompare(placeOf(b), 'en') || a.version - b.version),
    };
  }

  /** A registrar compared a version with the primary text. Answers the version as it stands now. */
  async review(actor: PersonActor, ruleId: string, version: number, request: ReviewRequest): Promise<RuleView> {
    await this.reviews.review(actor, ruleId, version, request);
    return this.version(ruleId, version);
  }

  /** The day that it is where the house stands. */
  today(): Day {
    return this.knowledge().today;
  }

  private knowledge(at: Date = this.clock.now()): Knowledge {
    return { at, today: dayOf(at, this.settings.timeZone) };
  }
}

function evaluationOf(set: RuleSet, record: TrainingRecord): ScopeEvaluation {
  const rules = set.rules.map(({ id, version, standing, certainty, requirements }): RuleFindings => {
    const findings = evaluateAll(requirements, record);
    const verdicts = findings.map(({ verdict }) => verdict);
    return {
      id,
      version,
      outcome: outcomeOf(certainty === 'in-force' ? standing : 'unknown', verdicts),
      requirements: findings,
    };
  });
  const requirements = rules.flatMap((rule) => rule.requirements);
  const outcome = outcomeOf(
    set.standing,
    requirements.map(({ verdict }) => verdict),
  );
  return { outcome, standing: set.standing, requirements, rules };
}

function placeOf({ jurisdiction, profession, rule }: RuleView): string {
  return `${jurisdiction}/${profession}/${rule}`;
}

function professionsIn(register: Register, code: string): string[] {
  const places = lineageOf(code);
  const professions = register.rules
    .filter(({ jurisdiction }) => places.includes(jurisdiction))
    .map(({ profession }) => profession);
  return [...new Set(professions)].toSorted();
}
