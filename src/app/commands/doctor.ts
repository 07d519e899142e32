import { statfs } from 'node:fs/promises';
import { Command } from 'commander';
import { query } from '#platform/database.ts';
import { countOverdueMail } from '#platform/mail.ts';
import { sha256Of, storage } from '#platform/storage.ts';
import type { Config } from '../config.ts';
import { print, printJson, withMachines } from './shared.ts';

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
  const probe = new TextEncoder().encode('lectern doctor');
  const stored = await storage().put(probe);
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
      ok: stored === sha256Of(probe),
      found: 'written and read',
      remedy: 'Check that LECTERN_DATA is writable.',
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
      ok: !config.development || config.baseUrl.startsWith('http://localhost'),
      found: config.development ? 'development' : 'production',
      remedy: 'Set LECTERN_DEV=false on a public server: the outbox is open to all otherwise.',
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
