import { ApiProperty } from '@nestjs/swagger';
import { digestOf } from '../../kernel/canonical-json';
import type { Finding } from '../../training-record/requirement';
import type { ScopeEvaluation } from '../domain/outcome';
import { REVIEW_STATES } from '../domain/review';
import { CONFIDENCES, STANDINGS } from '../domain/rule';
import type { RuleSet, RuleView } from '../domain/rule-set';
import type { JurisdictionOverview, PlaceEvaluation, WholeRegister } from '../scope-register.service';

/* What programs are told: everything the register holds, always with its review, its confidence and whether it may be printed. */

const anObject = { type: 'object', additionalProperties: true } as const;

export class ProfessionDto {
  @ApiProperty() profession: string;
  @ApiProperty({ enum: STANDINGS }) standing: string;
  @ApiProperty({ enum: REVIEW_STATES }) review: string;
}

export class JurisdictionDto {
  @ApiProperty({ example: 'US-CO' }) code: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'Invented for tests and demonstrations' }) fictional: boolean;
  @ApiProperty(anObject) regulator: object;
  @ApiProperty({ type: [ProfessionDto] }) professions: ProfessionDto[];
}

export class RuleSetNameDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'US-CO/physical-therapist/2026-11-21.1' }) version: string;
  @ApiProperty({ description: 'SHA-256 over the canonical JSON of the texts that apply' }) digest: string;
}

export class ReviewDto {
  @ApiProperty({ enum: REVIEW_STATES }) state: string;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) reviewedBy: string | null;
  @ApiProperty({ type: String, nullable: true }) comparedWith: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date' }) comparedOn: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date',
    description: 'Last day on which the comparison is relied on',
  })
  dueOn: string | null;
}

export class RuleDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty() edition: string;
  @ApiProperty() rule: string;
  @ApiProperty() jurisdiction: string;
  @ApiProperty() profession: string;
  @ApiProperty() intervention: string;
  @ApiProperty({ enum: STANDINGS }) standing: string;
  @ApiProperty({ type: String, nullable: true }) standingWhy: string | null;
  @ApiProperty({ type: String, nullable: true }) legalTerm: string | null;
  @ApiProperty({ description: 'May name figures: see printable' }) summary: string;
  @ApiProperty({ type: String, nullable: true }) territory: string | null;
  @ApiProperty({ ...anObject, nullable: true }) instrument: object | null;
  @ApiProperty(anObject) inForce: object;
  @ApiProperty({ enum: ['in-force', 'cannot-tell'] }) certainty: string;
  @ApiProperty({ type: 'array', items: anObject }) requirements: readonly object[];
  @ApiProperty({ type: 'array', items: anObject }) sources: readonly object[];
  @ApiProperty({ enum: CONFIDENCES }) confidence: string;
  @ApiProperty() confidenceWhy: string;
  @ApiProperty({ type: [String] }) doubts: readonly string[];
  @ApiProperty({ type: String, nullable: true }) hold: string | null;
  @ApiProperty({ type: 'array', items: anObject }) watchNotes: readonly object[];
  @ApiProperty({ type: ReviewDto }) review: ReviewDto;
  @ApiProperty({ description: 'Whether its figures may stand on certificates and in letters' }) printable: boolean;
  @ApiProperty({ type: [String] }) notPrintableBecause: readonly string[];
  @ApiProperty({ description: 'SHA-256 over the canonical JSON of the text' }) digest: string;
  @ApiProperty({ format: 'date-time' }) recordedAt: string;
}

export class RulesAnswerDto {
  @ApiProperty({ type: RuleSetNameDto }) ruleSet: RuleSetNameDto;
  @ApiProperty(anObject) jurisdiction: object;
  @ApiProperty() profession: string;
  @ApiProperty({ format: 'date' }) asOf: string;
  @ApiProperty({
    enum: STANDINGS,
    description: 'Of several rules the strictest. Silent, unknown and contested are no permission',
  })
  standing: string;
  @ApiProperty({ enum: REVIEW_STATES }) review: string;
  @ApiProperty() printable: boolean;
  @ApiProperty({ type: [RuleDto] }) rules: RuleDto[];
}

export class ScopeEvaluationDto {
  @ApiProperty({ enum: ['meets', 'does-not-meet', 'cannot-tell'] }) outcome: string;
  @ApiProperty({ enum: STANDINGS }) standing: string;
  @ApiProperty({ enum: REVIEW_STATES }) review: string;
  @ApiProperty() printable: boolean;
  @ApiProperty({ type: RuleSetNameDto }) ruleSet: RuleSetNameDto;
  @ApiProperty({ format: 'date' }) asOf: string;
  @ApiProperty({ type: 'array', items: anObject, description: 'Of all the rules; groups nest' })
  requirements: readonly Finding[];
  @ApiProperty({ type: 'array', items: anObject, description: 'Rule by rule' }) rules: readonly object[];
}

/** How many requirements of the top level have each answer; a group counts as one. */
export class CountsDto {
  @ApiProperty({ type: 'integer' }) met: number;
  @ApiProperty({ type: 'integer' }) notMet: number;
  @ApiProperty({ type: 'integer' }) cannotTell: number;
}

