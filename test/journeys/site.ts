/** A running site inside a test file: the real server on a free port, over a copy of the school. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll } from 'vitest';
import { readConfig } from '#app/config.ts';
import { jobs } from '#app/parts.ts';
import { fillPorts } from '#app/ports.ts';
import { buildApp } from '#app/serve.ts';
import { flushPositions } from '#modules/grading/index.ts';
import { freePort } from '#platform/free-port.ts';
import { closeJobs, openJobs } from '#platform/jobs.ts';
import { openLog } from '#platform/log.ts';
import { openMail } from '#platform/mail.ts';
import { openSite } from '#platform/site.ts';
import { diskStorage, useStorage } from '#platform/storage.ts';
import { openTestMachines } from '#platform/testing.ts';
import { clientFolder, objectsFolder, prepareSchool, schoolTemplate } from './school.ts';

export interface Site {
  /** `http://localhost:<port>` */
  url: string;
  app: FastifyInstance;
  databaseUrl: string;
}

async function openSchool(): Promise<Site & { close(): Promise<void> }> {
  await prepareSchool();
  const machines = await openTestMachines(schoolTemplate);
  // Objects are named by their content, so that all copies may share them.
  useStorage(diskStorage(objectsFolder()));
  fillPorts();
  const port = await freePort();
  const config = readConfig({ PORT: String(port), HOST: '127.0.0.1' });
  openLog('silent');
  openSite({ name: 'Lectern', baseUrl: config.baseUrl, timeZone: config.timeZone });
  openMail({ url: null, from: config.mailFrom, openOutbox: true });
  await openJobs(jobs, { work: false });
  const app = await buildApp(config, clientFolder());
  await app.listen({ port, host: config.host });
  return {
    url: config.baseUrl,
    app,
    databaseUrl: machines.databaseUrl,
    async close() {
      await app.close();
      await flushPositions();
      await closeJobs();
      await machines.close();
    },
  };
}

/** The site for all tests of a file: `const site = useSite()`. */
export function useSite(): Site {
  const site = {} as Site;
  let close: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    const opened = await openSchool();
    close = opened.close;
    Object.assign(site, { url: opened.url, app: opened.app, databaseUrl: opened.databaseUrl });
  }, 120_000);
  afterAll(async () => close?.());
  return site;
}
