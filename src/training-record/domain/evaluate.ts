import { wholeYearsBetween } from '../../kernel/day';
import {
  AllOf,
  AnyOf,
  Evidence,
  Finding,
  GroupFinding,
  Requirement,
  RequirementKind,
  SingleFinding,
  SingleRequirement,
  Verdict,
} from './requirement';
import { Instruction, TrainingRecord } from './training-record';

/*
 * The one evaluator. The programme's scheme and the law of a jurisdiction ask in the same language and are answered
 * here, from the same record. Pure: the same requirement, record and day always have the same answer.
 *
 * Three answers. *Met* and *not met* rest on evidence. *Cannot tell* is said where the record holds nothing either way,
 * or where the matter is one that no system can see (consent at each encounter); it never counts as met.
 */

const RANK: Record<Verdict, number> = { 'not-met': 0, 'cannot-tell': 1, met: 2 };

/** All are asked: one that is not met decides; then one that cannot be told. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>((worst, item) => (RANK[item] < RANK[worst] ? item : worst), 'met');
}

/** One is enough: the best branch decides. */
export function bestOf(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>((best, item) => (RANK[item] > RANK[best] ? item : best), 'not-met');
}

export function evaluateAll(requirements: readonly Requirement[], record: TrainingRecord): Finding[] {
  return requirements.map((requirement) => evaluate(requirement, record));
}

export function evaluate(requirement: Requirement, record: TrainingRecord): Finding {
  if ('anyOf' in requirement) return evaluateAnyOf(requirement, record);
  if ('allOf' in requirement) return evaluateAllOf(requirement, record);
  return { ...requirement, ...answer(requirement, record) };
}

function evaluateAnyOf({ id, detail, anyOf }: AnyOf, record: TrainingRecord): GroupFinding {
  const branches = evaluateAll(anyOf, record);
  const verdict = bestOf(branches.map((branch) => branch.verdict));
  const deciding = branches.find((branch) => branch.verdict === verdict);
  const explanation =
    verdict === 'met'
      ? `One of ${branches.length} ways is met: ${deciding?.explanation}`
      : verdict === 'not-met'
        ? `None of ${branches.length} ways is met.`
        : `At least one of ${branches.length} ways cannot be told: ${deciding?.explanation}`;
  return {
    id,
    detail,
    anyOf: branches,
    verdict,
    explanation,
    evidence: verdict === 'met' ? (deciding?.evidence ?? []) : [],
  };
}

function evaluateAllOf({ id, detail, allOf }: AllOf, record: TrainingRecord): GroupFinding {
  const parts = evaluateAll(allOf, record);
  const met = parts.filter((part) => part.verdict === 'met').length;
  return {
    id,
    detail,
    allOf: parts,
    verdict: worstOf(parts.map((part) => part.verdict)),
    explanation: `${met} of ${parts.length} parts are met.`,
    evidence: parts.flatMap((part) => part.evidence),
  };
}

type Answer = Pick<SingleFinding, 'verdict' | 'found' | 'owed' | 'evidence' | 'explanation'>;

function answer(requirement: SingleRequirement, record: TrainingRecord): Answer {
  if (requirement.appliesFrom && record.asOf < requirement.appliesFrom) {
    return { verdict: 'met', evidence: [], explanation: `Not asked before ${requirement.appliesFrom}.` };
  }
  if (requirement.bearer !== 'practitioner') {
    return cannotTell(`Asked of the ${requirement.bearer.replace('-', ' ')}, whom this record does not describe.`);
  }
  return ANSWERS[requirement.kind](requirement, record);
}

function cannotTell(explanation: string): Answer {
  return { verdict: 'cannot-tell', evidence: [], explanation };
}

/* ---- hours ---- */

/** Whether an item counts: yes, no, or nobody said. */
type Counts = (item: Instruction) => boolean | 'not-stated';

const DRY_NEEDLING = 'dry-needling';

function onSubject({ topic }: SingleRequirement, item: Instruction): boolean | 'not-stated' {
  if (topic === undefined || item.subject === topic) return true;
  // Hours given as dry needling in general may have been spent on the topic, but nobody stated it.
  return item.subject === DRY_NEEDLING ? 'not-stated' : false;
}

