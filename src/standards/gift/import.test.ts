/** What becomes of GIFT here. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import { compileCourse, memorySource } from '#modules/content/index.ts';
import { openArchive } from '#platform/archive/index.ts';
import { zipOf } from '#platform/archive/testing.ts';
import { importCourse } from '../formats.ts';
import { readGift } from './wire.ts';

async function imported(input: string | Uint8Array, fileName = 'Sums.gift') {
  const archive = await openArchive(Buffer.from(input));
  try {
    const { format, files, report } = await importCourse(archive, { fileName });
    const { release, problems } = await compileCourse(memorySource(files), activityTypes);
    const texts = [...files].filter(([path]) => path.endsWith('.md'));
    const text = texts.map(([, bytes]) => new TextDecoder().decode(bytes)).join('\n');
    return {
      format,
      files,
      report,
      release,
      text,
      errors: problems.filter(({ severity }) => severity === 'error'),
    };
  } finally {
    await archive.close();
  }
}

describe('GIFT becomes a course', () => {
  test('a text alone is recognized by what is in it, and is called as its file', async () => {
    const { format, release, errors } = await imported(
      'What is 1 + 1? {#2}',
      'questions-My sums-20260101-1200.txt',
    );
    expect(errors).toEqual([]);
    expect({ format, title: release?.course.title }).toEqual({ format: 'gift', title: 'My sums' });
  });

  test('each kind of question becomes the activity that judges alike', async () => {
    const { text, release, errors, report } = await imported(`// [id:moon] [tag:sky]
::The Moon::What raises the tide? {=The Moon#Yes ~The wind#No ~%50%Both}

Two moons of Mars? {~%50%Phobos ~%50%Deimos ~%-100%Titan}

The sun is a star.{T#Look again.#Right.####It is one.}

Capital of Finland? {=Helsinki =%50%Hels*#Nearly}

When? {#1822:5}

How many? {#=[3 ..5#Yes}

How far? {#=3..5#Yes =%50%1..9 ~#No}

Match. {=Canada -> Ottawa =Italy -> Rome = -> Paris}

Tell. {}

Only read this.`);
    expect(errors).toEqual([]);
    expect(release?.activities.map(({ type, key }) => `${type} ${key}`)).toEqual([
      'choice q-moon',
      'choice two-moons-of-mars',
      'choice the-sun-is-a-star',
      'text-answer capital-of-finland',
      'numeric when',
      'numeric how-far',
      'match match',
      'essay tell',
    ]);
    expect(text).toContain('- [ ] Both {value=0.5}');
    expect(text).toContain('- [ ] Titan {value=-1}');
    expect(text).toContain('::answer[Nearly]{pattern="^Hels.*$" score="0.5"}');
    expect(text).toContain('::answer[No]{value="(-inf,inf)" score="0"}');
    expect(text).toMatch(/^\|\s+\| Paris\s+\|$/m);
    expect(text).toContain(':::solution\nIt is one.\n:::');
    expect(report.items.find(({ fate }) => fate === 'dropped')).toMatchObject({
      source: 'Sums.gift:12',
      notes: [{ code: 'broken', text: 'number' }],
    });
  });

  test('categories become sections and units', async () => {
    const { release } = await imported(
      '$CATEGORY: $course$/top/Sky/Moons//Planets\n\nA? {T}\n\n$CATEGORY: $course$/top/Sky\n\nB? {F}\n\n$CATEGORY: Sea\n\nC? {T}',
    );
    expect(release?.outline.map(({ title }) => title)).toEqual(['Sky', 'Sea']);
    expect(release?.units.map(({ title }) => title)).toEqual(['Moons/Planets', 'Sky', 'Sea']);
  });

  test('several files in one archive are one course', async () => {
    const { release, report } = await imported(
      await zipOf({ 'a/one.gift': 'A? {T}', 'two.txt': 'B? {F}', 'picture.png': 'x' }),
      'bank.zip',
    );
    expect(release?.outline.map(({ title }) => title)).toEqual(['one', 'two']);
    expect(report.items.find(({ source }) => source === 'picture.png')).toMatchObject({ fate: 'dropped' });
  });

  test('formulas, formats and escapes are what they were', async () => {
    const { text } = await imported(
      '[markdown]Is **bold** $x^2$?{T}\n\n[html]<p>Is \\\\(a\\\\neq b\\\\)?</p>{F}\n\n[plain]Is <b> *a tag*?{T}\n\nIs $\\\\frac\\{1\\}\\{2\\}$ $5?{T}',
    );
    expect(text).toContain('Is **bold** $x^2$?');
    expect(text).toContain('Is $a\\neq b$?');
    expect(text).toMatch(/Is \\?<b> \\\*a tag\\\*\?/);
    expect(text).toContain('Is $\\frac{1}{2}$ \\$5?');
  });

  test.skipIf(!existsSync('../shared/real/gift'))(
    'every example of gift-pegjs compiles (skipped where they are not at hand), and twice is the same release',
    async () => {
      for (const path of globSync('../shared/real/gift/*.gift').toSorted()) {
        const source = readFileSync(path, 'utf8');
        if (!source.includes('{')) continue;
        const [once, twice] = [await imported(source), await imported(source)];
        expect(once.errors, path).toEqual([]);
        expect(once.release?.id, path).toBe(twice.release?.id);
      }
    },
  );
});

describe('GIFT that would do harm', () => {
  test('no text makes anything but items, and each is in the report', () => {
    const sign = fc.constantFrom(
      ...[
        '{',
        '}',
        '=',
        '~',
        '#',
        '%',
        '::',
        '->',
        '\\',
        '\n',
        '\n\n',
        'T',
        '5',
        ' ',
        'a',
        '//',
        '..',
        '[html]',
        '####',
      ],
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 60 }), (signs) => {
        for (const item of readGift(signs.join(''))) expect(item.line).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  test('what is asked is read back however it is escaped', () => {
    const escaped = (text: string) => text.replace(/[~=#{}:\\]/g, '\\$&');
    const words = fc.stringMatching(/^[a-z~=#{}:\\]{1,20}$/);
    fc.assert(
      fc.property(words, words, words, (stem, right, wrong) => {
        const [item] = readGift(`x ${escaped(stem)}{=${escaped(right)} ~${escaped(wrong)}}`);
        expect(item).toMatchObject({
          stem: { text: `x ${stem}` },
          answers: { choices: [{ text: { text: right } }, { text: { text: wrong } }] },
        });
      }),
    );
  });

  test('texts cannot become directives, scripts or attributes of ours', async () => {
    const { text, release } = await imported(
      '[markdown]\\:\\:\\:note\nx\n\\:\\:\\:\n<script>alert(1)</script>{=a \\{\\#evil value\\=1\\} ~<img src\\=x onerror\\=alert(1)>b}',
    );
    expect(text).not.toMatch(/^:::note/m);
    expect(JSON.stringify(release?.activities)).not.toMatch(/onerror|<script/);
    expect(release?.activities[0]?.settings).toMatchObject({ options: [{ text: 'a {#evil value=1}' }, {}] });
  });

  test.each([
    ['open braces', '{'.repeat(100_000)],
    ['signs', `a{${'~'.repeat(150_000)}}`],
    ['colons', ':'.repeat(150_000)],
    ['a long line of spaces', `a${' '.repeat(150_000)}{T}`],
    ['many questions', 'a{T}\n\n'.repeat(20_000)],
    ['dollars', `a {T####${'$\\\\a'.repeat(40_000)}}`],
  ])('%s are read in no time', (_, text) => {
    expect(readGift(text).length).toBeGreaterThan(0);
  });
});
