import { type INestApplicationContext, Logger } from '@nestjs/common';
import { Assessments } from './assessment/assessments.service';
import { systemActor } from './audit/actor';
import { Programmes } from './catalogue/programmes.service';
import { IssuerKeys } from './certification/issuer-keys';
import { Competencies } from './competency/competencies.service';
import { Settings } from './config/settings';
import { UnitOfWork } from './database/unit-of-work';
import { DemoAccount, DemoAccounts } from './identity/demo-accounts';
import { FirstAdministrator } from './identity/first-administrator';
import { People } from './identity/people.service';
import { ScopeRegister } from './scope-of-practice/scope-register.service';
import { IdempotencyInterceptor } from './web/shell/idempotency.interceptor';

const START_UP = systemActor('start-up');

/**
 * What must be so before the first request: the programmes loaded, their quizzes and rules taken over, a signing key at
 * hand, and somebody who can sign in. Every step may be repeated; a start that was cut short is finished by the next one.
 */
export async function startUp(app: INestApplicationContext, settings: Settings): Promise<string[]> {
  const programmes = app.get(Programmes, { strict: false });
  await programmes.load();
  for (const version of await programmes.list()) {
    await app.get(Assessments, { strict: false }).adopt(version);
    await app.get(ScopeRegister, { strict: false }).adopt(version);
  }
  await app.get(IssuerKeys, { strict: false }).ensure();
  return settings.demoAllowed ? openDemoSchool(app, settings) : inviteFirstAdministrator(app);
}

async function openDemoSchool(app: INestApplicationContext, settings: Settings): Promise<string[]> {
  const accounts = await makeDemoSchool(app, settings.demoPassword);
  if (!accounts) return [];
  return [
    'Demo accounts (never made in production):',
    ...accounts.map(({ email }) => `  ${email}`),
    `  password of each: ${settings.demoPassword ? 'as DEMO_PASSWORD says' : accounts[0].password}`,
  ];
}

/** The demo accounts and their two founding assessors (somebody has to be the first), all or none of them. */
export async function makeDemoSchool(
  app: INestApplicationContext,
  password: string | null,
): Promise<DemoAccount[] | null> {
  const people = app.get(People, { strict: false });
  const competencies = app.get(Competencies, { strict: false });
  return app.get(UnitOfWork, { strict: false }).run(async () => {
    const accounts = await app.get(DemoAccounts, { strict: false }).make(password);
    for (const { email } of accounts ?? []) {
      const [{ id, roles }] = (await people.list({ limit: 1 }, { email, among: 'everyone' })).items;
      if (!roles.includes('assessor')) continue;
      await competencies.appointFounding(START_UP, id, {
        competencies: 'all',
        regionTiers: [1, 2, 3],
        maySupervise: true,
      });
    }
    return accounts;
  });
}

async function inviteFirstAdministrator(app: INestApplicationContext): Promise<string[]> {
  const link = await app.get(FirstAdministrator, { strict: false }).link();
  return link ? ['There is no administrator yet. Set one up, once, at:', `  ${link}`] : [];
}

const A_MINUTE = 60_000;

/** What must happen even if nobody asks: attempts whose time is over are handed in as they were saved, old answers forgotten. */
export function keepHouse(app: INestApplicationContext): void {
  const assessments = app.get(Assessments, { strict: false });
  const logger = new Logger('Housekeeping');
  const replies = app.get(IdempotencyInterceptor, { strict: false });
  const round = async () => {
    await assessments.closeOverdue().catch((fault: unknown) => logger.error('Overdue attempts', fault));
    await replies.forgetOld().catch((fault: unknown) => logger.error('Old answers', fault));
  };
  // The timer never keeps a process alive that was told to stop.
  setInterval(() => void round(), A_MINUTE).unref();
}