function sumHours(items: readonly Instruction[]): number {
  return items.reduce((minutes, item) => minutes + Math.round(item.hours * 60), 0) / 60;
}

function split(requirement: SingleRequirement, record: TrainingRecord, counts: Counts) {
  const judged = record.instruction.map((item) => ({ item, answers: [onSubject(requirement, item), counts(item)] }));
  return {
    proved: judged.filter(({ answers }) => answers.every((it) => it === true)).map(({ item }) => item),
    possible: judged
      .filter(({ answers }) => !answers.includes(false) && answers.includes('not-stated'))
      .map(({ item }) => item),
  };
}

/** Hours that nobody qualified prove nothing, yet may be enough: then we cannot tell. */
function hours(what: string, counts: Counts) {
  return (requirement: SingleRequirement, record: TrainingRecord): Answer => {
    const { proved, possible } = split(requirement, record, counts);
    if (requirement.unit === 'percent') return share(requirement, record, proved, possible, what);
    if (requirement.minimum === undefined) {
      return cannotTell(`The rule gives no figure; ${figure(sumHours(proved))} ${what} are on record.`);
    }
    const found = sumHours(proved);
    return atLeast(requirement.minimum, found, sumHours(possible), what, evidenceOf(proved), 'not stated');
  };
}

function share(
  { minimum, exclusiveMinimum }: SingleRequirement,
  record: TrainingRecord,
  proved: readonly Instruction[],
  possible: readonly Instruction[],
  what: string,
): Answer {
  const total = sumHours(record.instruction);
  if (total === 0) return { verdict: 'not-met', found: 0, evidence: [], explanation: 'No hours are on record.' };
  const percent = (part: number) => (100 * part) / total;
  const enough = (part: number) =>
    exclusiveMinimum !== undefined ? percent(part) > exclusiveMinimum : percent(part) >= (minimum ?? 0);
  const sure = sumHours(proved);
  const asked = exclusiveMinimum !== undefined ? `more than ${exclusiveMinimum}` : `at least ${minimum}`;
  return {
    verdict: enough(sure) ? 'met' : enough(sure + sumHours(possible)) ? 'cannot-tell' : 'not-met',
    found: percent(sure),
    evidence: evidenceOf(proved),
    explanation: `${figure(percent(sure))} % of ${figure(total)} hours are ${what}; ${asked} % are asked.`,
  };
}

function atLeast(
  minimum: number,
  found: number,
  possible: number,
  what: string,
  evidence: readonly Evidence[],
  unsure: string,
): Answer {
  const owed = Math.max(minimum - found, 0);
  const counted = `${figure(found)} of ${figure(minimum)} ${what}`;
  if (owed === 0) return { verdict: 'met', found, owed, evidence, explanation: `${counted}.` };
  if (possible >= owed) {
    return {
      verdict: 'cannot-tell',
      found,
      owed,
      evidence,
      explanation: `${counted}; ${figure(possible)} more are on record whose kind was ${unsure}.`,
    };
  }
  return { verdict: 'not-met', found, owed, evidence, explanation: `${counted}; ${figure(owed)} owed.` };
}

