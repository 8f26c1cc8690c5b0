import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentActor, type PersonActor, Public } from '../access';
import { Accounts } from '../accounts.service';
import { RequestAllowance } from '../request-allowance';
import { ChosenPasswordField, EmailField, LinkTokenField } from './fields';

export class ForgottenPasswordDto {
  @EmailField()
  email: string;
}

export class ResetPasswordDto {
  @LinkTokenField()
  token: string;

  @ChosenPasswordField()
  password: string;
}

export class ConfirmEmailDto {
  @LinkTokenField()
  token: string;
}

@ApiTags('Identity')
@Controller('api/v1')
export class AccountController {
  constructor(
    private readonly accounts: Accounts,
    private readonly allowance: RequestAllowance,
  ) {}

  /** Ask for a letter with which to choose a new password. The answer does not say whether the address has an account. */
  @Post('password-resets')
  @Public()
  @HttpCode(202)
  forgot(@Body() { email }: ForgottenPasswordDto, @Ip() address: string): void {
    this.allowance.take('password-reset', address);
    this.accounts.forgotPassword(email);
  }

  /** Choose a new password with the token of the letter. Ends every session. */
  @Post('password-resets/completion')
  @Public()
  @HttpCode(204)
  reset(@Body() { token, password }: ResetPasswordDto): Promise<void> {
    return this.accounts.resetPassword(token, password);
  }

  /** Confirm the e-mail address with the token of the letter. */
  @Post('email-confirmations')
  @Public()
  @HttpCode(204)
  confirm(@Body() { token }: ConfirmEmailDto): Promise<void> {
    return this.accounts.confirmEmail(token);
  }

  /** Ask for the letter once more. */
  @Post('email-confirmations/letters')
  @Allow('me:change')
  @ApiBearerAuth()
  @HttpCode(202)
  sendAgain(@CurrentActor() actor: PersonActor): Promise<void> {
    return this.accounts.askForConfirmation(actor);
  }
}
