import { NestFactory } from '@nestjs/core';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/*
 * Candidates with a session each, enrolled, put into the database while the server is down: hashing five hundred passwords
 * twice over HTTP is not what is measured. Settings come from the environment, as the server's do.
 *
 * node seed-candidates.mjs <how many> <file for the tokens>
 */

const require = createRequire(import.meta.url);
const built = (name) => require(`../dist/${name}.js`);
const { AppModule } = built('app.module');
const { settings } = built('config/settings');
const { UnitOfWork } = built('database/unit-of-work');
const { Enrolments } = built('enrolment/enrolments.service');
const { PersonRegister } = built('identity/data/person-register');
const { Passwords } = built('identity/passwords');
const { Sessions } = built('identity/sessions.service');

const [count, file] = process.argv.slice(2);
const app = await NestFactory.createApplicationContext(AppModule.with(settings()), { logger: ['error'] });
const get = (token) => app.get(token, { strict: false });
const passwordHash = await get(Passwords).hash('a password that nobody types');
const tokens = [];
for (let n = 1; n <= Number(count); n += 1) {
  tokens.push(
    await get(UnitOfWork).run(async () => {
      const given = { email: `candidate-${n}@example.org`, name: `Candidate ${n}`, passwordHash, roles: ['trainee'] };
      const { id } = await get(PersonRegister).add({ ...given, emailConfirmed: true, demo: false }, null);
      await get(Enrolments).enrol({ kind: 'person', id, roles: ['trainee'], sessionId: id }, 'dry-needling');
      return (await get(Sessions).start(id, { kind: 'api', secondFactorDone: false })).token;
    }),
  );
}
writeFileSync(file, JSON.stringify(tokens));
await app.close();
