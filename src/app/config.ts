/**
 * Every setting of the program: its environment variable, default and meaning. Parsed once at the start; nothing
 * else reads the environment. `.env.example` is generated from this table (`npm run generate`).
 */
import { resolve } from 'node:path';

export type Role = 'web' | 'jobs' | 'grading';

export interface Config {
  port: number;
  host: string;
  baseUrl: string;
  dataFolder: string;
  databaseUrl: string | null;
  databasePool: number;
  secret: string | null;
  roles: Role[];
  webProcesses: number;
  gradingSlots: number;
  mailUrl: string | null;
  mailFrom: string;
  logLevel: string;
  trustProxy: boolean;
  timeZone: string;
  embeddedSynchronousCommit: boolean;
  development: boolean;
  graders: string | null;
  gitHosts: string[];
}

interface Setting<T> {
  variable: string;
  fallback: string;
  about: string;
  parse(text: string): T;
}

const text = (value: string) => value;
const optional = (value: string) => (value === '' ? null : value);
/** A word that is neither is refused: taken for "no", a slip of the pen would open or close what it should not. */
function flag(value: string): boolean {
  const word = value.trim().toLowerCase();
  if (['1', 'true', 'yes', 'on'].includes(word)) return true;
  if (['0', 'false', 'no', 'off'].includes(word)) return false;
  throw new Error(`"${value}" is neither true nor false`);
}

function whole(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new Error(`"${value}" is not a whole number`);
  return number;
}

function port(value: string): number {
  const number = whole(value);
  if (number > 65_535) throw new Error('the highest port is 65535');
  return number;
}

function positive(value: string): number {
  const number = whole(value);
  if (number === 0) throw new Error('at least 1 is needed');
  return number;
}

function zone(value: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    throw new Error(`"${value}" is not an IANA time zone, such as Europe/Helsinki`);
  }
}

function roles(value: string): Role[] {
  const names = value.split(',').map((name) => name.trim());
  for (const name of names)
    if (!['web', 'jobs', 'grading'].includes(name))
      throw new Error(`"${name}" is not a role: web, jobs, grading`);
  return names as Role[];
}

const names = (value: string): string[] =>
  value.split(',').flatMap((name) => name.trim().toLowerCase() || []);

function address(value: string): string | null {
  if (value === '') return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error(`"${value}" is not an http(s) address`);
  return value.replace(/\/+$/, '');
}

/** An address of a server, told by its beginning: what may follow is for its driver, such as a socket in place of a host. */
const serverAddress =
  (beginning: RegExp, example: string) =>
  (value: string): string | null => {
    if (value === '') return null;
    // These addresses hold passwords, so what was given is not repeated.
    if (!beginning.test(value)) throw new Error(`not an address such as ${example}`);
    return value;
  };

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

function logLevel(value: string): string {
  if (!logLevels.includes(value)) throw new Error(`"${value}" is none of ${logLevels.join(', ')}`);
  return value;
}

