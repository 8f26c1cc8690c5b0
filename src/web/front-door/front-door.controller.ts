import { Body, Controller, Get, Ip, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsEmail, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Allow, CurrentActor, type PersonActor, Public, Visitor } from '../../identity/access';
import { Accounts } from '../../identity/accounts.service';
import { SESSION_COOKIE } from '../../identity/csrf';
import { RequestAllowance } from '../../identity/request-allowance';
import { SignIn, SignedIn } from '../../identity/sign-in.service';
import { besideFields, checked, type Form, orShowAgain, rawTextOf, Refusal, textOf } from '../forms';
import { Page, SeeOther } from '../page';
import { homeOf } from '../shell/navigation';
import { PageRenderer } from '../shell/page-renderer';

class SignInForm {
  @IsEmail({}, { message: 'is an e-mail address' })
  @MaxLength(254, { message: 'is an e-mail address' })
  email: string;

  @IsNotEmpty({ message: 'is needed' })
  @MaxLength(200, { message: 'has at most 200 characters' })
  password: string;

  @IsString()
  @MaxLength(40, { message: 'is the code that the app shows' })
  code: string;
}

class RegisterForm {
  @IsNotEmpty({ message: 'is needed' })
  @MaxLength(200, { message: 'has at most 200 characters' })
  name: string;

  @IsEmail({}, { message: 'is an e-mail address' })
  @MaxLength(254, { message: 'is an e-mail address' })
  email: string;

  @IsNotEmpty({ message: 'is needed' })
  @MaxLength(200, { message: 'has at most 200 characters' })
  password: string;
}

/** The front door: what this is, coming in, going out. */
@ApiExcludeController()
@Controller()
export class FrontDoorController {
  constructor(
    private readonly accounts: Accounts,
    private readonly signIn: SignIn,
    private readonly allowance: RequestAllowance,
    private readonly renderer: PageRenderer,
  ) {}

  @Get()
  @Public()
  home(@Visitor() visitor: PersonActor | null) {
    return new Page('home', {
      title: 'Training and certification for dry needling',
      home: homeOf(visitor?.roles ?? []),
    });
  }

  @Get('sign-in')
  @Public()
  showSignIn(@Visitor() visitor: PersonActor | null, @Query('next') next?: string) {
    return visitor ? new SeeOther(homeOf(visitor.roles)) : signInPage({ next: ownAddress(next) });
  }

  @Post('sign-in')
  @Public()
  enter(@Body() form: Form, @Ip() address: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const next = ownAddress(textOf(form, 'next'));
    return orShowAgain(
      async () => {
        const { email, password, code } = checked(SignInForm, {
          email: textOf(form, 'email'),
          password: rawTextOf(form, 'password'),
          code: textOf(form, 'code'),
        });
        const signedIn = await this.signIn.signIn({ email, password, code: code || undefined, address, kind: 'page' });
        return this.welcome(signedIn, reply, next);
      },
      (refusal) =>
        signInPage(
          { next, values: { email: textOf(form, 'email') }, refusal: besideFields(softened(refusal)) },
          refusal.status,
        ),
    );
  }

  @Post('sign-out')
  @Allow('session:end')
  async leave(@CurrentActor() actor: PersonActor, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.signIn.signOut(actor);
    void reply.clearCookie(SESSION_COOKIE, this.renderer.ownCookie());
    return new SeeOther('/', 'You are signed out.');
  }

  @Get('register')
  @Public()
  showRegister() {
    return new Page('register', { title: 'Register' });
  }

  @Post('register')
  @Public()
  register(@Body() form: Form, @Ip() address: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const values = { name: textOf(form, 'name'), email: textOf(form, 'email') };
    return orShowAgain(
      async () => {
        const given = checked(RegisterForm, { ...values, password: rawTextOf(form, 'password') });
        this.allowance.take('registration', address);
        await this.accounts.register(given);
        const signedIn = await this.signIn.signIn({ ...given, address, kind: 'page' });
        return this.welcome(
          signedIn,
          reply,
          '/learn',
          'Welcome. A letter to confirm your address is on its way; you can begin meanwhile.',
        );
      },
      (refusal) => new Page('register', { title: 'Register', values, refusal: besideFields(refusal) }, refusal.status),
    );
  }

  @Get('forgotten-password')
  @Public()
  showForgotten() {
    return new Page('forgotten-password', { title: 'Forgotten your password?', section: 'sign-in' });
  }

  @Post('forgotten-password')
  @Public()
  forgotten(@Body() form: Form, @Ip() address: string) {
    const email = textOf(form, 'email');
    const page = (model: object, status = 200) =>
      new Page(
        'forgotten-password',
        { title: 'Forgotten your password?', section: 'sign-in', values: { email }, ...model },
        status,
      );
    return orShowAgain(
      async () => {
        this.allowance.take('password-reset', address);
        this.accounts.forgotPassword(email);
        return page({ sent: true });
      },
      (refusal) => page({ refusal: besideFields(refusal) }, refusal.status),
    );
  }

  private welcome(
    { token, expiresAt, person }: SignedIn,
    reply: FastifyReply,
    next: string,
    notice?: string,
  ): SeeOther {
    void reply.setCookie(SESSION_COOKIE, token, { ...this.renderer.ownCookie(), expires: expiresAt });
    return new SeeOther(next === '/' ? homeOf(person.roles) : next, notice);
  }
}

function signInPage(model: { next: string; values?: object; refusal?: Refusal }, status = 200): Page {
  const wantsCode = ['second-factor-required', 'wrong-code'].includes(model.refusal?.code ?? '');
  return new Page('sign-in', { title: 'Sign in', wantsCode, ...model }, status);
}

/** A page asks for the code in its own words. */
function softened(refusal: Refusal): Refusal {
  if (refusal.code !== 'second-factor-required') return refusal;
  return {
    ...refusal,
    detail: 'This account has a second factor: enter your password once more, and the code that your app shows.',
  };
}

/** Only addresses of this house are gone to: never another site's. */
export function ownAddress(address: string | undefined): string {
  return address && /^\/(?![/\\])[\x21-\x7e]*$/.test(address) && !address.includes('\\') ? address : '/';
}
