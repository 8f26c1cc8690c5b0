import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { AuditTrail } from './audit/audit-trail';
import { settings } from './config/settings';
import { readOptions } from './database/data-source';
import { UnitOfWork } from './database/unit-of-work';
import { SystemClock } from './kernel/clock';

/** `npm run audit:verify`: walks the chain through a read-only connection, also while the server runs. */
async function main(): Promise<number> {
  const reader = await new DataSource(readOptions(settings())).initialize();
  try {
    const trail = new AuditTrail(new UnitOfWork(reader, reader, { queue: false }), new SystemClock());
    const { entries, head, firstBreak } = await trail.verify();
    if (firstBreak) {
      process.stdout.write(`The audit trail is broken after ${entries} good entries: ${firstBreak.reason}.\n`);
      return 1;
    }
    process.stdout.write(`The audit trail fits: ${entries} entries, head ${head}.\n`);
    return 0;
  } finally {
    await reader.destroy();
  }
}

main().then(
  (code) => process.exit(code),
  (fault: unknown) => {
    process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
    process.exit(2);
  },
);
