import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module';
import type { Settings } from '../config/settings';
import { People } from '../identity/people.service';
import { FixedClock, SystemClock } from '../kernel/clock';
import { startUp } from '../start-up';
import { DemoSchool } from './demo-school';
import { tell } from './story';

const LONG_AGO = 810 * 24 * 60 * 60 * 1000;
/**
 * Fills an empty database through the product's own services, under a clock that stands where the story is; the letters
 * of those years go into the folder without being read out.
 */
export async function fill(from: Settings, password: string): Promise<void> {
  const today = new SystemClock().now();
  const clock = new FixedClock(new Date(today.getTime() - LONG_AGO));
  const past = AppModule.with({ ...from, logLevel: 'silent', demoPassword: password }, clock);
  const app = await NestFactory.createApplicationContext(past, { logger: ['error'], abortOnError: false });
  try {
    const { items } = await app.get(People, { strict: false }).list({ limit: 1 }, { among: 'everyone' });
    if (items.length > 0) throw new Error('The demo fills an empty database only. Start it with: npm run demo');
    await startUp(app, { ...from, demoPassword: password });
    await tell(new DemoSchool(app, clock, today, from.timeZone, password));
  } finally {
    await app.close();
  }
}
