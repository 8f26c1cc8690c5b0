import 'reflect-metadata';
import { settings, SettingsFault } from './config/settings';
import { migrate } from './database/migrate';
import { createServer } from './server';
import { keepHouse, startUp } from './start-up';

async function main(): Promise<void> {
  const from = settings();
  await migrate(from);
  const app = await createServer(from);
  const news = await startUp(app, from);
  await app.listen(from.port, from.host);
  keepHouse(app);
  process.stdout.write([...news, `Filiform is ready on ${from.publicUrl}`, ''].join('\n'));
}

main().catch((fault: unknown) => {
  const told = fault instanceof SettingsFault ? fault.message : ((fault as Error).stack ?? String(fault));
  process.stderr.write(`${told}\n`);
  process.exit(1);
});
