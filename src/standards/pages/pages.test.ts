/** Folders of Markdown and notebooks: dialects, order of pages, what is kept of whom. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import { compileCourse, memorySource } from '#modules/content/index.ts';
import { importCourse } from '../formats.ts';

const archiveOf = (files: Record<string, string>) => ({
  paths: Object.keys(files),
  read: async (path: string) => new TextEncoder().encode(files[path] ?? ''),
});
const read = async (files: Record<string, string>, fileName = 'folder.zip') => {
  const imported = await importCourse(archiveOf(files), { fileName });
  const { release, problems } = await compileCourse(memorySource(imported.files), activityTypes);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const text = (path: string) => new TextDecoder().decode(imported.files.get(path));
  return { ...imported, release, errors, text };
};
/** The text of the one unit of a page. */
async function page(markdown: string): Promise<string> {
  const { files, errors } = await read({ 'page.md': markdown }, 'page.md');
  expect(errors).toEqual([]);
  const [, bytes] = [...files].find(([path]) => path.startsWith('units/')) ?? [];
  return new TextDecoder()
    .decode(bytes)
    .replace(/^---[\s\S]*?---\n/, '')
    .trim();
}

test.each([
  ['Pandoc', '::: challenge\n\n## Try\n\nDo.\n\n:::: solution\n\nSo.\n\n::::\n:::'],
  ['kramdown', '> ## Try\n>\n> Do.\n>\n> > ## Solution\n> > So.\n> {: .solution}\n{: .challenge}'],
  ['MkDocs', '!!! challenge "Try"\n    Do.\n\n    ??? solution\n        So.\n'],
])('boxes of %s are boxes, a solution inside is folded', async (_, markdown) => {
  expect(await page(markdown)).toBe(
    '::::example{title=Try}\nDo.\n\n:::details{title=Solution}\nSo.\n:::\n::::',
  );
});

test('notes of GitHub and of MyST are notes', async () => {
  expect(await page('> [!WARNING]\n> Hot.\n\n```{note} Mind\nWet.\n```')).toBe(
    ':::warning\nHot.\n:::\n\n:::note{title=Mind}\nWet.\n:::',
  );
});

test('what a program of the site fills in is left out, addresses and pictures stay', async () => {
  const { text, report, errors } = await read({
    'lesson/_config.yml': 'title: Waves\nauthor: Ana Ruiz\nlicense: CC-BY-SA-4.0\nepisode_order: []\n',
    'lesson/_episodes/01-up.md':
      '---\ntitle: Up\nquestions: [Why?]\nkeypoints: [So.]\n---\nSee [down]({{ page.root }}/02-down/) {% include x.html %}\n\n![A wave](../fig/a.png){:width="3"}\n\n~~~\na = 1\n~~~\n{: .language-python}\n',
    'lesson/_episodes/02-down.md': '---\ntitle: Down\n---\nSee [the file](../data/a.csv).\n',
    'lesson/fig/a.png': 'png',
    'lesson/data/a.csv': '1',
  });
  expect(errors).toEqual([]);
  expect(text('units/waves/up.md')).toContain(
    ':::note{title=Questions}\n- Why?\n:::\n\nSee [down](unit:down)\n\n![A wave](../../assets/fig/a.png)\n\n```python\na = 1\n```\n\n:::tip{title="Key points"}\n- So.\n:::',
  );
  expect(text('units/waves/down.md')).toContain('[the file](../../assets/data/a.csv)');
  expect(text('course.yaml')).toContain('license: CC-BY-SA-4.0\nattribution:\n  author: Ana Ruiz');
  expect(report.items.find(({ title }) => title === 'Up')?.notes).toEqual([
    { code: 'template', text: '{% include x.html %}' },
  ]);
});

