import { Day } from '../../kernel/day';
import { Framework } from './framework';
import { inWords, tiersInWords } from './qualification';

/** What is signed: everything that the sentence says, in the words of that moment. */
export interface Statement {
  readonly assessorName: string;
  readonly personName: string;
  readonly framework: Framework;
  readonly competency: string;
  readonly level: number;
  readonly regionTier: number;
  readonly observedOn: Day;
  readonly signedAt: Date;
  readonly qualification: {
    readonly competencies: readonly string[] | 'all';
    readonly regionTiers: readonly number[];
    readonly basis: { readonly kind: 'founding' | 'certificate'; readonly ref: string };
  };
  readonly observations: readonly { readonly id: string; readonly observedOn: Day }[];
  /**
   * Chance, in hexadecimal. The sentence can be guessed, and its digest stands in the clear for ever: without this code
   * the digest would still say, after an erasure, whom it was about.
   */
  readonly signingCode: string;
}

/**
 * The sentence that an assessor signs. Its digest is SHA-256 over its UTF-8 bytes.
 *
 * Sentences signed earlier are kept as they were, so the wording may be bettered here at any time.
 */
export function sentenceOf(statement: Statement): string {
  const { framework, competency, level, regionTier, observations } = statement;
  const title = framework.competencies.find(({ id }) => id === competency)?.title ?? competency;
  const scale = framework.levels.find((one) => one.level === level);
  const tier = framework.regionTiers.find((one) => one.tier === regionTier);
  return [
    `I, ${statement.assessorName}, state that ${statement.personName} holds competency ${competency}, “${title}” ` +
      `(${framework.id} ${framework.version}), at level ${level}${scale ? `, “${scale.label}: ${scale.meaning}”,` : ''} ` +
      `in region tier ${regionTier}${tier ? ` (${tier.regions})` : ''}.`,
    `I saw this on ${statement.observedOn}.`,
    observations.length === 0
      ? 'The competency is shown on paper and needs no observation.'
      : `It rests on ${inWords(observations.map(({ id, observedOn }) => `observation ${id} of ${observedOn}`))}.`,
    `I have no conflict of interest.`,
    `Signed with my password at ${statement.signedAt.toISOString()}, when I was qualified to assess ` +
      `${scopeInWords(statement.qualification)} by ${basisInWords(statement.qualification.basis)}.`,
    `Signing code ${statement.signingCode}.`,
  ].join(' ');
}

function scopeInWords({ competencies, regionTiers }: Statement['qualification']): string {
  const what = competencies === 'all' ? 'every competency' : inWords(competencies);
  return `${what} in ${tiersInWords(regionTiers)}`;
}

function basisInWords({ kind, ref }: Statement['qualification']['basis']): string {
  return kind === 'founding' ? 'founding appointment' : `certificate ${ref}`;
}
