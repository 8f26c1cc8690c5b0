import type { Requirement, SingleRequirement } from '../../training-record/requirement';
import type { WholeRegister } from '../scope-register.service';

const COLUMNS = [
  'jurisdiction',
  'name',
  'fictional',
  'profession',
  'intervention',
  'rule',
  'ruleId',
  'version',
  'edition',
  'digest',
  'recordedAt',
  'standing',
  'review',
  'comparedOn',
  'reviewDue',
  'confidence',
  'printable',
  'notPrintableBecause',
  'inForceFrom',
  'inForceTo',
  'certainty',
  'instrument',
  'binding',
  'summary',
  'requirement',
  'kind',
  'stage',
  'bearer',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'unit',
  'detail',
  'figureStatus',
] as const;

/**
 * One row per single requirement, and one for a rule that has none; a member of a group carries the path of its groups.
 * Each row says itself whether its figure may be relied on, for rows are filtered and copied away from the others.
 */
export function registerCsv({ jurisdictions, rules }: WholeRegister): string {
  const places = new Map(jurisdictions.map((place) => [place.code, place]));
  const rows = rules.flatMap((rule) => {
    const place = places.get(rule.jurisdiction);
    const common = [
      rule.jurisdiction,
      place?.name ?? rule.jurisdiction,
      place?.fictional ?? false,
      rule.profession,
      rule.intervention,
      rule.rule,
      rule.id,
      rule.version,
      rule.edition,
      rule.digest,
      rule.recordedAt,
      rule.standing,
      rule.review.state,
      rule.review.comparedOn,
      rule.review.dueOn,
      rule.confidence,
      rule.printable,
      rule.notPrintableBecause.join(' '),
      rule.inForce.from,
      rule.inForce.to,
      rule.certainty,
      rule.instrument?.citation,
      rule.instrument?.binding,
      rule.printable ? rule.summary : `As recorded, not verified: ${rule.summary}`,
    ];
    const leaves = rule.requirements.flatMap((requirement) => leavesOf(requirement));
    if (leaves.length === 0) return [common];
    const status = rule.printable ? 'verified' : 'as recorded, not verified';
    return leaves.map(({ path, requirement: item }) => [
      ...common,
      path,
      item.kind,
      item.stage,
      item.bearer,
      item.minimum,
      item.exclusiveMinimum,
      item.maximum,
      item.unit,
      item.detail,
      status,
    ]);
  });
  // A byte order mark, or spreadsheets read the accents wrongly.
  return `\uFEFF${[COLUMNS, ...rows].map((row) => COLUMNS.map((_, n) => cell(row[n])).join(',')).join('\r\n')}\r\n`;
}

interface Leaf {
  readonly path: string;
  readonly requirement: SingleRequirement;
}

function leavesOf(requirement: Requirement, above = ''): Leaf[] {
  const path = `${above}${requirement.id}`;
  if ('anyOf' in requirement) return requirement.anyOf.flatMap((item) => leavesOf(item, `${path} any of: `));
  if ('allOf' in requirement) return requirement.allOf.flatMap((item) => leavesOf(item, `${path} all of: `));
  return [{ path, requirement }];
}

/** A spreadsheet takes text that begins so for a formula, and would run it. */
const FORMULA = /^[\s]*[=+\-@\t\r]/;

function cell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
