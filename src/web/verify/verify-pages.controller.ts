import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow, Public } from '../../identity/access';
import type { RuleSet } from '../../scope-of-practice/rule-set';
import { Verification, VerificationAnswer } from '../../verification/verification.service';
import { inWords } from '../findings';
import { Page, SeeOther } from '../page';
import { presentRule, reviewInWords, standingInWords } from '../scope/rule-presenter';
import { unhyphened, Wording } from '../wording';
import { CHECK_WORDS, OUTCOME_WORDS, VERDICT_WORDS } from './verdict-words';

type ScopeAtIssue = NonNullable<VerificationAnswer['scopeAtIssue']>;

/** May the public rely on it? Said in words for whoever stands at the desk. */
@ApiExcludeController()
@Controller()
export class VerifyPagesController {
  constructor(
    private readonly verification: Verification,
    private readonly wording: Wording,
  ) {}

  @Get('verify')
  @Public()
  ask(@Query('number') number?: string) {
    const typed = (number ?? '').trim().slice(0, 80);
    if (typed !== '') return new SeeOther(`/verify/${encodeURIComponent(typed)}`);
    return new Page('verify/ask', { title: 'Verify a certificate' });
  }

  @Get('verify/:number')
  @Public()
  async byNumber(@Param('number') number: string) {
    return this.page(await this.verification.check(number), false);
  }

  /** What the QR code opens. Its address is written in capitals there, and may be typed in any case. */
  @Get(['v/:number/:secret', 'V/:number/:secret'])
  @Public()
  async byCode(@Param('number') number: string, @Param('secret') secret: string) {
    return this.page(await this.verification.check(number, { secret }), true);
  }

  @Get('clinic')
  @Allow('verification:history')
  clinic() {
    return new Page('clinic/home', { title: 'Verify for your clinic' });
  }

  private page(answer: VerificationAnswer, withCode: boolean): Page {
    const { certificate, scopeAtIssue, scopeNow } = answer;
    const verdict = VERDICT_WORDS[answer.verdict];
    const asOf = this.wording.moment(new Date(answer.statusAsOf));
    return new Page('verify/answer', {
      title: `${verdict.title}: ${answer.number}`,
      section: 'verify',
      unlisted: true,
      number: answer.number,
      withCode,
      verdict,
      asOf,
      fictional: scopeAtIssue?.jurisdiction.fictional ?? false,
      checks: answer.checks.map(({ check, outcome, detail }) => ({ what: CHECK_WORDS[check], ...OUTCOME_WORDS[outcome], detail })),
      certificate: certificate && {
        number: certificate.number,
        name: certificate.holder?.name ?? 'Erased',
        masked: certificate.holder?.masked ?? false,
        profession: unhyphened(certificate.profession),
        licence: certificate.holder?.licence,
        scheme: certificate.scheme?.title,
        programme: certificate.programme && `${certificate.programme.title}, version ${certificate.programme.version}`,
        issuer: certificate.issuer,
        issuedOn: this.wording.day(certificate.issuedOn),
        expiresOn: this.wording.day(certificate.expiresOn),
        statements: certificate.statements.map(({ text }) => text),
        pdfSha256: certificate.pdfSha256,
        findings: certificate.certified?.scheme.findings.map(inWords),
      },
      then: scopeAtIssue && this.presentScope(scopeAtIssue, scopeAtIssue.asOf),
      now: scopeNow && this.presentScope(scopeNow, scopeNow.asOf),
      same: scopeAtIssue !== null && scopeAtIssue.ruleSet.digest === scopeNow?.digest,
      changes: answer.changes,
    });
  }

  private presentScope(scope: ScopeAtIssue | RuleSet, day: string) {
    return {
      place: scope.jurisdiction.name,
      code: scope.jurisdiction.code,
      profession: unhyphened(scope.profession),
      on: this.wording.day(day),
      standing: standingInWords(scope.standing, scope.review),
      review: reviewInWords(scope.review),
      rules: scope.rules.map((rule) => presentRule(rule, this.wording)),
    };
  }
}
