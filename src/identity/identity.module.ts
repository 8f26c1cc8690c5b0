import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard';
import { Accounts } from './accounts.service';
import { AccountController } from './api/account.controller';
import { AuditEntriesController } from './api/audit-entries.controller';
import { MeController } from './api/me.controller';
import { PeopleController } from './api/people.controller';
import { SessionsController } from './api/sessions.controller';
import { StaffController } from './api/staff.controller';
import { Cohorts } from './cohorts.service';
import { PersonRegister } from './data/person-register';
import { DemoAccounts } from './demo-accounts';
import { FirstAdministrator } from './first-administrator';
import { Letters } from './letters';
import { OneTimeLinks } from './one-time-links';
import { Passwords } from './passwords';
import { People } from './people.service';
import { Reauthentication } from './reauthentication';
import { RequestAllowance } from './request-allowance';
import { SecondFactors } from './second-factors.service';
import { Sessions } from './sessions.service';
import { SignIn } from './sign-in.service';
import { SignInThrottle } from './sign-in-throttle';
import { Staff } from './staff.service';

const FRONT_DOOR = [
  Accounts,
  Cohorts,
  DemoAccounts,
  FirstAdministrator,
  Letters,
  People,
  Reauthentication,
  RequestAllowance,
  SecondFactors,
  Sessions,
  SignIn,
  Staff,
];

/** Who is this, and what may they do? The guard stands before every route of every room. */
@Module({
  controllers: [
    AccountController,
    AuditEntriesController,
    MeController,
    PeopleController,
    SessionsController,
    StaffController,
  ],
  providers: [
    ...FRONT_DOOR,
    PersonRegister,
    Passwords,
    OneTimeLinks,
    SignInThrottle,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: FRONT_DOOR,
})
export class IdentityModule {}