export class PlaceEvaluationDto {
  @ApiProperty({ example: 'US-CO' }) jurisdiction: string;
  @ApiProperty() name: string;
  @ApiProperty() fictional: boolean;
  @ApiProperty({
    enum: ['meets', 'does-not-meet', 'cannot-tell'],
    description: 'Against the rules as recorded: see review and printable before relying on it',
  })
  outcome: string;
  @ApiProperty({ enum: STANDINGS }) standing: string;
  @ApiProperty({ enum: REVIEW_STATES }) review: string;
  @ApiProperty() printable: boolean;
  @ApiProperty({ enum: CONFIDENCES, nullable: true, description: 'The lowest among its rules; null without any' })
  confidence: string | null;
  @ApiProperty({ type: RuleSetNameDto }) ruleSet: RuleSetNameDto;
  @ApiProperty({ type: CountsDto }) counts: CountsDto;
}

export class EverywhereDto {
  @ApiProperty() profession: string;
  @ApiProperty({ format: 'date' }) asOf: string;
  @ApiProperty({ type: [PlaceEvaluationDto], description: 'Every jurisdiction of the register, by code' })
  items: PlaceEvaluationDto[];
}

export class ExportedRuleDto extends RuleDto {
  @ApiProperty({ enum: ['in-force', 'cannot-tell', 'not-in-force'], description: 'On the day of the export' })
  declare certainty: string;
}

export class ExportDto {
  @ApiProperty({ description: 'SHA-256 over the canonical JSON of the digests of all the rule versions, in order' })
  digest: string;
  @ApiProperty({ type: 'array', items: anObject }) jurisdictions: readonly object[];
  @ApiProperty({
    type: [ExportedRuleDto],
    description: 'What was, is and will be the law; corrected versions left out',
  })
  rules: ExportedRuleDto[];
}

export function presentEverywhere(profession: string, asOf: string, places: readonly PlaceEvaluation[]): EverywhereDto {
  return {
    profession,
    asOf,
    items: places.map(({ set, evaluation: { outcome, standing, requirements } }) => ({
      jurisdiction: set.jurisdiction.code,
      name: set.jurisdiction.name,
      fictional: set.jurisdiction.fictional,
      outcome,
      standing,
      review: set.review,
      printable: set.printable,
      confidence: CONFIDENCES.findLast((one) => set.rules.some(({ confidence }) => confidence === one)) ?? null,
      ruleSet: presentName(set),
      counts: countsOf(requirements),
    })),
  };
}

export function countsOf(findings: readonly Finding[]): CountsDto {
  const count = (wanted: Finding['verdict']) => findings.filter(({ verdict }) => verdict === wanted).length;
  return { met: count('met'), notMet: count('not-met'), cannotTell: count('cannot-tell') };
}

export function presentExport({ jurisdictions, rules }: WholeRegister): ExportDto {
  return {
    digest: digestOf(rules.map(({ id, version, digest }) => ({ id, version, digest }))),
    jurisdictions: jurisdictions.map(({ code, name, regulator, fictional, researchedOn }) => ({
      code,
      name,
      regulator,
      fictional,
      researchedOn,
    })),
    rules: rules.map(presentRule),
  };
}

export function presentJurisdiction({
  code,
  name,
  fictional,
  regulator,
  professions,
}: JurisdictionOverview): JurisdictionDto {
  return {
    code,
    name,
    fictional,
    regulator,
    professions: professions.map(({ profession, standing, review }) => ({ profession, standing, review })),
  };
}

function presentName({ id, version, digest }: RuleSet): RuleSetNameDto {
  return { id, version, digest };
}

export function presentRule(rule: RuleView): RuleDto {
  const { state, reviewedBy, comparedWith, comparedOn, dueOn } = rule.review;
  return {
    id: rule.id,
    version: rule.version,
    edition: rule.edition,
    rule: rule.rule,
    jurisdiction: rule.jurisdiction,
    profession: rule.profession,
    intervention: rule.intervention,
    standing: rule.standing,
    standingWhy: rule.standingWhy,
    legalTerm: rule.legalTerm,
    summary: rule.summary,
    territory: rule.territory,
    instrument: rule.instrument,
    inForce: rule.inForce,
    certainty: rule.certainty,
    requirements: rule.requirements,
    sources: rule.sources,
    confidence: rule.confidence,
    confidenceWhy: rule.confidenceWhy,
    doubts: rule.doubts,
    hold: rule.hold,
    watchNotes: rule.watchNotes,
    review: { state, reviewedBy, comparedWith, comparedOn, dueOn },
    printable: rule.printable,
    notPrintableBecause: rule.notPrintableBecause,
    digest: rule.digest,
    recordedAt: rule.recordedAt,
  };
}

export function presentRuleSet(set: RuleSet): RulesAnswerDto {
  const { jurisdiction, profession, asOf, standing, review, printable, rules } = set;
  return {
    ruleSet: presentName(set),
    jurisdiction,
    profession,
    asOf,
    standing,
    review,
    printable,
    rules: rules.map(presentRule),
  };
}

export function presentEvaluation(
  set: RuleSet,
  { outcome, standing, requirements, rules }: ScopeEvaluation,
): ScopeEvaluationDto {
  const { review, printable, asOf } = set;
  return {
    outcome,
    standing,
    review,
    printable,
    ruleSet: presentName(set),
    asOf,
    requirements,
    rules: rules.map(({ id, version, outcome: ofRule, requirements: findings }) => ({
      id,
      version,
      outcome: ofRule,
      requirements: findings,
    })),
  };
}