export const settings = {
  port: { variable: 'PORT', fallback: '8080', about: 'Port of the web server.', parse: port },
  host: { variable: 'HOST', fallback: '0.0.0.0', about: 'Interface the web server listens on.', parse: text },
  baseUrl: {
    variable: 'BASE_URL',
    fallback: '',
    about: 'Address people use, for links in mail and secure cookies. Default: http://localhost:PORT.',
    parse: address,
  },
  dataFolder: {
    variable: 'LECTERN_DATA',
    fallback: './data',
    about: 'Folder of the embedded PostgreSQL, uploads and the secret. Deleting it starts afresh.',
    parse: (value: string) => resolve(value),
  },
  databaseUrl: {
    variable: 'DATABASE_URL',
    fallback: '',
    about:
      'postgres://… of your own server (PostgreSQL 18). Without it an embedded one runs in LECTERN_DATA.',
    parse: serverAddress(/^(postgres(ql)?:\/\/|socket:)/, 'postgres://user:password@host/database'),
  },
  databasePool: {
    variable: 'DATABASE_POOL',
    fallback: '8',
    about: 'Connections of one process.',
    parse: positive,
  },
  secret: {
    variable: 'LECTERN_SECRET',
    fallback: '',
    about:
      'Signs sessions and receipts; at least 32 characters, the same on every machine. Default: made once, kept in LECTERN_DATA.',
    parse: optional,
  },
  roles: {
    variable: 'LECTERN_ROLES',
    fallback: 'web,jobs,grading',
    about: 'What this process does: web, jobs, grading (running what learners hand in).',
    parse: roles,
  },
  webProcesses: {
    variable: 'WEB_PROCESSES',
    fallback: '1',
    about:
      'Web processes of this machine, beside the one that holds jobs and gradings; about one a core. With 1 all is one process.',
    parse: positive,
  },
  gradingSlots: {
    variable: 'GRADING_SLOTS',
    fallback: '2',
    about: 'Answers that one process runs at the same time; about one a core.',
    parse: positive,
  },
  mailUrl: {
    variable: 'SMTP_URL',
    fallback: '',
    about: 'smtp://user:password@host:port. Without it mail stays in the outbox at /dev/mail.',
    parse: serverAddress(/^smtps?:\/\//, 'smtp://user:password@host:587'),
  },
  mailFrom: {
    variable: 'MAIL_FROM',
    fallback: 'Lectern <lectern@localhost>',
    about: 'Sender of mail.',
    parse: text,
  },
  logLevel: {
    variable: 'LOG_LEVEL',
    fallback: 'info',
    about: 'fatal, error, warn, info, debug, trace or silent.',
    parse: logLevel,
  },
  trustProxy: {
    variable: 'TRUST_PROXY',
    fallback: 'false',
    about: 'Believe X-Forwarded-* headers; only behind a proxy that sets them.',
    parse: flag,
  },
  timeZone: {
    variable: 'LECTERN_TIME_ZONE',
    fallback: 'UTC',
    about: 'Time zone of visitors who have not chosen one.',
    parse: zone,
  },
  embeddedSynchronousCommit: {
    variable: 'EMBEDDED_SYNCHRONOUS_COMMIT',
    fallback: 'true',
    about: 'For the chaos run only: false lets the embedded server lose what it acknowledged.',
    parse: flag,
  },
  development: {
    variable: 'LECTERN_DEV',
    fallback: 'true',
    about: 'Shows the outbox at /dev/mail to everybody on this machine. Set false on a public server.',
    parse: flag,
  },
  graders: {
    variable: 'LECTERN_GRADERS',
    fallback: '',
    about:
      'File that names the grading services courses may use (docs/graders.md). Default: graders.yaml in LECTERN_DATA, where there is one.',
    parse: optional,
  },
  gitHosts: {
    variable: 'LECTERN_GIT_HOSTS',
    fallback: '',
    about:
      'Hosts in private networks from which courses may be fetched by git, such as git.school.example,10.0.0.5:3000. Public hosts need not be named.',
    parse: names,
  },
} satisfies { [K in keyof Config]: Setting<Config[K] | null> };

export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, setting] of Object.entries(settings)) {
    const given = environment[setting.variable];
    try {
      values[name] = setting.parse(given === undefined || given === '' ? setting.fallback : given);
    } catch (error) {
      problems.push(`${setting.variable}: ${(error as Error).message}`);
    }
  }
  if (typeof values.secret === 'string' && values.secret.length < 32)
    problems.push('LECTERN_SECRET: needs at least 32 characters');
  if (problems.length) throw new Error(`The configuration is wrong.\n  ${problems.join('\n  ')}`);
  const config = values as unknown as Config;
  return { ...config, baseUrl: config.baseUrl ?? `http://localhost:${config.port}` };
}

/** The text of `.env.example`. */
export function environmentExample(): string {
  const lines = Object.values(settings).map(
    ({ variable, fallback, about }) => `# ${about}\n# ${variable}=${fallback}\n`,
  );
  return `# Every setting, with its default. Generated from src/app/config.ts.\n\n${lines.join('\n')}`;
}
