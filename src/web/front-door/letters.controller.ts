import { Body, Controller, Get, Ip, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsEmail, IsNotEmpty, MaxLength } from 'class-validator';
import { Public } from '../../identity/access';
import { Accounts } from '../../identity/accounts.service';
import { FirstAdministrator } from '../../identity/first-administrator';
import { LinkNotValid } from '../../identity/identity.errors';
import { RequestAllowance } from '../../identity/request-allowance';
import { Staff } from '../../identity/staff.service';
import { besideFields, checked, type Form, orShowAgain, rawTextOf, Refusal, textOf } from '../forms';
import { Page, SeeOther } from '../page';

class PasswordForm {
  @IsNotEmpty({ message: 'is needed' })
  @MaxLength(200, { message: 'has at most 200 characters' })
  password: string;
}

class InvitationForm extends PasswordForm {
  @IsNotEmpty({ message: 'is needed' })
  @MaxLength(200, { message: 'has at most 200 characters' })
  name: string;
}

class SetUpForm extends InvitationForm {
  @IsEmail({}, { message: 'is an e-mail address' })
  @MaxLength(254, { message: 'is an e-mail address' })
  email: string;
}

const SIGN_IN_NOW = 'Done. Sign in with your new password.';

/** What the links in our letters open. Their addresses hold a secret, so the pages are never listed or referred to. */
@ApiExcludeController()
@Controller()
export class LettersController {
  constructor(
    private readonly accounts: Accounts,
    private readonly staff: Staff,
    private readonly firstAdministrator: FirstAdministrator,
    private readonly allowance: RequestAllowance,
  ) {}

  @Get('confirm-email/:token')
  @Public()
  showConfirmation() {
    return new Page('confirm-email', { title: 'Confirm your e-mail address', unlisted: true });
  }

  @Post('confirm-email/:token')
  @Public()
  async confirm(@Param('token') token: string) {
    await this.accounts.confirmEmail(token);
    return new SeeOther('/learn', 'Your e-mail address is confirmed.');
  }

  @Get('reset-password/:token')
  @Public()
  async showReset(@Param('token') token: string) {
    if (!(await this.accounts.mayResetPassword(token))) throw new LinkNotValid();
    return resetPage();
  }

  @Post('reset-password/:token')
  @Public()
  reset(@Param('token') token: string, @Body() form: Form) {
    return orShowAgain(
      async () => {
        const { password } = checked(PasswordForm, { password: rawTextOf(form, 'password') });
        await this.accounts.resetPassword(token, password);
        return new SeeOther('/sign-in', SIGN_IN_NOW);
      },
      (refusal) => resetPage(refusal),
    );
  }

  @Get('invitation/:token')
  @Public()
  async showInvitation(@Param('token') token: string) {
    return this.invitationPage(token, {});
  }

  @Post('invitation/:token')
  @Public()
  accept(@Param('token') token: string, @Body() form: Form, @Ip() address: string) {
    const values = { name: textOf(form, 'name') };
    return orShowAgain(
      async () => {
        this.allowance.take('registration', address);
        await this.staff.accept(token, checked(InvitationForm, { ...values, password: rawTextOf(form, 'password') }));
        return new SeeOther('/sign-in', SIGN_IN_NOW);
      },
      (refusal) => this.invitationPage(token, { values, refusal }),
    );
  }

  @Get('set-up/:token')
  @Public()
  async showSetUp(@Param('token') token: string) {
    if (!(await this.firstAdministrator.maySetUp(token))) throw new LinkNotValid();
    return setUpPage({});
  }

  @Post('set-up/:token')
  @Public()
  setUp(@Param('token') token: string, @Body() form: Form) {
    const values = { name: textOf(form, 'name'), email: textOf(form, 'email') };
    return orShowAgain(
      async () => {
        const given = checked(SetUpForm, { ...values, password: rawTextOf(form, 'password') });
        await this.firstAdministrator.setUp(token, given);
        return new SeeOther('/sign-in', SIGN_IN_NOW);
      },
      (refusal) => setUpPage({ values, refusal }),
    );
  }

  private async invitationPage(token: string, model: { values?: { name: string }; refusal?: Refusal }): Promise<Page> {
    const invitation = await this.staff.findInvitation(token);
    if (!invitation) throw new LinkNotValid();
    return choosePassword(
      {
        title: 'You are invited',
        explanation: `You join as ${invitation.roles.join(' and ')} with the address ${invitation.email}.`,
        action: 'Join',
        asksName: true,
        values: { name: invitation.name ?? '' },
      },
      model,
    );
  }
}

function resetPage(refusal?: Refusal): Page {
  return choosePassword(
    {
      title: 'Choose a new password',
      explanation: 'It ends every session of yours, here and elsewhere.',
      action: 'Use this password',
    },
    { refusal },
  );
}

function setUpPage(model: { values?: object; refusal?: Refusal }): Page {
  return choosePassword(
    {
      title: 'Set the house up',
      explanation: 'You become its first administrator, and invite everyone else.',
      action: 'Set it up',
      asksName: true,
      asksEmail: true,
    },
    model,
  );
}

interface Frame {
  readonly title: string;
  readonly explanation: string;
  readonly action: string;
  readonly [field: string]: unknown;
}

function choosePassword(frame: Frame, model: { values?: object; refusal?: Refusal }) {
  const shown = { ...model, refusal: besideFields(model.refusal) };
  const given = Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined));
  return new Page('choose-password', { ...frame, ...given, unlisted: true }, model.refusal?.status ?? 200);
}
