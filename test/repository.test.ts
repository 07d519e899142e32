/** Rules of the whole repository that no other tool holds. */
import { describe, expect, it } from 'vitest';
import { endpoints, jobs } from '#app/parts.ts';
import { anonymous } from '#platform/actor.ts';
import { desks } from '#screens/admin/links.ts';
import { links } from '#screens/learn/links.ts';
import { ladder, platformSchemas, standardSchemas } from '../house.ts';
import { listFiles, readText } from './sources.ts';

const line = ({ spec }: (typeof endpoints)[number]) => `${spec.method} ${spec.path}`;

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}

describe('endpoints', () => {
  it('each has an address of its own', () => {
    // A parameter's name does not tell two routes apart.
    expect(repeated(endpoints.map((endpoint) => line(endpoint).replace(/:\w+/g, ':')))).toEqual([]);
  });

  it('each says in a word who may, in a line what it does, and answers somebody', () => {
    const mute = endpoints.filter(
      ({ spec }) => !spec.allow.who.trim() || !spec.summary.trim() || !(spec.page || spec.json),
    );
    expect(mute.map(line)).toEqual([]);
  });

  it('who is not signed in gets in only where the words say so', async () => {
    const open =
      /^(everyone|visitors|learners and staff of the run; everybody where it is open|.*signed address.*|.*its signature)$/;
    const wrong: string[] = [];
    for (const endpoint of endpoints) {
      const { path, allow } = endpoint.spec;
      const params = Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, 'x']));
      const allowed = await allow.check(anonymous, { params, query: {}, body: {} } as never);
      if (allowed !== open.test(allow.who)) wrong.push(line(endpoint));
    }
    expect(wrong).toEqual([]);
  });

  it('a page that changes something is sent by a form, so it takes POST', () => {
    const odd = endpoints.filter(({ spec }) => spec.page && !['GET', 'POST'].includes(spec.method));
    expect(odd.map(line)).toEqual([]);
  });

  it('addresses that are written by hand lead to an endpoint', () => {
    const to = links({ organization: 'a', course: 'b', run: 'c' });
    const learn = Object.values(to).map((link) => (typeof link === 'string' ? link : link('d', 'e')));
    const written = [...learn, ...Object.values(desks)];
    const patterns = endpoints.map(({ spec }) => new RegExp(`^${spec.path.replace(/:\w+/g, '[^/]+')}$`));
    expect(written.filter((address) => !patterns.some((pattern) => pattern.test(address)))).toEqual([]);
  });

  it('all addresses are those of test/urls.txt', async () => {
    const rows = endpoints.map(({ spec }) => {
      const forms = [spec.page && 'page', spec.json && 'json'].filter((form) => form).join('+');
      return `${spec.method.padEnd(6)} ${spec.path.padEnd(72)} ${forms.padEnd(9)} ${spec.allow.who}`;
    });
    await expect(`${rows.sort().join('\n')}\n`).toMatchFileSnapshot('urls.txt');
  });
});

it('each job has a name of its own', () => {
  expect(repeated(jobs.map(({ name }) => name))).toEqual([]);
});

describe('source', () => {
  const forbidden: [RegExp, string][] = [
    [/\b(TODO|FIXME|XXX|HACK)\b/, 'unfinished work'],
    [/@ts-(ignore|expect-error|nocheck)/, 'a silenced type error'],
    [/\bas unknown as never\b/, 'a cast through unknown to never'],
    [/eslint-disable|prettier-ignore/, 'a comment for tools that are not used'],
    [/biome-ignore(?![^\n]*: \S+ \S+ \S+)/, 'a silenced lint without its reason'],
    [/\.(only|todo)\(/, 'a test that hides others, or is none'],
  ];

  it.each(forbidden)('%s does not occur (%s)', (pattern) => {
    const files = listFiles('src/**/*.{ts,tsx}', 'scripts/**/*.{ts,mjs}', 'house.ts');
    const hits = files.flatMap((path) =>
      readText(path)
        .split('\n')
        .flatMap((text, at) => (pattern.test(text) ? [`${path}:${at + 1} ${text.trim()}`] : [])),
    );
    expect(hits).toEqual([]);
  });
});

describe('database', () => {
  const migrations = listFiles('db/migrations/*.sql').map((path) => path.replace(/^.*\//, ''));
  const schemas = [...platformSchemas, ...standardSchemas, ...ladder.map(({ module }) => module)];

  it('migrations are numbered without gap and say which module and table they change', () => {
    migrations.forEach((name, at) => {
      expect(name).toMatch(
        new RegExp(`^${String(at + 1).padStart(4, '0')}_(${schemas.join('|')})__[a-z_]+\\.sql$`),
      );
    });
  });

  it('every table stands in the schema of the platform or of a module', () => {
    const found = [...readText('db/schema.sql').matchAll(/^create table (\w+)\./gm)].map(
      ([, schema]) => schema,
    );
    expect([...new Set(found)].filter((schema) => !schemas.includes(schema ?? ''))).toEqual([]);
  });
});
