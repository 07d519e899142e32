/** From fenced blocks with a word behind the language (`starter`, `given`, `tests`) and `::case` to a program and tests. */
import type { Code, RootContent } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import { readWhole, readWord, takeLeaves } from '#activities/source.ts';
import type { ActivitySource } from '#modules/content/contract.ts';
import { languages } from '#platform/sandbox/schema.ts';
import { usualFile } from './rules.ts';
import { type Battery, type CodeSettings, longestFile } from './settings.ts';

type Role = 'starter' | 'given' | 'tests';

/** A fenced block that says what it is for; others belong to the question. */
interface Fence {
  node: Code;
  role: Role;
  file: string | null;
  hidden: boolean;
  points: number;
}

const known =
  'Write `starter`, `given` or `tests` behind the language, with `file=name`, `hidden` or `points=2`.';
const filePattern = /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/;

function readPoints(source: ActivitySource, text: string | null | undefined, node: RootContent): number {
  if (text === undefined || text === null) return 1;
  const points = text.trim() === '' ? Number.NaN : Number(text);
  if (points >= 0 && points <= 1000) return points;
  source.problem(`\`points\` is "${text}".`, 'Write a number from 0 to 1000.', node);
  return 1;
}

function readFence(source: ActivitySource, node: Code): Fence | null {
  const words = new Map(
    (node.meta ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .map((word): [string, string] => {
        const [name = '', value = ''] = word.split('=', 2);
        return [name, value];
      }),
  );
  const role = (['tests', 'given', 'starter'] as const).find((name) => words.has(name));
  if (!role && !words.has('file')) return null;
  for (const name of words.keys())
    if (!['starter', 'given', 'tests', 'hidden', 'file', 'points'].includes(name))
      source.problem(`"${name}" means nothing behind the language of a block.`, known, node);
  const file = words.get('file') ?? null;
  if (file !== null && (!filePattern.test(file) || file.includes('..')))
    source.problem(
      `"${file}" cannot be the name of a file.`,
      'Write it like `rhumb.py` or `lib/sky.py`.',
      node,
    );
  if (node.value.length > longestFile)
    source.problem('The block is longer than 100,000 characters.', 'Make it shorter.', node);
  const points = readPoints(source, words.get('points'), node);
  return { node, role: role ?? 'starter', file, hidden: words.has('hidden'), points };
}

/** Names of test files begin as the test libraries of the languages expect. */
const testFile = (place: number, language: keyof typeof usualFile) =>
  `test_${place + 1}.${usualFile[language].split('.')[1]}`;

/** `\n` is a new line: an attribute has no other way to say it. */
const lines = (text: string | null | undefined) => (text ?? '').replaceAll('\\n', '\n');

function readCases(source: ActivitySource, leaves: LeafDirective[]): Battery[] {
  const all = leaves.map((leaf, place) => {
    const { input, output, points, hidden } = leaf.attributes ?? {};
    if (output === undefined || output === null)
      source.problem('The case has no `output`.', 'Write what the program shall print: `output="7"`.', leaf);
    return {
      hidden: hidden !== undefined && hidden !== null && hidden !== 'false',
      name: source.text(leaf.children as RootContent[]) || `${place + 1}`,
      stdin: lines(input),
      expected: lines(output),
      points: readPoints(source, points, leaf),
    };
  });
  return [false, true].flatMap((hidden) => {
    const cases = all.filter((one) => one.hidden === hidden).map(({ hidden: _, ...one }) => one);
    return cases.length > 0 ? [{ hidden, points: null, files: {}, cases }] : [];
  });
}

function readFiles(source: ActivitySource, fences: Fence[], language: keyof typeof usualFile) {
  const files = fences
    .filter(({ role }) => role !== 'tests')
    .map(({ node, role, file }) => ({
      name: file ?? usualFile[language],
      content: `${node.value}\n`,
      given: role === 'given',
    }));
  if (!files.some(({ given }) => !given))
    files.unshift({ name: source.attributes.file || usualFile[language], content: '', given: false });
  return files;
}

function checkNames(source: ActivitySource, names: string[]): void {
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined)
    source.problem(`Two files are called "${twice}".`, 'Give each a name of its own with `file=`.');
}

export function readCode(source: ActivitySource): { settings: CodeSettings; prompt: RootContent[] } {
  const language = readWord(source, 'language', languages as readonly ['python', ...typeof languages]);
  const { leaves, rest } = takeLeaves(source, 'case', ['input', 'output', 'points', 'hidden']);
  const fences = rest.flatMap((node) => (node.type === 'code' ? (readFence(source, node) ?? []) : []));
  const ours = new Set<RootContent>(fences.map(({ node }) => node));
  const files = readFiles(source, fences, language);
  const batteries = fences
    .filter(({ role }) => role === 'tests')
    .map(({ node, file, hidden, points }, place): Battery => {
      return { hidden, points, files: { [file ?? testFile(place, language)]: `${node.value}\n` }, cases: [] };
    });
  batteries.push(...readCases(source, leaves));
  checkNames(source, [
    ...files.map(({ name }) => name),
    ...batteries.flatMap((one) => Object.keys(one.files)),
  ]);
  const points = batteries.reduce(
    (sum, one) => sum + (one.points ?? one.cases.reduce((n, c) => n + c.points, 0)),
    0,
  );
  if (!(points > 0))
    source.problem(
      'The exercise has no tests that give points.',
      'Add a block with `tests` behind the language, or `::case{input="3 4" output="7"}`.',
    );
  const prompt = rest.filter((node) => !ours.has(node));
  const begun = files.find(({ given }) => !given)?.content.split('\n').length ?? 0;
  return {
    settings: {
      ...{ language, files, batteries },
      seconds: readWhole(source, 'seconds', { from: 1, to: 60 }) ?? 10,
      megabytes: readWhole(source, 'megabytes', { from: 16, to: 1024 }) ?? 256,
      lines: readWhole(source, 'lines', { from: 3, to: 60 }) ?? Math.max(8, begun + 3),
    },
    prompt,
  };
}