/** Two decimals at the most, none where it is whole. */
function figure(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function evidenceOf(items: readonly Instruction[]): Evidence[] {
  return items.map(({ source, id, on }) => ({ type: source, id, on }));
}

/* ---- years ---- */

function licencesIn({ jurisdiction }: SingleRequirement, record: TrainingRecord) {
  return record.licences
    .filter((licence) => jurisdiction === undefined || licence.jurisdiction === jurisdiction)
    .filter((licence) => licence.issuedOn <= record.asOf)
    .toSorted((a, b) => a.issuedOn.localeCompare(b.issuedOn));
}

function yearsLicensed(requirement: SingleRequirement, record: TrainingRecord): Answer {
  const [first] = licencesIn(requirement, record);
  if (!first) return cannotTell('No licence with its date of issue is on record.');
  const found = wholeYearsBetween(first.issuedOn, record.asOf);
  const evidence: Evidence[] = [{ type: 'profile', id: first.id, on: first.issuedOn }];
  if (requirement.minimum === undefined) return { ...cannotTell('The rule gives no figure.'), found, evidence };
  return atLeast(requirement.minimum, found, 0, 'years licensed', evidence, 'not stated');
}

/** Years in practice cannot be more than years licensed; whether they were practised, no record here shows. */
function yearsPractised(requirement: SingleRequirement, record: TrainingRecord): Answer {
  const licensed = yearsLicensed(requirement, record);
  return licensed.verdict === 'met'
    ? {
        ...licensed,
        verdict: 'cannot-tell',
        explanation: `Licensed long enough; that the years were practised is not on record.`,
      }
    : licensed;
}

/* ---- counts ---- */

function treatments(requirement: SingleRequirement, record: TrainingRecord): Answer {
  const counted = record.treatments.filter((item) => item.regionTier >= (requirement.regionTier ?? 1));
  const evidence = counted.map(({ id, on }): Evidence => ({ type: 'logbook-entry', id, on }));
  if (requirement.minimum === undefined) {
    return cannotTell(`The rule gives no figure; ${counted.length} verified sessions are on record.`);
  }
  return atLeast(requirement.minimum, counted.length, 0, 'supervised sessions', evidence, 'not stated');
}

/* ---- documents ---- */

function inDate(requirement: SingleRequirement, record: TrainingRecord) {
  const kind = requirement.evidenceKind ?? requirement.kind;
  return record.evidence.find(
    (item) =>
      item.kind === kind && item.on <= record.asOf && (item.validUntil === null || record.asOf <= item.validUntil),
  );
}

function document(without: Verdict) {
  return (requirement: SingleRequirement, record: TrainingRecord): Answer => {
    const found = inDate(requirement, record);
    if (!found) return { verdict: without, evidence: [], explanation: 'No accepted evidence in date is on record.' };
    return {
      verdict: 'met',
      evidence: [{ type: 'external-evidence', id: found.id, on: found.on }],
      explanation: found.validUntil
        ? `Accepted evidence is in date until ${found.validUntil}.`
        : 'Accepted evidence is on record.',
    };
  };
}

/* ---- what no system sees ---- */

const beyondTheRecord = () => cannotTell('No record here can show this: the practitioner must make sure of it.');
const atEachEncounter = () => cannotTell('Done anew at each encounter; no record here can show it.');

/** Adding an older hour must not turn a window from kept to missed, so the record alone never decides it. */
function window(requirement: SingleRequirement, record: TrainingRecord): Answer {
  const days = record.instruction.map((item) => item.on).sort();
  const limit =
    requirement.maximum === undefined ? 'the time allowed' : `${figure(requirement.maximum)} ${requirement.unit}`;
  if (days.length === 0) return cannotTell(`No hours are on record to hold against ${limit}.`);
  return cannotTell(
    `Hours on record run from ${days[0]} to ${days[days.length - 1]}; that the training was finished within ${limit} is for the practitioner to show.`,
  );
}

/* ---- the programme's own scheme ---- */

function lessons({ programme }: SingleRequirement, record: TrainingRecord): Answer {
  const asked = record.programmes.filter(({ slug }) => programme === undefined || slug === programme);
  const wanted = new Set(asked.flatMap(({ lessonIds }) => lessonIds));
  const done = record.lessons.filter(({ lessonId }) => wanted.has(lessonId));
  const found = new Set(done.map(({ lessonId }) => lessonId)).size;
  const evidence = done.map(({ id, on }): Evidence => ({ type: 'lesson-completion', id, on }));
  if (wanted.size === 0) return { verdict: 'not-met', evidence: [], explanation: 'Not enrolled in the programme.' };
  return atLeast(wanted.size, found, 0, 'lessons', evidence, 'not stated');
}

function quiz(requirement: SingleRequirement, record: TrainingRecord): Answer {
  const pass = record.quizzes
    .filter((item) => item.quiz === requirement.quiz)
    .find((item) => requirement.programme === undefined || item.programme === requirement.programme);
  if (!pass)
    return { verdict: 'not-met', evidence: [], explanation: `The quiz "${requirement.quiz}" has not been passed.` };
  const mark = pass.provisional ? ' against a provisional pass mark' : '';
  return {
    verdict: 'met',
    evidence: [{ type: 'attempt', id: pass.attemptId, on: pass.on }],
    explanation: `Passed with ${figure(pass.percentage)} %${mark}.`,
  };
}

function signOff(requirement: SingleRequirement, record: TrainingRecord): Answer {
  const level = requirement.level ?? 1;
  const ofCompetency = record.signOffs
    .filter((item) => item.competency === requirement.competency)
    .filter((item) => (item.regionTier ?? 1) >= (requirement.regionTier ?? 1))
    .toSorted((a, b) => b.level - a.level);
  const [best] = ofCompetency;
  const enough = best !== undefined && best.level >= level;
  return {
    verdict: enough ? 'met' : 'not-met',
    found: best?.level ?? 0,
    owed: Math.max(level - (best?.level ?? 0), 0),
    evidence: best ? [{ type: 'sign-off', id: best.id, on: best.on }] : [],
    explanation: best
      ? `${requirement.competency} is signed off at level ${best.level}; level ${level} is asked.`
      : `${requirement.competency} has no sign-off in force; level ${level} is asked.`,
  };
}

/** A kind without an answer does not compile. */
const ANSWERS: Record<RequirementKind, (requirement: SingleRequirement, record: TrainingRecord) => Answer> = {
  'training-hours': hours('hours of training', () => true),
  'in-person-hours': hours('in-person hours', ({ delivery }) =>
    delivery === 'not-stated' ? delivery : delivery === 'in-person',
  ),
  'didactic-hours': hours('hours of theory', ({ mode }) => (mode === null ? 'not-stated' : mode === 'didactic')),
  'practical-hours': hours('practical hours', ({ mode }) => (mode === null ? 'not-stated' : mode === 'practical')),
  'licensed-years': yearsLicensed,
  'practice-years': yearsPractised,
  'supervised-treatments': treatments,
  'treatments-performed': document('cannot-tell'),
  'completion-window': window,
  'filing-window': beyondTheRecord,
  examination: document('cannot-tell'),
  'course-approval': document('cannot-tell'),
  'coursework-topics': beyondTheRecord,
  'board-registration': document('cannot-tell'),
  notification: document('cannot-tell'),
  'practice-hours': document('cannot-tell'),
  'minimum-age': beyondTheRecord,
  indemnity: document('cannot-tell'),
  'premises-registration': document('cannot-tell'),
  'licence-standing': document('cannot-tell'),
  'academic-degree': document('cannot-tell'),
  'life-support': document('cannot-tell'),
  'continuing-education': document('cannot-tell'),
  competence: beyondTheRecord,
  supervision: beyondTheRecord,
  other: beyondTheRecord,
  'delegation-ban': beyondTheRecord,
  'display-or-title': beyondTheRecord,
  'anatomical-limit': beyondTheRecord,
  'technique-limit': beyondTheRecord,
  'informed-consent': atEachEncounter,
  'patient-assessment': atEachEncounter,
  'record-keeping': atEachEncounter,
  'sterile-technique': atEachEncounter,
  referral: atEachEncounter,
  'adverse-event-report': atEachEncounter,
  'lessons-completed': lessons,
  'quiz-passed': quiz,
  'sign-off': signOff,
  'evidence-in-date': document('not-met'),
};

/* ---- what is owed ---- */

export interface Owed {
  /** The requirement's id within its scheme or rule. */
  readonly requirement: string;
  readonly verdict: Verdict;
  readonly found?: number;
  readonly owed?: number;
  readonly detail: string;
}

/** Everything that is not met, the parts of a group one by one; a group of alternatives as a whole. */
export function owedIn(findings: readonly Finding[]): Owed[] {
  return findings
    .filter(({ verdict }) => verdict !== 'met')
    .flatMap((finding): Owed[] => {
      if ('allOf' in finding && finding.allOf) return owedIn(finding.allOf);
      const { id, verdict, explanation } = finding;
      if (!('kind' in finding))
        return [{ requirement: id, verdict, detail: [finding.detail, explanation].filter(Boolean).join(' ') }];
      const { found, owed, detail } = finding;
      return [{ requirement: id, verdict, found, owed, detail: `${detail} ${explanation}` }];
    });
}

/** Whether all of it is met: *cannot tell* is not enough to certify. */
export function allMet(findings: readonly Finding[]): boolean {
  return findings.every(({ verdict }) => verdict === 'met');
}
