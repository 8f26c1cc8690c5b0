import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/day';
import type { RuleSet } from '../../scope-of-practice/rule-set';
import type { CertifiedView, VerificationAnswer } from '../../verification/verification.service';
import { inWords } from '../findings';
import { Page } from '../page';
import { presentRule, reviewInWords, standingInWords } from '../scope/rule-presenter';
import { capitalised, unhyphened, Wording } from '../wording';
import { CHECK_WORDS, OUTCOME_WORDS, VALID_WHERE_PROHIBITED, VERDICT_WORDS } from './verdict-words';

type LawOnRecord = NonNullable<VerificationAnswer['scopeAtIssue']>;

const EVALUATION_WORDS = {
  meets: 'The record showed what these rules ask and a record can show.',
  'does-not-meet': 'The record did not show what these rules ask.',
  'cannot-tell': 'Whether the record showed what these rules ask could not be told.',
} as const;

/** A verdict as a page: in words first, then every check behind it, what is certified, and the law then and now. */
@Injectable()
export class VerdictPage {
  constructor(private readonly wording: Wording) {}

  of(answer: VerificationAnswer, { asOf, withSecret }: { asOf: Day | null; withSecret: boolean }): Page {
    const { number, verdict, checks, certificate, changes } = answer;
    const known = certificate !== null;
    const warnings = warningsOf(answer.scopeAtIssue, answer.scopeNow);
    const isBarred = verdict === 'valid' && warnings.some(({ tone }) => tone === 'bad');
    return new Page('verify/verdict', {
      title: known ? `Certificate ${number}` : 'We do not know this certificate',
      section: 'verify',
      unlisted: true,
      fictional: certificate?.statements.some(({ code }) => code === 'fictional') ?? false,
      number,
      known,
      withSecret,
      ...(isBarred ? VALID_WHERE_PROHIBITED : VERDICT_WORDS[verdict]),
      isValid: verdict === 'valid',
      on: asOf && this.wording.day(asOf),
      asOf,
      lookedAt: this.wording.moment(new Date(answer.statusAsOf)),
      checks: checks.map(({ check, outcome, detail }) => ({
        outcome,
        what: CHECK_WORDS[check],
        outcomeInWords: OUTCOME_WORDS[outcome],
        detail,
      })),
      certificate: certificate && this.certified(certificate, answer),
      then: answer.scopeAtIssue && this.law(answer.scopeAtIssue, certificate?.issuedOn),
      now: answer.scopeNow && this.law(answer.scopeNow),
      warnings,
      evaluation: this.evaluation(answer.scopeAtIssue),
      changes,
    });
  }

  private certified(certificate: CertifiedView, { scopeAtIssue, scopeNow }: VerificationAnswer) {
    const { holder, scheme, programme, issuer, issuedOn, expiresOn, jurisdiction, profession, statements } =
      certificate;
    const place = (scopeAtIssue ?? scopeNow)?.jurisdiction.name ?? jurisdiction;
    return {
      name: holder?.name ?? null,
      masked: holder?.masked ?? false,
      rows: [
        { label: 'Certificate', value: scheme?.title },
        { label: 'Programme', value: programme && `${programme.title}, version ${programme.version}` },
        { label: 'Profession', value: capitalised(unhyphened(profession)) },
        {
          label: 'Licence stated',
          value: holder?.licence && `${holder.licence.number}, ${holder.licence.jurisdiction}`,
        },
        { label: 'Issued', value: this.wording.day(issuedOn) },
        { label: 'Last day', value: this.wording.day(expiresOn) },
        { label: 'Made out for', value: place === jurisdiction ? place : `${place} (${jurisdiction})` },
        { label: 'Issuer', value: issuer?.name },
      ].filter(({ value }) => value),
      statements: statements.map(({ text }) => text),
      findings: certificate.certified?.scheme.findings.map(inWords),
      pdfSha256: certificate.pdfSha256,
    };
  }

  private law(law: LawOnRecord | RuleSet, issuedOn?: Day) {
    const asOf = issuedOn ?? law.asOf;
    return {
      day: this.wording.day(asOf),
      standing: standingInWords(law.standing, law.review),
      review: reviewInWords(law.review),
      place: law.jurisdiction.name,
      profession: unhyphened(law.profession),
      hasRules: law.rules.length > 0,
      rules: law.rules.map((rule) => presentRule(rule, this.wording)),
      address: `/scope-of-practice/${law.jurisdiction.code}?${new URLSearchParams({ profession: law.profession, ...(issuedOn ? { asOf } : {}) }).toString()}`,
    };
  }

  /** How the holder's own record stood: only in the answer to whoever holds the document. */
  private evaluation(law: VerificationAnswer['scopeAtIssue']) {
    if (!law || !('evaluation' in law) || law.rules.length === 0) return null;
    const { outcome, requirements } = law.evaluation;
    return { words: EVALUATION_WORDS[outcome], findings: requirements.map(inWords) };
  }
}

/** Where the law does not permit it, that stands right under the verdict: nobody should take "in force" for permission. */
function warningsOf(then: VerificationAnswer['scopeAtIssue'], now: RuleSet | null) {
  const laws = [
    ...(then ? [{ law: then, when: 'on the day of issue' }] : []),
    ...(now ? [{ law: now, when: 'today' }] : []),
  ].map(({ law, when }) => ({ law, when, standing: standingInWords(law.standing, law.review) }));
  const [first, ...rest] = laws.filter(({ standing }) => !standing.isPermission);
  if (!first) return [];
  const same = rest.filter(({ law }) => law.standing === first.law.standing);
  return [
    warning(first, [first, ...same].map(({ when }) => when).join(' and ')),
    ...rest.filter((item) => !same.includes(item)).map((item) => warning(item, item.when)),
  ];
}

function warning(
  { law, standing }: { law: LawOnRecord | RuleSet; standing: ReturnType<typeof standingInWords> },
  when: string,
) {
  const verified =
    law.review === 'verified' ? 'Verified against the primary text.' : 'Not verified against the primary text.';
  const place = `For a ${unhyphened(law.profession)} in ${law.jurisdiction.name}, ${when}`;
  return {
    tone: law.standing === 'prohibited' ? 'bad' : 'careful',
    sign: standing.sign,
    title:
      law.standing === 'prohibited'
        ? `${place}: the practice is recorded as prohibited.`
        : `${place}: ${standing.text.toLowerCase()}. That is no permission.`,
    words: `${law.rules.length > 0 ? `${verified} ` : ''}Ask the regulator before practising.`,
  };
}
