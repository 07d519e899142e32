import { describe, expect, it } from 'vitest';
import { checkHouse } from './check.ts';
import { circlesOf } from './circles.ts';
import { pictureOfHouse } from './picture.ts';

/** What the check says of a small house; files that are only pointed at need not exist. */
const check = (files: Record<string, string>) =>
  checkHouse(new Map(Object.entries(files))).map(({ path, line, what }) => `${path}:${line} ${what}`);

describe('arrows', () => {
  it('a floor may use the floors below it', () => {
    expect(
      check({
        'src/app/parts.ts': `import { endpoints } from '#screens/learn/index.ts';`,
        'src/screens/learn/service.ts': `import { getRun } from '#modules/catalog/index.ts';`,
        'src/modules/catalog/store.ts': `import { query } from '#platform/database.ts';`,
        'src/platform/database.ts': `import { fold } from '#lib/fold-text.ts';`,
      }),
    ).toEqual([]);
  });

  it('a floor may not use one above it, not even its types', () => {
    expect(
      check({ 'src/platform/mail.ts': `\nimport type { Person } from '#modules/accounts/index.ts';` }),
    ).toEqual(['src/platform/mail.ts:2 platform uses modules, which stands above it.']);
  });

  it.each([
    ['a dynamic import', `export const load = () => import('#screens/learn/index.ts');`],
    ['a type in place', `export type Page = import('#screens/learn/index.ts').Page;`],
    ['a re-export', `export { page } from '#screens/learn/index.ts';`],
    ['a relative path', `import { page } from '../screens/learn/index.ts';`],
    ['an import for its effect', `import '#screens/learn/index.ts';`],
  ])('%s is an arrow like any other', (_, code) => {
    expect(check({ 'src/platform/mount.ts': code })).toEqual([
      'src/platform/mount.ts:1 platform uses screens, which stands above it.',
    ]);
  });

  it('platform and ui do not know each other', () => {
    expect(check({ 'src/ui/form.tsx': `import { Refusal } from '#platform/refusal.ts';` })).toEqual([
      'src/ui/form.tsx:1 ui uses platform, which stands beside it.',
    ]);
  });

  it('a module uses only modules below it on the ladder', () => {
    expect(
      check({ 'src/modules/content/service.ts': `import { getRun } from '#modules/catalog/index.ts';` }),
    ).toEqual([
      'src/modules/content/service.ts:1 content uses catalog, which stands above it on the ladder.',
    ]);
  });

  it('a module is entered through its door', () => {
    expect(
      check({ 'src/modules/grading/service.ts': `import { addRun } from '#modules/catalog/store.ts';` }),
    ).toEqual(['src/modules/grading/service.ts:1 grading reaches into modules/catalog.']);
  });

  it('the contract of content is a door too', () => {
    expect(
      check({
        'src/activities/choice/judge.ts': `import type { Judgement } from '#modules/content/contract.ts';`,
      }),
    ).toEqual([]);
  });

  it('routes of a module are open to the roof alone', () => {
    const code = `import { endpoints } from '#modules/accounts/routes.ts';`;
    expect(check({ 'src/app/parts.ts': code })).toEqual([]);
    expect(check({ 'src/screens/home/routes.ts': code })).toEqual([
      'src/screens/home/routes.ts:1 home reaches into modules/accounts.',
    ]);
  });

  it('a kind of activity does not know another kind, but may use the files beside the kinds', () => {
    expect(
      check({
        'src/activities/match/judge.ts': `import { partial } from '#activities/partial.ts';`,
        'src/activities/order/judge.ts': `import { judge } from '../match/judge.ts';`,
      }),
    ).toEqual(['src/activities/order/judge.ts:1 order uses match.']);
  });

  it('a step uses only the steps that house.ts grants it', () => {
    expect(check({ 'src/modules/catalog/rules/open.ts': `import { listRuns } from '../store.ts';` })).toEqual(
      ['src/modules/catalog/rules/open.ts:1 rules uses store.'],
    );
  });

  it('views take types of the service, never its verbs', () => {
    expect(check({ 'src/screens/home/views.tsx': `import type { Home } from './service.ts';` })).toEqual([]);
    expect(check({ 'src/screens/home/views.tsx': `import { openHome } from './service.ts';` })).toEqual([
      'src/screens/home/views.tsx:1 views uses service.',
    ]);
  });

  it('an island brings nothing of the server into the browser', () => {
    expect(
      check({
        'src/screens/learn/islands/answer.ts': `
          import type { Judgement } from '#modules/content/contract.ts';
          import { fold } from '#lib/fold-text.ts';
          import { submit } from '#modules/attempts/index.ts';`,
      }),
    ).toEqual(['src/screens/learn/islands/answer.ts:4 An island brings modules into the browser.']);
  });

  it('a test may put together what does not know each other', () => {
    expect(
      check({
        'src/modules/content/content.test.ts': `import { activityTypes } from '#activities/index.ts';`,
      }),
    ).toEqual([]);
  });

  it('what is made for tests is used by tests only', () => {
    expect(check({ 'src/app/seed.ts': `import { makeUser } from '#modules/accounts/testing.ts';` })).toEqual([
      'src/app/seed.ts:1 src/modules/accounts/testing.ts is for tests.',
    ]);
  });
});

