/** The command line: `npm run -s lectern -- <command>`. Exit 0: done; 1: refused or failed; 2: wrong use. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';

/** What V8 has compiled is kept beside the program until it is built anew: the next start, or the next save, begins with it. */
enableCompileCache(join(import.meta.dirname, 'compiled'));

/** Grading starts many times a minute, and checking whenever an author saves: neither waits for the rest to load. */
const grading = process.argv[2] === 'grade';
const checking = process.argv[2] === 'course' && process.argv[3] === 'check';

async function loadCommands(): Promise<readonly Command[]> {
  if (grading) return [(await import('#app/commands/grade.ts')).gradeCommand];
  if (checking)
    return [new Command('course').addCommand((await import('#app/commands/course-check.ts')).checkCommand)];
  return (await import('#app/commands/index.ts')).commands;
}

/** What ends the program and what it says of a mistake is the same for commands below commands. */
function adopt(command: Command, parent: Command): void {
  command.copyInheritedSettings(parent);
  for (const inner of command.commands) adopt(inner, command);
}

async function explain(error: unknown): Promise<string> {
  if (grading) return error instanceof Error ? error.message : String(error);
  return (await import('#app/commands/shared.ts')).explain(error);
}

/** For programs that asked for JSON: the code that they may branch on, and the words for people. */
function refusedAsJson(error: unknown, words: string): string {
  const { name, code, details } = error as { name?: string; code?: string; details?: { fields?: object[] } };
  const [title, ...detail] = words.split('\n');
  const refused = name === 'Refusal' ? { code, fields: details?.fields } : {};
  return JSON.stringify({ ok: false, ...refused, title, detail: detail.join('\n') });
}

const program = new Command('lectern')
  .description('Lectern, an open-source online learning platform')
  .showHelpAfterError('(add --help for what it takes)')
  .exitOverride();

try {
  for (const command of await loadCommands()) {
    adopt(command, program);
    program.addCommand(command);
  }
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    const words = await explain(error);
    process.stderr.write(`${words}\n`);
    if (process.argv.includes('--json')) process.stdout.write(`${refusedAsJson(error, words)}\n`);
    process.exitCode = 1;
  }
}

// A hook of the embedded server would end the program with 0 whatever came of it.
if (process.exitCode) process.exit();
