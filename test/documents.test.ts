/** Documents tell the truth: what they name exists, and what exists that they must name is named. */
import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import GithubSlugger from 'github-slugger';
import { describe, expect, it } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import { settings } from '#app/config.ts';
import { compileCourse, memorySource } from '#modules/content/index.ts';
import { ladder } from '../house.ts';
import { listFiles, readText, root } from './sources.ts';

const documents = listFiles('*.md', 'docs/**/*.md', 'src/**/README.md', 'courses/README.md');
const exists = (path: string) => existsSync(join(root, path));
const withoutCode = (text: string) => text.replace(/^ *(`{3,})[\s\S]*?^ *\1/gm, '').replace(/`[^`\n]*`/g, '');

/** Anchors that GitHub gives to the headings of a document. */
function anchorsOf(path: string): string[] {
  const slugger = new GithubSlugger();
  return [...readText(path).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => slugger.slug(title));
}

describe.each(documents)('%s', (path) => {
  const text = readText(path);

  it('links to what exists', () => {
    const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map(([, link = '']) => link);
    const broken = links.filter((link) => {
      if (/^[a-z]+:/.test(link)) return false;
      const [file = '', anchor] = link.split('#');
      const target = file ? posix.join(dirname(path), file) : path;
      return !exists(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  it('names only files that are there', () => {
    const named = [...text.matchAll(/`((?:src|docs|test|scripts|db|messages|courses)\/[\w./-]+)`/g)];
    expect(
      named.map(([, file = '']) => file).filter((file) => !file.includes('NNNN') && !exists(file)),
    ).toEqual([]);
  });

  it('names only scripts that npm has', () => {
    const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run (?:-s )?([a-z]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

it('operators find every setting', () => {
  const text = readText('docs/operators.md');
  const missing = Object.values(settings).filter(({ variable }) => !text.includes(`\`${variable}\``));
  expect(missing.map(({ variable }) => variable)).toEqual([]);
});

it('the glossary names every module and every table', () => {
  const text = readText('docs/glossary.md');
  const tables = [...readText('db/schema.sql').matchAll(/^create table (\S+)/gm)].map(([, name = '']) =>
    name.replaceAll('"', ''),
  );
  const names = [...ladder.map(({ module }) => module), ...tables];
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

it('every module says what it owns and what it does not', () => {
  expect(ladder.filter(({ module }) => !exists(`src/modules/${module}/README.md`))).toEqual([]);
});

it('every decision is in the index', () => {
  const index = readText('docs/decisions/README.md');
  const files = listFiles('docs/decisions/*.md').map((path) => path.replace(/^.*\//, ''));
  expect(files.filter((file) => file !== 'README.md' && !index.includes(`](${file})`))).toEqual([]);
});

it('the course in the words to authors compiles as it stands there', async () => {
  const blocks = [...readText('docs/authors.md').matchAll(/^```(yaml|markdown)\n([\s\S]*?)^```/gm)];
  const source = (language: string) => blocks.find(([, given]) => given === language)?.[2] ?? '';
  const files = new Map([
    ['course.yaml', source('yaml')],
    ['about.md', 'Tides.\n'],
    ['units/welcome.md', source('markdown')],
  ]);
  const { release, problems } = await compileCourse(memorySource(files), activityTypes);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(release?.activities.map(({ key }) => key)).toEqual(['tide-cause']);
});