describe('circles', () => {
  it('files may not go round, not even by types', () => {
    expect(
      check({
        'src/lib/a.ts': `import type { B } from './b.ts';`,
        'src/lib/b.ts': `import { c } from './c.ts';`,
        'src/lib/c.ts': `import { a } from './a.ts';`,
      }),
    ).toEqual(['src/lib/a.ts:1 Files go round: src/lib/a.ts → src/lib/b.ts → src/lib/c.ts → src/lib/a.ts.']);
  });

  it('screens may not go round, even where no file does', () => {
    expect(
      check({
        'src/screens/learn/index.ts': '',
        'src/screens/learn/views.tsx': `import { Card } from '#screens/browse/index.ts';`,
        'src/screens/browse/index.ts': '',
        'src/screens/browse/views.tsx': `import { link } from '#screens/learn/index.ts';`,
      }),
    ).toHaveLength(1);
  });

  it('every member of a circle is found, and nothing outside of it', () => {
    const graph = new Map(
      Object.entries({ a: ['b'], b: ['c', 'e'], c: ['d'], d: ['b'], e: ['f'], f: [], g: ['g'] }).map(
        ([node, next]) => [node, new Set(next)] as const,
      ),
    );
    expect(circlesOf(graph).map((circle) => circle.toSorted())).toEqual([['b', 'c', 'd'], ['g']]);
  });
});

describe('names', () => {
  it('a file of a part is named after a step', () => {
    expect(check({ 'src/modules/catalog/manager.ts': '' })).toEqual([
      'src/modules/catalog/manager.ts:1 "manager" is no step of modules.',
    ]);
  });

  it('a module has a rung on the ladder', () => {
    expect(check({ 'src/modules/payments/store.ts': '' })).toEqual([
      'src/modules/payments/store.ts:1 The module payments is not on the ladder.',
    ]);
  });

  it('no file is a drawer for anything', () => {
    expect(check({ 'src/lib/utils.ts': '' })).toEqual(['src/lib/utils.ts:1 The name "utils" says nothing.']);
  });

  it('src has no folder outside the floors', () => {
    expect(check({ 'src/plugins/a.ts': '' })).toEqual(['src/plugins/a.ts:1 It stands on no floor.']);
  });

  it('a file that is no TypeScript is a finding, and the others are still checked', () => {
    const findings = check({ 'src/lib/a.ts': '\nconst = 1;', 'src/lib/utils.ts': '' });
    expect(findings).toEqual([
      expect.stringContaining('src/lib/a.ts:2 It cannot be parsed'),
      'src/lib/utils.ts:1 The name "utils" says nothing.',
    ]);
  });

  it('exports have names', () => {
    expect(check({ 'src/lib/a.ts': 'export default 1;', 'src/ui/b.ts': `export * from './c.ts';` })).toEqual([
      'src/lib/a.ts:1 A default export.',
      'src/ui/b.ts:1 `export *`.',
    ]);
  });

  it('a file has at most 400 lines, unless a program writes it', () => {
    const long = '\n'.repeat(401);
    expect(check({ 'src/lib/a.ts': long, 'src/platform/tables.gen.ts': long })).toEqual([
      'src/lib/a.ts:401 401 lines; 400 is the most.',
    ]);
  });
});

describe('SQL', () => {
  it.each([
    ['a written statement', 'query(`\n  insert into catalog.run (id) values ($1)`, []);'],
    ['a statement over parts', `query(\`update \${table} set name = $1\`);`],
    ['a reading one', `query('select * from catalog.run');`],
    ["Kysely's insert", `db().insertInto('catalog.run').values({});`],
    ["Kysely's delete", `db().deleteFrom('catalog.run as r');`],
    ["Kysely's select", `db().selectFrom('catalog.run');`],
  ])('%s stands in the store only', (_, code) => {
    expect(check({ 'src/modules/catalog/service.ts': code })).toEqual([
      'src/modules/catalog/service.ts:1 SQL outside of a store.',
    ]);
    expect(check({ 'src/modules/catalog/store.ts': code })).toEqual([]);
  });

  it('a module writes its own schema only', () => {
    expect(check({ 'src/modules/grading/store.ts': 'query(`\ndelete from attempts.draft`);' })).toEqual([
      'src/modules/grading/store.ts:1 grading writes attempts.draft.',
    ]);
    expect(check({ 'src/modules/grading/store.ts': `db().updateTable('attempts.draft').set({});` })).toEqual([
      'src/modules/grading/store.ts:1 grading writes attempts.draft.',
    ]);
  });

  it('a module may read below itself for a hot statement, but not above', () => {
    const read = (schema: string) =>
      `query('select 1 from enrollment.enrollment e join ${schema}.x on true');`;
    expect(check({ 'src/modules/enrollment/store.ts': read('catalog') })).toEqual([]);
    expect(check({ 'src/modules/enrollment/store.ts': read('grading') })).toEqual([
      'src/modules/enrollment/store.ts:1 enrollment reads grading.x, which stands above it.',
    ]);
  });

  it('the platform knows the tables of no module', () => {
    expect(
      check({
        'src/platform/facts.ts': `query('select 1 from platform.fact');`,
        'src/platform/mail.ts': `query('select email from accounts.user');`,
      }),
    ).toEqual(['src/platform/mail.ts:1 The platform touches accounts.user.']);
  });

  it('prose is no SQL', () => {
    expect(
      check({
        'src/modules/catalog/service.ts': `say('an update from the catalog; insert into a list, delete it');`,
      }),
    ).toEqual([]);
  });
});

it('the picture names every floor, module and door', () => {
  const picture = pictureOfHouse();
  const inOrder = [
    'roof: app, cli.ts',
    'ground: lib',
    'grading ',
    'audit ',
    'src/modules/<name>/',
    'index (all)',
  ];
  const places = inOrder.map((text) => picture.indexOf(text));
  expect(Math.min(...places)).toBeGreaterThan(0);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});
