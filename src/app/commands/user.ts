import { Command, Option } from 'commander';
import { grantRole, type Role, revokeRole, roles, type Scope } from '#modules/access/index.ts';
import { createPerson, findPersonByEmail, oneTimeSignInLink } from '#modules/accounts/index.ts';
import { refuseUnknownPlace } from '#modules/catalog/index.ts';
import { print, printJson, systemCall, withMachines } from './shared.ts';

interface CreateOptions {
  name: string;
  password?: string;
  json?: boolean;
}

const create = new Command('create')
  .description('make an account; without a password it is entered by the link that is printed')
  .argument('<email>')
  .requiredOption('--name <name>', 'name as others see it')
  .option('--password <password>', 'at least 10 characters')
  .option('--json', 'print JSON')
  .action((email: string, options: CreateOptions) =>
    withMachines(async () => {
      const person = await createPerson({
        name: options.name,
        email,
        password: options.password,
        verified: true,
      });
      const link = options.password ? null : await oneTimeSignInLink(email);
      if (options.json) return printJson({ id: person.id, email: person.email, link });
      print(`Created ${person.name} <${person.email}>.`);
      if (link) print(`Sign in once with this link:\n  ${link}`);
    }),
  );

/** `site`, `harbor` (an organization) or `harbor/finding-your-way` (a course). */
function placeOf(at: string): { scope: Scope; target: string } {
  if (at === 'site') return { scope: 'site', target: '' };
  return { scope: at.includes('/') ? 'course' : 'organization', target: at };
}

interface RoleOptions {
  at: string;
  remove?: boolean;
  json?: boolean;
}

const role = new Command('role')
  .description('give a role to a person, or take it away')
  .argument('<email>')
  .argument('<role>', roles.join(', '))
  .addOption(
    new Option('--at <place>', 'site, an organization’s key, or organization/course').default('site'),
  )
  .option('--remove', 'take the role away')
  .option('--json', 'print JSON')
  .action((email: string, name: string, options: RoleOptions) =>
    withMachines(async () => {
      const person = await findPersonByEmail(email);
      if (!person)
        throw new Error(
          `No account has the address ${email}.\nMake it first: lectern user create ${email} --name "…"`,
        );
      if (!(roles as readonly string[]).includes(name))
        throw new Error(`There is no role ${name}.\nThe roles are ${roles.join(', ')}.`);
      const grant = { personId: person.id, role: name as Role, ...placeOf(options.at) };
      // A role at what is no longer there can still be taken away.
      if (!options.remove && grant.scope !== 'site') await refuseUnknownPlace(grant.target);
      await (options.remove ? revokeRole : grantRole)(systemCall('command line'), grant);
      if (options.json)
        return printJson({
          id: person.id,
          email: person.email,
          role: name,
          at: options.at,
          given: !options.remove,
        });
      print(`${person.name} ${options.remove ? 'is no longer' : 'is now'} ${name} at ${options.at}.`);
    }),
  );

export const userCommands = new Command('user')
  .description('accounts and roles')
  .addCommand(create)
  .addCommand(role);
