import type { Requirement, SingleRequirement } from '../../training-record/requirement';
import { canonicalJson } from '../../kernel/canonical-json';
import type { RuleSet, RuleView } from './rule-set';
import { BINDING_WORDS, figureOf, KIND_WORDS, periodOf, REVIEW_WORDS, STANDING_WORDS } from './words';

/*
 * What has changed between the rules as they stood and as they stand, in sentences for somebody who reads a certificate.
 * A figure of a rule whose figures may not be printed never stands without the words that say so.
 */

type Compared = Pick<RuleSet, 'standing' | 'rules'>;

export function changesBetween(then: Compared, now: Compared): string[] {
  const several = then.rules.length > 1 || now.rules.length > 1;
  const { pairs, gone, added } = paired(then.rules, now.rules, [
    ({ id, edition }) => `${id}/${edition}`,
    ({ id }) => id,
  ]);
  return [
    ...changed('The standing', STANDING_WORDS[then.standing], STANDING_WORDS[now.standing]),
    ...gone.map((rule) => `No longer in force: ${nameOf(rule)}.`),
    ...added.map(
      (rule) => `New: ${nameOf(rule)}, ${STANDING_WORDS[rule.standing]}, in force ${periodOf(rule.inForce)}.`,
    ),
    ...pairs.flatMap(([was, is]) => {
      const sentences = changesOfRule(was, is, several || then.standing === now.standing);
      return several ? sentences.map((sentence) => `${nameOf(is)}: ${sentence}`) : sentences;
    }),
  ];
}

/** What one version of a rule says otherwise than another, whatever the period of each. */
export function changesOfVersions(was: RuleView, is: RuleView): string[] {
  return changesOfRule(was, is, true);
}

function changesOfRule(was: RuleView, is: RuleView, tellStanding: boolean): string[] {
  return [
    ...(tellStanding
      ? changed('The standing of the rule', STANDING_WORDS[was.standing], STANDING_WORDS[is.standing])
      : []),
    ...changed('The instrument', was.instrument?.citation ?? 'none', is.instrument?.citation ?? 'none'),
    ...changed(
      'The binding force',
      was.instrument ? BINDING_WORDS[was.instrument.binding] : 'none',
      is.instrument ? BINDING_WORDS[is.instrument.binding] : 'none',
    ),
    ...(periodOf(was.inForce) === periodOf(is.inForce)
      ? []
      : [`It is in force ${periodOf(is.inForce)}; it was recorded as in force ${periodOf(was.inForce)}.`]),
    ...(was.certainty === is.certainty
      ? []
      : [
          is.certainty === 'in-force'
            ? 'It is now certainly in force.'
            : 'It is no longer certain whether it is in force.',
        ]),
    ...changesOfRequirements(was, is),
    ...changed('The law’s word for it', was.legalTerm ?? 'not known', is.legalTerm ?? 'not known'),
    ...changed('The confidence of the register', was.confidence, is.confidence),
    ...(was.hold === is.hold
      ? []
      : [is.hold ? `Its figures are held back: ${is.hold}` : 'Its figures are no longer held back.']),
    ...changed('The review', REVIEW_WORDS[was.review.state], REVIEW_WORDS[is.review.state]),
    ...(was.review.state === is.review.state && was.review.comparedOn !== is.review.comparedOn && is.review.comparedOn
      ? [`It was compared with the primary text again on ${is.review.comparedOn}.`]
      : []),
  ];
}

function changesOfRequirements(was: RuleView, is: RuleView): string[] {
  const sameEdition = was.edition === is.edition;
  const about = ({ kind, bearer, topic, stage }: SingleRequirement) => [kind, bearer, topic, stage].join('/');
  const { pairs, gone, added } = paired(leavesOf(was.requirements), leavesOf(is.requirements), [
    // Numbers of requirements mean the same thing only within one edition.
    ({ id, kind }) => (sameEdition ? `${id}/${kind}` : null),
    about,
    ({ kind, bearer }) => `${kind}/${bearer}`,
  ]);
  const sentences = [
    ...gone.map((item) => `No longer asked: ${inWords(item, was)}.`),
    ...added.map((item) => `Newly asked: ${inWords(item, is)}.`),
    ...pairs.flatMap(([before, after]) => changesOfRequirement(before, after, was, is)),
  ];
  const regrouped = canonicalJson(was.requirements.map(shapeOf)) !== canonicalJson(is.requirements.map(shapeOf));
  return sentences.length === 0 && regrouped ? ['What is asked is combined differently.'] : sentences;
}

function changesOfRequirement(
  before: SingleRequirement,
  after: SingleRequirement,
  was: RuleView,
  is: RuleView,
): string[] {
  const subject = capital(subjectOf(after));
  const figures = changed(
    subject,
    figureOf(before) === null ? 'no figure' : figureOf(before) + caveat(was),
    figureOf(after) === null ? 'no figure' : figureOf(after) + caveat(is),
    figureOf(before) === figureOf(after),
  );
  return [
    ...figures,
    ...changed(`${subject}: when it is asked`, words(before.stage), words(after.stage)),
    ...changed(`${subject}: of whom it is asked`, words(before.bearer), words(after.bearer)),
    ...(before.detail === after.detail || figures.length > 0
      ? []
      : [`${subject} is worded anew: “${after.detail}”${caveat(is)}.`]),
  ];
}

function changed(what: string, from: string, to: string, same = from === to): string[] {
  return same ? [] : [`${what} changed from ${from} to ${to}.`];
}

function nameOf({ instrument, summary }: RuleView): string {
  return instrument?.citation ?? summary;
}

function subjectOf({ kind, topic }: SingleRequirement): string {
  return topic ? `${KIND_WORDS[kind]} (${words(topic)})` : KIND_WORDS[kind];
}

function inWords(requirement: SingleRequirement, of: RuleView): string {
  const figure = figureOf(requirement);
  return `${subjectOf(requirement)}${figure ? `, ${figure}` : ''}${caveat(of)}`;
}

function caveat({ printable }: RuleView): string {
  return printable ? '' : ' (as recorded, not verified)';
}

function words(slug: string): string {
  return slug.replaceAll('-', ' ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The single requirements, whatever groups they stand in. */
function leavesOf(requirements: readonly Requirement[]): SingleRequirement[] {
  return requirements.flatMap((item) =>
    'anyOf' in item ? leavesOf(item.anyOf) : 'allOf' in item ? leavesOf(item.allOf) : [item],
  );
}

/** How requirements are grouped, without what they say. */
function shapeOf(requirement: Requirement): unknown {
  if ('anyOf' in requirement) return { anyOf: requirement.anyOf.map(shapeOf) };
  if ('allOf' in requirement) return { allOf: requirement.allOf.map(shapeOf) };
  return requirement.kind;
}

/** Pairs what is the same by the first key on which two agree; the rest is gone or added. */
function paired<Item>(was: readonly Item[], is: readonly Item[], keys: readonly ((item: Item) => string | null)[]) {
  const gone = [...was];
  const added = [...is];
  const pairs: [Item, Item][] = [];
  for (const key of keys) {
    for (const before of [...gone]) {
      const wanted = key(before);
      const at = wanted === null ? -1 : added.findIndex((after) => key(after) === wanted);
      if (at === -1) continue;
      pairs.push([before, added[at]]);
      added.splice(at, 1);
      gone.splice(gone.indexOf(before), 1);
    }
  }
  return { pairs, gone, added };
}
