/** The command line: `npm run -s lectern -- <command>`. Exit 0: done; 1: refused or failed; 2: wrong use. */
import { Command, CommanderError } from 'commander';

/** Grading starts many times a minute, so it does not wait for the rest of the program to load. */
const loadCommands = async () =>
  process.argv[2] === 'grade'
    ? [(await import('#app/commands/grade.ts')).gradeCommand]
    : (await import('#app/commands/index.ts')).commands;

const program = new Command('lectern')
  .description('Lectern, an open-source online learning platform')
  .showHelpAfterError('(add --help for what it takes)')
  .exitOverride();

try {
  for (const command of await loadCommands()) program.addCommand(command);
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    const { explain } = await import('#app/commands/shared.ts');
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}

// A hook of the embedded server would end the program with 0 whatever came of it.
if (process.exitCode) process.exit();
