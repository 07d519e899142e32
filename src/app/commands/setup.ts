import { Command } from 'commander';
import { setFact } from '#platform/facts.ts';
import { seed } from '../seed/index.ts';
import { print, say, withMachines } from './shared.ts';

export const migrateCommand = new Command('migrate')
  .description('bring the database to the newest schema')
  .action(async () => {
    await withMachines(async () => print('The database is up to date.'));
  });

export const seedCommand = new Command('seed')
  .description('publish the demo courses and make the demo people; twice changes nothing')
  .option('--no-people', 'courses only')
  .action((options: { people: boolean }) =>
    withMachines(async () => {
      await seed(say, options);
      await setFact('seeded', true);
    }),
  );
