/** All commands, with all that they need. */
import type { Command } from 'commander';
import { courseCommands } from './course.ts';
import { doctorCommand } from './doctor.ts';
import { gradeCommand } from './grade.ts';
import { graderCommand } from './grader.ts';
import { serveCommand } from './serve.ts';
import { migrateCommand, seedCommand } from './setup.ts';
import { userCommands } from './user.ts';

export const commands: readonly Command[] = [
  serveCommand,
  migrateCommand,
  seedCommand,
  userCommands,
  courseCommands,
  gradeCommand,
  graderCommand,
  doctorCommand,
];
