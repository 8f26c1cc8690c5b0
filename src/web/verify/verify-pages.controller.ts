import { Controller, Get, Ip, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow, Public } from '../../identity/access';
import { RequestAllowance } from '../../identity/request-allowance';
import { type Day, isDay } from '../../kernel/day';
import { Verification } from '../../verification/verification.service';
import { Page, SeeOther } from '../page';
import { addressOf } from './typed-number';
import { GLOSSARY } from './verdict-words';
import { VerdictPage } from './verdict-page';

/** Is this certificate good? For anyone who holds a number, or the paper. */
@ApiExcludeController()
@Controller()
export class VerifyPagesController {
  constructor(
    private readonly verification: Verification,
    private readonly verdictPage: VerdictPage,
    private readonly allowance: RequestAllowance,
  ) {}

  @Get('verify')
  @Public()
  verify(@Query('number') given?: unknown) {
    const typed = typeof given === 'string' ? given : '';
    const address = addressOf(typed);
    if (address) return new SeeOther(address);
    return new Page('verify/form', { title: 'Verify a certificate', glossary: GLOSSARY, isEmpty: given !== undefined });
  }

  @Get('verify/:number')
  @Public()
  byNumber(@Param('number') number: string, @Ip() address: string, @Query('asOf') asOf?: unknown) {
    return this.answer(number, undefined, address, asOf);
  }

  /** What the QR code opens. Codes are written in capitals, so the address answers to them too. */
  @Get(['v/:number/:secret', 'V/:number/:secret'])
  @Public()
  byCode(
    @Param('number') number: string,
    @Param('secret') secret: string,
    @Ip() address: string,
    @Query('asOf') asOf?: unknown,
  ) {
    return this.answer(number, secret, address, asOf);
  }

  @Get('clinic')
  @Allow('verification:history')
  clinic() {
    return new Page('verify/clinic', { title: 'Verify certificates', glossary: GLOSSARY });
  }

  private async answer(number: string, secret: string | undefined, address: string, given: unknown): Promise<Page> {
    const asOf: Day | null = isDay(given) ? given : null;
    const answer = await this.verification.check(number, { ...(secret ? { secret } : {}), ...(asOf ? { asOf } : {}) });
    // Guessing is bounded; whoever holds a certificate may look as often as they like.
    if (!answer.certificate) this.allowance.take('verification-miss', address);
    return this.verdictPage.of(answer, { asOf, withSecret: secret !== undefined });
  }
}
