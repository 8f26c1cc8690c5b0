import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { Accounts } from '../../identity/accounts.service';
import { People } from '../../identity/people.service';
import { SecondFactors } from '../../identity/second-factors.service';
import { ScopeRegister } from '../../scope-of-practice/scope-register.service';
import { besideFields, checked, type Form, orShowAgain, rawTextOf, Refusal, textOf } from '../forms';
import { Page, SeeOther } from '../page';
import { homeOf } from '../shell/navigation';
import { capitalised, unhyphened } from '../wording';

const PLACE = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

class ProfileForm {
  @IsOptional()
  @MaxLength(200, { message: 'has at most 200 characters' })
  legalName?: string;

  @IsOptional()
  @Matches(/^[a-z]+(-[a-z]+)*$/, { message: 'is a profession from the list' })
  @MaxLength(60)
  profession?: string;

  @IsOptional()
  @Matches(PLACE, { message: 'is a place by its code, such as US-CO or GB-ENG' })
  jurisdiction?: string;

  @IsOptional()
  @MaxLength(60, { message: 'has at most 60 characters' })
  licenceNumber?: string;

  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'is a day of the calendar' })
  licenceIssuedOn?: string;

  @IsOptional()
  @Matches(PLACE, { message: 'is a place by its code, such as US-CO or GB-ENG' })
  licenceJurisdiction?: string;
}

class PasswordForm {
  @IsNotEmpty({ message: 'is needed' })
  @MaxLength(200)
  current: string;

  @IsNotEmpty({ message: 'is needed' })
  @MaxLength(200, { message: 'has at most 200 characters' })
  chosen: string;
}

const FIELDS = [
  'legalName',
  'profession',
  'jurisdiction',
  'licenceNumber',
  'licenceIssuedOn',
  'licenceJurisdiction',
] as const;

/** One's own account: what one states about oneself, and how one comes in. */
@ApiExcludeController()
@Controller()
export class MePagesController {
  constructor(
    private readonly people: People,
    private readonly accounts: Accounts,
    private readonly secondFactors: SecondFactors,
    private readonly scope: ScopeRegister,
  ) {}

  @Get('me')
  @Allow('me:read')
  me(@CurrentActor() actor: PersonActor) {
    return this.page(actor, {});
  }

  @Post('me')
  @Allow('me:change')
  state(@CurrentActor() actor: PersonActor, @Body() form: Form) {
    const values = Object.fromEntries(FIELDS.map((field) => [field, textOf(form, field)]));
    return orShowAgain(
      async () => {
        const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
        const { legalName, profession, jurisdiction, licenceNumber, licenceIssuedOn, licenceJurisdiction } = checked(
          ProfileForm,
          given,
        );
        const hasLicence = licenceNumber !== undefined || licenceIssuedOn !== undefined;
        await this.people.stateProfile(actor, actor.id, {
          legalName: legalName ?? null,
          profession: profession ?? null,
          jurisdiction: jurisdiction ?? null,
          licence: hasLicence
            ? {
                number: licenceNumber ?? '',
                issuedOn: licenceIssuedOn ?? '',
                jurisdiction: licenceJurisdiction ?? jurisdiction ?? '',
              }
            : null,
        });
        return new SeeOther('/me', 'Your profile is kept. Certificates already issued stay as they are.');
      },
      (refusal) => this.page(actor, { values, refusal }),
    );
  }

  @Post('me/password')
  @Allow('me:change')
  password(@CurrentActor() actor: PersonActor, @Body() form: Form) {
    return orShowAgain(
      async () => {
        const given = { current: rawTextOf(form, 'current'), chosen: rawTextOf(form, 'chosen') };
        await this.accounts.changePassword(actor, checked(PasswordForm, given));
        return new SeeOther('/me', 'Your password is changed. Every other session has ended.');
      },
      (refusal) => this.page(actor, { passwordRefusal: besideFields(refusal) }),
    );
  }

  @Post('me/confirmation-letter')
  @Allow('me:change')
  async letter(@CurrentActor() actor: PersonActor) {
    await this.accounts.askForConfirmation(actor);
    return new SeeOther('/me', 'A letter is on its way. Its link works for three days.');
  }

  @Get('second-factor')
  @Allow('second-factor:set-up')
  async secondFactor(@CurrentActor() actor: PersonActor) {
    return factorPage({ isSetUp: await this.secondFactors.isSetUp(actor.id) });
  }

  @Post('second-factor')
  @Allow('second-factor:set-up')
  async beginSecondFactor(@CurrentActor() actor: PersonActor) {
    return factorPage(await this.secondFactors.begin(actor));
  }

  @Post('second-factor/confirmation')
  @Allow('second-factor:set-up')
  confirmSecondFactor(@CurrentActor() actor: PersonActor, @Body() form: Form) {
    return orShowAgain(
      async () => {
        const { recoveryCodes } = await this.secondFactors.confirm(actor, textOf(form, 'code'));
        return factorPage({ recoveryCodes, next: homeOf(actor.roles) });
      },
      // The secret travels in the form, so that a mistyped code does not need a new one.
      (refusal) =>
        factorPage({ secret: textOf(form, 'secret'), otpauthUrl: textOf(form, 'otpauthUrl'), refusal }, refusal.status),
    );
  }

  private async page(
    actor: PersonActor,
    model: { values?: object; refusal?: Refusal; passwordRefusal?: Refusal },
  ): Promise<Page> {
    const { name, email, emailConfirmed, roles } = await this.people.get(actor.id);
    const profile = await this.people.profileOf(actor.id);
    const jurisdictions = await this.scope.jurisdictions();
    const professions = new Set(jurisdictions.flatMap((place) => place.professions.map((item) => item.profession)));
    if (profile?.profession) professions.add(profile.profession);
    return new Page(
      'me',
      {
        title: 'My account',
        name,
        email,
        emailConfirmed,
        roles: roles.join(', '),
        hasSecondFactor: await this.secondFactors.isSetUp(actor.id),
        professions: [...professions].toSorted().map((code) => ({ value: code, label: capitalised(unhyphened(code)) })),
        values: {
          legalName: profile?.legalName,
          profession: profile?.profession,
          jurisdiction: profile?.jurisdiction,
          licenceNumber: profile?.licence?.number,
          licenceIssuedOn: profile?.licence?.issuedOn,
          licenceJurisdiction: profile?.licence?.jurisdiction,
          ...model.values,
        },
        refusal: besideFields(model.refusal),
        passwordRefusal: model.passwordRefusal,
      },
      (model.refusal ?? model.passwordRefusal)?.status ?? 200,
    );
  }
}

function factorPage(model: object, status = 200): Page {
  return new Page('second-factor', { title: 'A second factor', section: 'me', unlisted: true, ...model }, status);
}