test('the order is that of MkDocs, of a book, or of names', async () => {
  const docs = { 'docs/a.md': '# A\nx', 'docs/b.md': '# B\nx', 'docs/in/c.md': '# C\nx' };
  const order = async (files: Record<string, string>) =>
    (await read(files)).release?.units.map(({ title, path }) => `${path.at(-1)?.title}/${title}`);
  expect(
    await order({
      ...docs,
      'mkdocs.yml': 'site_name: S\nnav:\n  - B: b.md\n  - Deep:\n      - in/c.md\n      - a.md\n',
    }),
  ).toEqual(['S/B', 'Deep/C', 'Deep/A']);
  expect(
    await order({ ...docs, 'docs/SUMMARY.md': '# Summary\n- [Bee](b.md)\n# Rest\n- [C](in/c.md)\n' }),
  ).toEqual(['folder/Bee', 'Rest/C']);
  expect(
    await order({ '10-z.md': '# Ten\nx', '9-y.md': '# Nine\nx', 'more/a.md': 'x', 'README.md': 'x' }),
  ).toEqual(['folder/Nine', 'folder/Ten', 'More/A']);
});

test('sums of money are no formulas', async () => {
  expect(await page('It costs $5 and $6, or $x^2$.')).toBe('It costs \\$5 and \\$6, or $x^2$.');
});

const notebook = JSON.stringify({
  nbformat: 4,
  metadata: { language_info: { name: 'python' }, authors: [{ name: 'Bo Li' }] },
  cells: [
    {
      cell_type: 'markdown',
      source: ['# Sums\n', 'See ![p](attachment:p.png)'],
      attachments: { 'p.png': { 'image/png': 'aGk=' } },
    },
    {
      cell_type: 'code',
      source: 'print(1)\nprint(2)',
      outputs: [
        { output_type: 'stream', text: '1\n' },
        { output_type: 'stream', text: '2\n' },
        { output_type: 'display_data', data: { 'image/png': 'aG8=', 'text/plain': '<Figure>' } },
        { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['\u001b[31mE\u001b[0m: v'] },
      ],
    },
    { cell_type: 'markdown', metadata: { tags: ['solution'] }, source: 'It is 3.' },
    { cell_type: 'code', metadata: { tags: ['remove-cell'] }, source: 'secret', outputs: [] },
  ],
});

test('a notebook is a unit: code with what it printed and drew; a solution is folded', async () => {
  const { text, files, release, errors, report } = await read({ 'file.json': notebook }, 'sums.ipynb');
  expect(errors).toEqual([]);
  expect(release?.course).toMatchObject({ title: 'Sums', license: { author: 'Bo Li' } });
  const [path = ''] = [...files.keys()].filter((one) => one.startsWith('units/'));
  expect(text(path).replaceAll(/embedded\/\w+/g, 'embedded/x')).toBe(
    '---\ntitle: Sums\nkey: sums\n---\n\nSee ![p](../../assets/embedded/x.png)\n\n```python\nprint(1)\nprint(2)\n```\n\n```output\n1\n2\n```\n\n![Output](../../assets/embedded/x.png)\n\n```output\nE: v\n```\n\n:::details{title=Solution}\nIt is 3.\n:::\n',
  );
  expect(report.items.find(({ kind }) => kind === 'notebook')?.notes).toEqual([
    { code: 'output-left', text: 'code' },
  ]);
});

test('twice is the same, byte for byte', async () => {
  const files = { 'a.md': '# A\n[b](b.md)', 'b.ipynb': notebook };
  const [one, two] = [await read(files), await read(files)];
  expect([...two.files]).toEqual([...one.files]);
  expect(two.report).toEqual(one.report);
});

test('scripts, settings full of aliases and boxes without end do nothing', async () => {
  const bomb =
    'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n';
  const { errors, files } = await read({
    '_config.yml': bomb,
    'a.md': `${'::: note\n'.repeat(3000)}<script>alert(1)</script>\n\n[x](javascript:alert(1))`,
  });
  expect(errors).toEqual([]);
  const all = [...files.values()].map((bytes) => new TextDecoder().decode(bytes)).join('');
  expect(all).not.toMatch(/<script|javascript:/);
});

test('whatever the text, the course compiles', async () => {
  const pieces = [
    '::: note\n',
    ':::\n',
    '> a\n',
    '{: .tip}\n',
    '!!! note\n',
    '    b\n',
    '```\n',
    '# h\n',
    '[a](b)',
    '{% x %}',
  ];
  const text = fc.array(fc.constantFrom(...pieces, '\n', 'word', '$', '<b>', '| a |\n|-|\n', ':   d\n'), {
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(text, async (parts) => {
      const { errors } = await read({ 'page.md': parts.join('') }, 'page.md');
      expect(errors).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
