import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ArrayNotEmpty, IsEmail, IsIn, MaxLength } from 'class-validator';
import { Allow, CurrentActor, type PersonActor, type Role } from '../../identity/access';
import { Staff } from '../../identity/staff.service';
import { besideFields, checked, type Form, listOf, orShowAgain, Refusal, textOf } from '../forms';
import { Page, SeeOther } from '../page';
import { Wording } from '../wording';
import { ROLE_CHOICES, ROLES_IN_ORDER, roleName } from './role-words';
import { tabsFor } from './tabs';

class InvitationForm {
  @IsEmail({}, { message: 'is an e-mail address' })
  @MaxLength(254, { message: 'is an e-mail address' })
  email: string;

  @MaxLength(200, { message: 'has at most 200 characters' })
  name: string;

  @ArrayNotEmpty({ message: 'are needed: at least one' })
  @IsIn(ROLES_IN_ORDER, { each: true, message: 'are among those listed' })
  roles: Role[];
}

interface Typed {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
}

const NOTHING_TYPED: Typed = { email: '', name: '', roles: [] };

/** Letters with which people join the staff. */
@ApiExcludeController()
@Controller('admin/invitations')
export class InvitationsPagesController {
  constructor(
    private readonly staff: Staff,
    private readonly wording: Wording,
  ) {}

  @Get()
  @Allow('person:manage')
  show(@CurrentActor() actor: PersonActor) {
    return this.page(actor, NOTHING_TYPED);
  }

  @Post()
  @Allow('person:manage')
  invite(@CurrentActor() actor: PersonActor, @Body() form: Form) {
    const typed = { email: textOf(form, 'email'), name: textOf(form, 'name'), roles: listOf(form, 'roles') };
    return orShowAgain(
      async () => {
        const { email, name, roles } = checked(InvitationForm, typed);
        await this.staff.invite(actor, { email, roles, name: name || undefined });
        return new SeeOther(
          '/admin/invitations',
          `A letter to ${email} is on its way. Its link works once, for seven days.`,
        );
      },
      (refusal) => this.page(actor, typed, refusal),
    );
  }

  private async page(actor: PersonActor, typed: Typed, refusal?: Refusal): Promise<Page> {
    const open = await this.staff.openInvitations();
    return new Page(
      'admin/invitations',
      {
        title: 'Invitations',
        tabs: tabsFor(actor, '/admin/invitations'),
        values: typed,
        roles: ROLE_CHOICES.map((choice) => ({ ...choice, chosen: typed.roles.includes(choice.role) })),
        open: open.map(({ email, name, roles, expiresAt }) => ({
          email,
          name,
          roles: roles.map(roleName).join(', '),
          expires: this.wording.moment(expiresAt),
        })),
        refusal: besideFields(refusal),
      },
      refusal?.status ?? 200,
    );
  }
}
