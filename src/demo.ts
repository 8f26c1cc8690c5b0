import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { settings, SettingsFault } from './config/settings';
import { migrate } from './database/migrate';
import { fill } from './demo/fill';
import { WHO_IS_WHERE } from './demo/story';
import { createServer } from './server';
import { startUp } from './start-up';

/* `npm run demo`: the product on a throw-away database, filled with a believable school. Never in production. */

async function main(): Promise<void> {
  const from = settings();
  if (!from.demoAllowed) throw new Error('The demo runs on a loopback address only, and never in production.');
  await migrate(from);
  process.stdout.write('Telling two years of a small school …\n');
  const password = from.demoPassword ?? randomBytes(9).toString('base64url');
  await fill(from, password);
  const app = await createServer(from);
  await startUp(app, from);
  await app.listen(from.port, from.host);
  const accounts = WHO_IS_WHERE.map(([account, where]) => `  ${`${account}@example.org`.padEnd(26)}${where}`);
  const shown = from.demoPassword ? 'as DEMO_PASSWORD says' : password;
  process.stdout.write(
    [
      'Everybody invented, each with the same password:',
      ...accounts,
      `  password of each: ${shown}`,
      '',
      `Filiform is ready on ${from.publicUrl}`,
      '',
    ].join('\n'),
  );
}

main().catch((fault: unknown) => {
  const told = fault instanceof SettingsFault ? fault.message : ((fault as Error).stack ?? String(fault));
  process.stderr.write(`${told}\n`);
  process.exit(1);
});
