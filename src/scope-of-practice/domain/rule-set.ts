import { digestOf } from '../../kernel/canonical-json';
import type { Day } from '../../kernel/day';
import { idOfName } from '../../kernel/ids';
import { Certainty, endedByLater, inForceOn } from './in-force';
import { lineageOf } from './jurisdiction-code';
import { JurisdictionText, knownAt, RecordedRule, RecordedVersion, Register } from './register';
import { reasonsNotToPrint, Review, reviewOn, ReviewState, worstReview } from './review';
import { InForce, RuleText, Standing, textOf } from './rule';
import { strictestOf } from './standing';

/** One rule as it applies on a day: its full text, how sure we are, and whether its figures may be printed. */
export interface RuleView extends RuleText {
  readonly id: string;
  /** Which of its recorded versions this is: `rules/:id/versions/:version`. */
  readonly version: number;
  /** Names the period of the law that the version describes. */
  readonly edition: string;
  readonly rule: string;
  /** Whose rule it is: the place itself, or its country. */
  readonly jurisdiction: string;
  readonly profession: string;
  readonly intervention: string;
  readonly digest: string;
  /** ISO 8601. */
  readonly recordedAt: string;
  readonly certainty: Certainty;
  readonly review: Review;
  readonly printable: boolean;
  readonly notPrintableBecause: readonly string[];
}

/** All that applies to a profession in a place on a day, as known at a moment. Plain JSON: it can be sealed as it is. */
export interface RuleSet {
  /** Of the text: the same text has the same id in every installation. */
  readonly id: string;
  /** For people: `US-CO/physical-therapist/2026-11-21.1`, when it was last recorded, and which versions. */
  readonly version: string;
  /** SHA-256 over the canonical JSON of the texts that apply. A review does not change it. */
  readonly digest: string;
  readonly jurisdiction: {
    readonly code: string;
    /** The code again, where the register does not know the place. */
    readonly name: string;
    readonly regulator: JurisdictionText['regulator'] | null;
    readonly fictional: boolean;
  };
  readonly profession: string;
  readonly asOf: Day;
  readonly standing: Standing;
  readonly review: ReviewState;
  /** Whether every figure in it may be printed. */
  readonly printable: boolean;
  readonly rules: readonly RuleView[];
}

export interface RuleSetQuestion {
  readonly jurisdiction: string;
  readonly profession: string;
  readonly asOf: Day;
}

/** When it is asked: what was recorded by then counts, and a review is due or not on that day. */
export interface Knowledge {
  readonly at: Date;
  readonly today: Day;
}

export function viewOf(
  rule: RecordedRule,
  version: RecordedVersion,
  certainty: Certainty,
  register: Register,
  today: Day,
): RuleView {
  const review = reviewOn(
    register.reviews.filter(({ versionId }) => versionId === version.id),
    today,
  );
  const notPrintableBecause = reasonsNotToPrint({ ...version.text, review, certainty });
  return {
    ...textOf(version.text),
    id: rule.id,
    version: version.sequence,
    edition: version.edition,
    rule: rule.rule,
    jurisdiction: rule.jurisdiction,
    profession: rule.profession,
    intervention: rule.intervention,
    digest: version.digest,
    recordedAt: version.recordedAt.toISOString(),
    certainty,
    review,
    printable: notPrintableBecause.length === 0,
    notPrintableBecause,
  };
}

/** When a version is in force, beside the other periods of its rule that are known. */
export function periodIn(known: Register, { ruleId, edition, text }: RecordedVersion): InForce {
  const others = known.versions.filter((other) => other.ruleId === ruleId && other.edition !== edition);
  return endedByLater(
    text.inForce,
    others.map((other) => other.text.inForce),
  );
}

/** The rules of the place, then those of its country; each in the order in which its versions were recorded. */
function applicable(register: Register, { jurisdiction, profession, asOf }: RuleSetQuestion, today: Day): RuleView[] {
  return lineageOf(jurisdiction).flatMap((code) =>
    register.rules
      .filter((rule) => rule.jurisdiction === code && rule.profession === profession)
      .toSorted((a, b) => a.rule.localeCompare(b.rule, 'en'))
      .flatMap((rule) =>
        register.versions
          .filter((version) => version.ruleId === rule.id)
          .toSorted((a, b) => a.sequence - b.sequence)
          .map((version) => viewOf(rule, version, inForceOn(periodIn(register, version), asOf), register, today))
          .filter(({ certainty }) => certainty !== 'not-in-force'),
      ),
  );
}

/** A rule that may or may not be in force makes nothing certain. */
function standingOf({ standing, certainty }: RuleView): Standing {
  return certainty === 'in-force' ? standing : 'unknown';
}

/** Names the texts for ever: made from the view, so that whoever holds a sealed rule set can make it again. */
export function digestOfRuleSet(
  set: Pick<RuleSet, 'profession' | 'rules'> & { jurisdiction: { code: string } },
): string {
  return digestOf({
    jurisdiction: set.jurisdiction.code,
    profession: set.profession,
    rules: set.rules.map((view) => ({ id: view.id, certainty: view.certainty, text: textOf(view) })),
  });
}

function versionLabel(jurisdiction: string, profession: string, rules: readonly RuleView[]): string {
  const last = rules
    .map(({ recordedAt }) => recordedAt.slice(0, 10))
    .toSorted()
    .at(-1);
  return `${jurisdiction}/${profession}/${last ? `${last}.${rules.map(({ version }) => version).join('+')}` : 'none'}`;
}

/** What the register answers. Of a place without rules it says unknown, never permission. */
export function ruleSetOf(register: Register, question: RuleSetQuestion, knowledge: Knowledge): RuleSet {
  const known = knownAt(register, knowledge.at);
  const rules = applicable(known, question, knowledge.today);
  const { jurisdiction: code, profession, asOf } = question;
  const place = known.jurisdictions.find((item) => item.code === code)?.text;
  const jurisdiction = {
    code,
    name: place?.name ?? code,
    regulator: place?.regulator ?? null,
    fictional: place?.fictional ?? false,
  };
  const digest = digestOfRuleSet({ jurisdiction, profession, rules });
  return {
    id: idOfName(`scope-of-practice/rule-set/${digest}`),
    version: versionLabel(code, profession, rules),
    digest,
    jurisdiction,
    profession,
    asOf,
    standing: strictestOf(rules.map(standingOf)),
    review: worstReview(rules.map(({ review }) => review.state)),
    printable: rules.length > 0 && rules.every(({ printable }) => printable),
    rules,
  };
}
