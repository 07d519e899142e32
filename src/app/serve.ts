/** Starts the site: machines, jobs, web. Stops it without losing a request. */
import cluster from 'node:cluster';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { findActor } from '#modules/access/index.ts';
import { closeRooms } from '#modules/authoring/index.ts';
import { startBeating, stopBeating } from '#modules/enrollment/index.ts';
import { flushPositions, measureQueue, openWorker, stopLive, type Worker } from '#modules/grading/index.ts';
import { closeJobs, openJobs } from '#platform/jobs.ts';
import { openLog } from '#platform/log.ts';
import { closeMail, openMail } from '#platform/mail.ts';
import { listenForNews } from '#platform/news.ts';
import { stopWatchingLoad, watchLoad } from '#platform/overload.ts';
import { closeSandbox, setSandboxSize } from '#platform/sandbox/index.ts';
import { createServer } from '#platform/server.ts';
import { openSite } from '#platform/site.ts';
import { stopImportNews } from '#screens/studio/exchange/index.ts';
import { type Assets, assetsFrom, plainAssets } from '#ui/assets.ts';
import type { Config } from './config.ts';
import { explainListen, tryPort } from './listening.ts';
import { type Machines, openMachines } from './machines.ts';
import { endpoints, jobs, sockets } from './parts.ts';
import { clientFolder, projectRoot } from './paths.ts';
import { faultPage, refusalPage, refusalText, renderPageWith } from './render.tsx';
import { openWebProcesses, readFigures, type WebProcesses } from './web-processes.ts';

export interface Running {
  /** Whether somebody listens to browsers. */
  web: boolean;
  machines: Machines;
  stop(): Promise<void>;
}

async function readAssets(folder: string): Promise<Assets> {
  const manifest = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => null);
  return manifest ? assetsFrom(JSON.parse(manifest)) : plainAssets;
}

async function readVersion(): Promise<string> {
  const text = await readFile(join(projectRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** The web server over open machines, with the client build of `folder`; `listen` is the caller's. */
export async function buildApp(config: Config, folder = clientFolder): Promise<FastifyInstance> {
  return createServer({
    endpoints,
    sockets,
    baseUrl: config.baseUrl,
    trace: config.development,
    trustProxy: config.trustProxy,
    clientFolder: folder,
    version: await readVersion(),
    readActor: findActor,
    renderPage: renderPageWith(await readAssets(folder)),
    refusalPage,
    faultPage,
    refusalText,
    readFigures,
  });
}

/** Every request gets its answer; a browser that keeps its connection for the next one is not waited for. */
async function closeWeb(app: FastifyInstance): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), 100);
  await app.close().finally(() => clearInterval(idle));
}

export async function serve(config: Config, say: (line: string) => void): Promise<Running> {
  // Web processes listen on the port of the first one.
  if (config.roles.includes('web') && cluster.isPrimary) await tryPort(config);
  openLog(config.logLevel);
  openSite({ name: 'Lectern', baseUrl: config.baseUrl, timeZone: config.timeZone });
  openMail({ url: config.mailUrl, from: config.mailFrom, openOutbox: config.development });
  const machines = await openMachines(config, say);
  const news = listenForNews(machines.databaseUrl);
  let app: FastifyInstance | null = null;
  let web: WebProcesses | null = null;
  let worker: Worker | null = null;
  const stop = async () => {
    // First no new requests, then what still waits to be written, then the machines under it.
    stopLive();
    stopImportNews();
    await closeRooms();
    if (app) await closeWeb(app);
    await web?.stop();
    await worker?.stop();
    closeSandbox();
    await flushPositions();
    await closeJobs();
    await news.close();
    closeMail();
    stopWatchingLoad();
    stopBeating();
    await machines.close();
  };
  try {
    await openJobs(jobs, { work: config.roles.includes('jobs') });
    if (config.roles.includes('grading')) {
      setSandboxSize(config.gradingSlots);
      worker = openWorker({ slots: config.gradingSlots });
    }
    if (config.roles.includes('web') && config.webProcesses > 1) {
      web = await openWebProcesses(config.webProcesses, {
        LECTERN_ROLES: 'web',
        WEB_PROCESSES: '1',
        DATABASE_URL: machines.databaseUrl,
      });
    } else if (config.roles.includes('web')) {
      watchLoad();
      measureQueue();
      startBeating();
      app = await buildApp(config);
      await app.listen({ port: config.port, host: config.host }).catch((error) => {
        throw explainListen(error, config);
      });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { web: app !== null || web !== null, machines, stop };
}
