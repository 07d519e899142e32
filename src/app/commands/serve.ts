import cluster from 'node:cluster';
import { Command } from 'commander';
import { findFact, setFact } from '#platform/facts.ts';
import { keepAddress } from '../address.ts';
import { readConfig } from '../config.ts';
import { inviteAdministrator } from '../invite.ts';
import { seed } from '../seed/index.ts';
import { author, demoPassword, halfway, teacher } from '../seed/people.ts';
import { serve } from '../serve.ts';
import { print, say } from './shared.ts';

/** The last one: the terminal was closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export const serveCommand = new Command('serve')
  .description('start the site (npm start does this after building)')
  .option('--no-seed', 'do not fill an empty database with the demo school')
  .action(async (options: { seed: boolean }) => {
    const config = readConfig();
    const starting = serve(config, say);
    let stopping = false;
    const stop = async (cause: string) => {
      if (stopping) return process.exit(130);
      stopping = true;
      if (cluster.isPrimary) say(`${cause}: finishing what is under way`);
      // What does not start has stopped what it had, and says so below.
      await starting.then((running) => running.stop()).catch(() => {});
      process.exit(0);
    };
    // A terminal sends Ctrl-C to every process: a web process waits until the first one says so.
    for (const signal of signals)
      process.on(signal, () => void (cluster.isWorker && signal === 'SIGINT' ? null : stop(signal)));
    // Whoever started this program was killed, and cannot pass anything on.
    if (cluster.isPrimary) process.on('disconnect', () => void stop('Left alone'));
    const running = await starting;
    const fresh = options.seed && (await findFact('seeded')) === null;
    if (fresh) {
      // Known passwords have no place on a public server.
      await seed(say, { people: config.development }).catch(async (error) => {
        if (stopping) return;
        await running.stop();
        throw error;
      });
      if (stopping) return;
      await setFact('seeded', true);
    }
    if (!running.web || cluster.isWorker) return;
    await keepAddress(config.baseUrl);
    print(`\nLectern is at ${config.baseUrl}`);
    if (fresh && config.development)
      print(
        `Look around as ${halfway.email} (learner), ${teacher.email} (teacher) or ${author.email} (author); password: ${demoPassword}`,
      );
    const link = await inviteAdministrator();
    if (link) print(`Sign in as administrator, once, with this link:\n  ${link}`);
  });
