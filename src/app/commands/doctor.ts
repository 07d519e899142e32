import { statfs } from 'node:fs/promises';
import { Command } from 'commander';
import { listUnstable } from '#modules/grading/index.ts';
import { query } from '#platform/database.ts';
import { findGitVersion, isNewEnough, leastGit } from '#platform/git/index.ts';
import { countOverdueMail } from '#platform/mail.ts';
import { storage } from '#platform/storage.ts';
import type { Config } from '../config.ts';
import { explain, print, printJson, withMachines } from './shared.ts';

interface Finding {
  check: string;
  ok: boolean;
  found: string;
  remedy: string;
}

async function findings(config: Config): Promise<Finding[]> {
  const [version] = await query<{ version: string; major: number }>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major`,
  );
  const [durable] = await query<{ on: boolean }>(
    `select current_setting('synchronous_commit') <> 'off' and current_setting('fsync') = 'on' as on`,
  );
  const overdue = await countOverdueMail();
  const disk = await statfs(config.dataFolder).catch(() => null);
  const freeGb = disk ? (disk.bavail * disk.bsize) / 1e9 : 0;
  const storageTrouble = await storage()
    .probe()
    .then(() => null, explain);
  const git = await findGitVersion();
  const unstable = await listUnstable();
  const production = !config.development;
  return [
    {
      check: 'PostgreSQL version',
      ok: (version?.major ?? 0) >= 18,
      found: version?.version ?? '?',
      remedy: 'Use PostgreSQL 18 or newer.',
    },
    {
      check: 'durable commits',
      ok: durable?.on ?? false,
      found: durable?.on ? 'on' : 'off',
      remedy: 'Set fsync and synchronous_commit to on; else acknowledged work can be lost.',
    },
    {
      check: 'object storage',
      ok: storageTrouble === null,
      found: storageTrouble ?? 'can be written',
      remedy: 'Check that LECTERN_DATA is writable and has room.',
    },
    {
      check: 'git',
      ok: git !== null && isNewEnough(git),
      found: git ?? 'missing',
      remedy: `Install git ${leastGit} or newer: courses that live in repositories need it.`,
    },
    {
      check: 'graders',
      ok: unstable.length === 0,
      found:
        unstable.length > 0 ? `out of order: ${unstable.map(({ name }) => name).join(', ')}` : 'in order',
      remedy: 'Look whether these services run and answer; what waits for them goes on by itself.',
    },
    {
      check: 'free disk',
      ok: freeGb > 2,
      found: `${freeGb.toFixed(1)} GB`,
      remedy: 'Make room before the disk is full.',
    },
    {
      check: 'mail',
      ok: overdue === 0 || config.mailUrl === null,
      found: config.mailUrl ? `${overdue} waiting for over an hour` : 'kept in the outbox',
      remedy: 'Set SMTP_URL, and check that the mail server answers.',
    },
    {
      check: 'public server',
      ok: production || config.baseUrl.startsWith('http://localhost'),
      found: production ? 'production' : 'development',
      remedy: 'Set LECTERN_DEV=false on a public server: the outbox is open to all otherwise.',
    },
    {
      check: 'address',
      ok: !production || config.baseUrl.startsWith('https://'),
      found: config.baseUrl,
      remedy:
        'Set BASE_URL to the https:// address that people use: cookies are secure and mails link there.',
    },
  ];
}

export const doctorCommand = new Command('doctor')
  .description('check the installation and say what to mend')
  .option('--json', 'print JSON')
  .action((options: { json?: boolean }) =>
    withMachines(async (config) => {
      const found = await findings(config);
      if (options.json) printJson({ findings: found });
      else
        for (const { check, ok, found: state, remedy } of found)
          print(`${ok ? 'ok  ' : 'MEND'}  ${check}: ${state}${ok ? '' : `\n      ${remedy}`}`);
      if (found.some(({ ok }) => !ok)) process.exitCode = 1;
    }),
  );
