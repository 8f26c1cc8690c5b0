import { plainToInstance } from 'class-transformer';
import {
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  validateSync,
} from 'class-validator';
import * as path from 'node:path';
import { isIP } from 'node:net';

function satisfies(name: string, message: string, test: (value: string) => boolean): PropertyDecorator {
  return ValidateBy({
    name,
    validator: {
      validate: (value: unknown) => typeof value === 'string' && test(value),
      defaultMessage: () => message,
    },
  });
}

const isUrlWith =
  (...protocols: string[]) =>
  (value: string) => {
    try {
      return protocols.includes(new URL(value).protocol);
    } catch {
      return false;
    }
  };

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

/** The environment as it may be written: one field per variable, each with its rule. */
class Environment {
  @IsOptional()
  @IsIn(['development', 'test', 'production'], { message: 'is development, test or production' })
  NODE_ENV?: string;

  @IsString()
  @MinLength(1, { message: 'is the address to listen on, for example 127.0.0.1' })
  HOST = '127.0.0.1';

  @IsInt({ message: 'is a whole number' })
  @Min(0)
  @Max(65535, { message: 'is a port: 0 to 65535' })
  PORT = 3000;

  @IsOptional()
  @satisfies('url', 'is an address such as https://training.example.org', isUrlWith('http:', 'https:'))
  PUBLIC_URL?: string;

  @IsOptional()
  @satisfies('postgres', 'is postgres://user:password@host:port/database', isUrlWith('postgres:', 'postgresql:'))
  DATABASE_URL?: string;

  @IsString()
  @MinLength(1)
  DATA_DIR = './data';

  @IsString()
  @MinLength(1)
  COURSES_DIR = './courses';

  @IsOptional()
  @MinLength(8, { message: 'has at least 8 characters' })
  DEMO_PASSWORD?: string;

  @IsOptional()
  @satisfies(
    'key',
    'is 32 bytes in base64 (make one with: openssl rand -base64 32)',
    (value) => /^[A-Za-z0-9+/]{43}=$/.test(value) && Buffer.from(value, 'base64').length === 32,
  )
  KEY_ENCRYPTION_KEY?: string;

  @IsString()
  @MinLength(1)
  @MaxLength(120)
  ISSUER_NAME = 'Filiform Demo School';

  @satisfies('zone', 'is an IANA time zone such as America/Denver', isTimeZone)
  TIME_ZONE = 'UTC';

  @Matches(/^[a-z]{2}(-[A-Z]{2})?$/, { message: 'is a language such as en or en-GB' })
  LOCALE = 'en';

  @IsOptional()
  @satisfies('smtp', 'is smtp://… or smtps://…', isUrlWith('smtp:', 'smtps:'))
  SMTP_URL?: string;

  @IsEmail({}, { message: 'is an e-mail address' })
  MAIL_FROM = 'filiform@example.org';

  @IsOptional()
  @satisfies('tsa', 'is an http(s) address', isUrlWith('http:', 'https:'))
  TIMESTAMP_URL?: string;

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    message: 'is a pino level, for example info',
  })
  LOG_LEVEL = 'info';
}

/** What the product may be told from outside. Read once, at the start. */
export interface Settings {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** No trailing slash. */
  readonly publicUrl: string;
  /** `null`: SQLite in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly coursesDir: string;
  readonly demoPassword: string | null;
  /** 32 bytes; `null`: made once in `dataDir`, never in production. */
  readonly keyEncryptionKey: Buffer | null;
  readonly issuerName: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly timestampUrl: string | null;
  readonly logLevel: string;
  /** Whether demo accounts may be made: never in production, only on a loopback address. */
  readonly demoAllowed: boolean;
}

export const SETTINGS = Symbol('Settings');

/** Every fault of the environment at once, so that nobody mends them one restart at a time. */
export class SettingsFault extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The settings need correcting before the start:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** @throws SettingsFault naming every variable that is wrong, what it is, and what it should be. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    Object.keys(new Environment())
      .concat(
        'NODE_ENV',
        'PUBLIC_URL',
        'DATABASE_URL',
        'DEMO_PASSWORD',
        'KEY_ENCRYPTION_KEY',
        'SMTP_URL',
        'TIMESTAMP_URL',
      )
      .flatMap((name) => {
        const value = environment[name];
        return value === undefined || value === ''
          ? []
          : [[name, name === 'PORT' && /^\d+$/.test(value) ? Number(value) : value]];
      }),
  );
  const env = plainToInstance(Environment, given);
  const secret = ['KEY_ENCRYPTION_KEY', 'DATABASE_URL', 'DEMO_PASSWORD', 'SMTP_URL'];
  const faults = validateSync(env).map(({ property, value, constraints }) => {
    const shown = secret.includes(property) ? '' : ` (now ${JSON.stringify(value)})`;
    return `${property} ${Object.values(constraints ?? {}).join('; ')}${shown}`;
  });
  const production = env.NODE_ENV === 'production';
  if (production && !env.KEY_ENCRYPTION_KEY) {
    faults.push(
      'KEY_ENCRYPTION_KEY is required in production: 32 bytes in base64 (make one with: openssl rand -base64 32)',
    );
  }
  if (faults.length > 0) throw new SettingsFault(faults);

  const shownHost = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(env.HOST) ? 'localhost' : env.HOST;
  return {
    production,
    host: env.HOST,
    port: env.PORT,
    publicUrl: (env.PUBLIC_URL ?? `http://${shownHost}:${env.PORT}`).replace(/\/+$/, ''),
    databaseUrl: env.DATABASE_URL ?? null,
    dataDir: path.resolve(env.DATA_DIR),
    coursesDir: path.resolve(env.COURSES_DIR),
    demoPassword: env.DEMO_PASSWORD ?? null,
    keyEncryptionKey: env.KEY_ENCRYPTION_KEY ? Buffer.from(env.KEY_ENCRYPTION_KEY, 'base64') : null,
    issuerName: env.ISSUER_NAME,
    timeZone: env.TIME_ZONE,
    locale: env.LOCALE,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM,
    timestampUrl: env.TIMESTAMP_URL ?? null,
    logLevel: env.LOG_LEVEL,
    demoAllowed: !production && isLoopback(env.HOST),
  };
}

let memo: Settings | undefined;

/** The settings of this process; the one place that touches `process.env`. */
export function settings(): Settings {
  return (memo ??= readSettings(process.env));
}
