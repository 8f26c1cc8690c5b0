import { Inject, Injectable, Logger, OnApplicationShutdown } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { createTransport, Transporter } from 'nodemailer';
import { SETTINGS, type Settings } from '../config/settings';
import { Clock } from '../kernel/clock';

/** Short and plain: text only, one idea, links on lines of their own. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends e-mail; without `SMTP_URL` each letter is a text file in `DATA_DIR/mail` instead, and outside production also on the console. */
@Injectable()
export class Letters implements OnApplicationShutdown {
  private readonly logger = new Logger(Letters.name);
  private readonly smtp: Transporter | null;
  private readonly underWay = new Set<Promise<void>>();
  private written = 0;

  constructor(
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.smtp = settings.smtpUrl ? createTransport(settings.smtpUrl) : null;
  }

  async send(letter: Letter): Promise<void> {
    const { issuerName, mailFrom } = this.settings;
    if (this.smtp) await this.smtp.sendMail({ from: { name: issuerName, address: mailFrom }, ...letter });
    else await this.file(letter);
  }

  /**
   * Sends without keeping anybody waiting, so that how long an answer takes does not say whether a letter was sent. A letter
   * that does not go out is logged, without its address; the person can ask for it again.
   */
  sendLater(letter: Letter): void {
    this.later(() => this.send(letter));
  }

  /** Runs work that ends in a letter, after the answer. */
  later(work: () => Promise<void>): void {
    const task = work()
      .catch((fault: unknown) => this.logger.error('A letter could not be sent', (fault as Error).stack))
      .finally(() => this.underWay.delete(task));
    this.underWay.add(task);
  }

  /** Resolves when no letter is under way. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.settled();
    this.smtp?.close();
  }

  private async file({ to, subject, text }: Letter): Promise<void> {
    const { dataDir, issuerName, mailFrom, production, logLevel } = this.settings;
    const now = this.clock.now();
    const content = `From: ${issuerName} <${mailFrom}>\nTo: ${to}\nSubject: ${subject}\nDate: ${now.toUTCString()}\n\n${text}\n`;
    const folder = path.join(dataDir, 'mail');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    this.written += 1;
    const order = String(this.written).padStart(6, '0');
    const file = path.join(
      folder,
      `${now.toISOString().replace(/[:.]/g, '-')}-${order}-${randomUUID().slice(0, 8)}.txt`,
    );
    // Under its name only once whole, so that nobody reads half a letter.
    await writeFile(`${file}.part`, content, { mode: 0o600 });
    await rename(`${file}.part`, file);
    if (!production && logLevel !== 'silent') process.stdout.write(`--- letter ---\n${content}--------------\n`);
  }
}
