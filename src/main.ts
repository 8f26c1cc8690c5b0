import 'reflect-metadata';
import { settings, SettingsFault } from './config/settings';
import { migrate } from './database/migrate';
import { createServer } from './server';

async function main(): Promise<void> {
  const from = settings();
  await migrate(from);
  const app = await createServer(from);
  await app.listen(from.port, from.host);
  process.stdout.write(`Filiform is ready on ${from.publicUrl}\n`);
}

main().catch((fault: unknown) => {
  process.stderr.write(
    `${fault instanceof SettingsFault ? fault.message : ((fault as Error).stack ?? String(fault))}\n`,
  );
  process.exit(1);
});
