/** The command line: `npm run -s lectern -- <command>`. Exit 0: done; 1: refused or failed; 2: wrong use. */
import { Command, CommanderError } from 'commander';
import { courseCommands } from '#app/commands/course.ts';
import { doctorCommand } from '#app/commands/doctor.ts';
import { serveCommand } from '#app/commands/serve.ts';
import { migrateCommand, seedCommand } from '#app/commands/setup.ts';
import { explain } from '#app/commands/shared.ts';
import { userCommands } from '#app/commands/user.ts';

const program = new Command('lectern')
  .description('Lectern, an open-source online learning platform')
  .showHelpAfterError('(add --help for what it takes)')
  .exitOverride()
  .addCommand(serveCommand)
  .addCommand(migrateCommand)
  .addCommand(seedCommand)
  .addCommand(userCommands)
  .addCommand(courseCommands)
  .addCommand(doctorCommand);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}
