import { Command } from 'commander';
import { publicKeyPem } from '#standards/aplus/index.ts';
import { checkGrader } from '#standards/grader/index.ts';
import { printedKey } from '#standards/graders.ts';
import { print, printJson, withMachines } from './shared.ts';

function checkAddress(text: string): string {
  if (!/^https?:/.test(text) || !URL.canParse(text))
    throw new Error(`“${text}” is no address.\nWrite it whole, such as https://grader.school.org/exercise.`);
  return text;
}

const addressOf = (text: string): string => new URL(checkAddress(text)).href.replace(/\/$/, '');

const check = new Command('check')
  .description('try a grading service: which protocol it speaks, and whether it keeps to it')
  .argument('<url>', 'address of one exercise at the service')
  .option('--key <key>', 'the key shared with it, as `grader key` prints it (protocol 2)', '')
  .option('--json', 'print JSON')
  .action(async (url: string, options: { key: string; json?: boolean }) => {
    const { protocol, findings } = await checkGrader(
      checkAddress(url),
      Buffer.from(options.key, 'base64url'),
    );
    if (options.json) printJson({ protocol, findings });
    else {
      print(`It speaks ${protocol}.`);
      for (const { ok, check, found } of findings) print(`${ok ? '  good ' : '  WRONG'}  ${check}: ${found}`);
    }
    if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
  });

const key = new Command('key')
  .description(
    'print what a grading service needs to know this site: the shared key, and for A+ the public key',
  )
  .argument('<address>', 'address of the service, as in graders.yaml')
  .action((address: string) =>
    withMachines(async () => {
      print(`Shared key (protocol 2):\n${printedKey(addressOf(address))}\n`);
      print(`Public key of this site (A+, RS256):\n${await publicKeyPem()}`);
    }),
  );

export const graderCommand = new Command('grader')
  .description('grading services: try one, print its keys')
  .addCommand(check)
  .addCommand(key);
