import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow, CurrentActor, type PersonActor } from '../../identity/access';
import { People } from '../../identity/people.service';
import { Staff } from '../../identity/staff.service';
import { Invalid, NotFound } from '../../kernel/errors';
import { type Form, orShowAgain, textOf } from '../forms';
import { IdPipe } from '../id.pipe';
import { Page, SeeOther } from '../page';
import { PersonPage } from './person-page';
import { isRole, roleName } from './role-words';
import { tabsFor } from './tabs';

/** The administrator's register of people: finding one, giving and taking roles. */
@ApiExcludeController()
@Controller('admin')
export class PeoplePagesController {
  constructor(
    private readonly people: People,
    private readonly staff: Staff,
    private readonly personPage: PersonPage,
  ) {}

  @Get()
  @Allow('audit:read')
  async list(@CurrentActor() actor: PersonActor, @Query('q') sought?: string, @Query('after') after?: string) {
    const q = one(sought).trim().slice(0, 254);
    const page = { limit: 30, cursor: one(after) || undefined };
    const { items, next } = await this.people.list(page, { containing: q || undefined, among: 'everyone' });
    return new Page('admin/people', {
      title: 'People',
      tabs: tabsFor(actor, '/admin'),
      q,
      people: items.map(({ id, name, email, roles, emailConfirmed }) => ({
        address: `/admin/people/${id}`,
        name,
        email,
        emailConfirmed,
        roles: roles.map(roleName),
      })),
      first: after ? `/admin${q ? `?q=${encodeURIComponent(q)}` : ''}` : null,
      next: next && `/admin?${new URLSearchParams({ ...(q ? { q } : {}), after: next }).toString()}`,
    });
  }

  @Get('people/:id')
  @Allow('audit:read')
  show(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string) {
    return this.personPage.of(actor, id);
  }

  @Post('people/:id/roles')
  @Allow('person:manage')
  give(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Body() form: Form) {
    return orShowAgain(
      async () => {
        const role = textOf(form, 'role');
        if (!isRole(role)) throw new Invalid([{ path: 'role', message: 'is one of the roles below' }]);
        await this.staff.give(actor, id, role);
        return new SeeOther(
          `/admin/people/${id}`,
          `The role ${roleName(role).toLowerCase()} is given, and counts from now on.`,
        );
      },
      (refusal) => this.personPage.of(actor, id, { refusal }),
    );
  }

  @Post('people/:id/roles/:role/removal')
  @Allow('person:manage')
  take(@CurrentActor() actor: PersonActor, @Param('id', IdPipe) id: string, @Param('role') role: string) {
    if (!isRole(role)) throw new NotFound('That role');
    return orShowAgain(
      async () => {
        await this.staff.take(actor, id, role);
        const name = roleName(role).toLowerCase();
        return new SeeOther(
          `/admin/people/${id}`,
          `The role ${name} is taken, and every session of this person has ended.`,
        );
      },
      (refusal) => this.personPage.of(actor, id, { refusal }),
    );
  }
}

/** A parameter that was sent twice counts once. */
function one(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : '';
}
