import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
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

  @Post('password-resets')
  @Public()
  @HttpCode(202)
  @ApiOperation({
    summary:
      'Ask for a letter with which to choose a new password. The answer does not say whether the address has an account',
  })
  @ApiAcceptedResponse({ description: 'Taken. Where the address has an account, a letter goes out' })
  forgot(@Body() { email }: ForgottenPasswordDto, @Ip() address: string): void {
    this.allowance.take('password-reset', address);
    this.accounts.forgotPassword(email);
  }

  @Post('password-resets/completion')
  @Public()
  @HttpCode(204)
  @ApiOperation({ summary: 'Choose a new password with the token of the letter. Ends every session' })
  @ApiNoContentResponse({ description: 'The new password counts' })
  reset(@Body() { token, password }: ResetPasswordDto): Promise<void> {
    return this.accounts.resetPassword(token, password);
  }

  @Post('email-confirmations')
  @Public()
  @HttpCode(204)
  @ApiOperation({ summary: 'Confirm the e-mail address with the token of the letter' })
  @ApiNoContentResponse({ description: 'The address is confirmed' })
  confirm(@Body() { token }: ConfirmEmailDto): Promise<void> {
    return this.accounts.confirmEmail(token);
  }

  @Post('email-confirmations/letters')
  @Allow('me:change')
  @ApiBearerAuth()
  @HttpCode(202)
  @ApiOperation({ summary: 'Ask for the letter once more' })
  @ApiAcceptedResponse({ description: 'Taken. Where the address is not confirmed yet, a letter goes out' })
  sendAgain(@CurrentActor() actor: PersonActor): Promise<void> {
    return this.accounts.askForConfirmation(actor);
  }
}
