/** The demo courses as HTML and as EPUB: every address leads to a file, all XHTML is well-formed, answers can be checked. */
import { posix } from 'node:path';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import { useActivityTypes } from '#modules/content/contract.ts';
import { compileCourse, readFolder } from '#modules/content/index.ts';
import { zipFiles } from '#platform/archive/index.ts';
import type { Exported, ExportInput } from '../export-course.ts';
import { exportCourse } from '../formats.ts';
import { childrenNamed, descendants, readXml } from '../xml.ts';
import { checkScript } from './translate/check.ts';

async function inputOf(course: string): Promise<ExportInput> {
  useActivityTypes(activityTypes);
  const source = await readFolder(`courses/${course}`);
  const { release } = await compileCourse(source, activityTypes);
  if (!release) throw new Error(`${course} does not compile`);
  return { release, source };
}
const textsOf = ({ files }: Exported, pattern: RegExp) =>
  [...files]
    .filter(([path]) => pattern.test(path))
    .map(([path, bytes]) => [path, new TextDecoder().decode(bytes)] as const);

/** Addresses inside the package that lead to no file of it, or to no place of the file. */
function dangling(exported: Exported, pattern: RegExp): string[] {
  const pages = new Map(textsOf(exported, pattern));
  return [...pages].flatMap(([path, text]) =>
    [...text.matchAll(/\s(?:href|src|poster)="([^"]*)"/g)].flatMap(([, url = '']) => {
      if (/^(?:https?|mailto):/.test(url)) return [];
      const [file = '', place] = url.split('#');
      const target = file ? posix.normalize(posix.join(posix.dirname(path), decodeURIComponent(file))) : path;
      const known =
        exported.files.has(target) && (!place || (pages.get(target) ?? '').includes(` id="${place}"`));
      return known ? [] : [`${path}: ${url}`];
    }),
  );
}

describe.each(['finding-your-way', 'asmaa-an-nujum'])('%s', (course) => {
  let input: ExportInput;
  let site: Exported;
  let epub: Exported;
  beforeAll(async () => {
    input = await inputOf(course);
    [site, epub] = [await exportCourse('html', input), await exportCourse('epub', input)];
  }, 60_000);

  test('every address leads to a file of the package', () => {
    expect(dangling(site, /\.html$/)).toEqual([]);
    expect(dangling(epub, /\.xhtml$/)).toEqual([]);
  });

  test('no page loads anything from elsewhere, and none has styles or handlers of its own', () => {
    for (const [path, text] of [...textsOf(site, /\.html$/), ...textsOf(epub, /\.xhtml$/)])
      expect(text, path).not.toMatch(
        /<(?:img|video|audio|iframe|script|link)\b[^>]*"https?:|\son\w+="|\sstyle="/,
      );
  });

  test('every unit is a page, and the report names what each activity is', () => {
    expect(textsOf(site, /^units\//)).toHaveLength(input.release.units.length);
    const named = new Set(site.report.items.map(({ source }) => source.replace(/^.*#/, '')));
    for (const { key } of input.release.activities) expect(named).toContain(key);
    const silent = site.report.items.filter(
      ({ kind, notes, target }) => kind === 'code' && (!notes.length || !target),
    );
    expect(silent).toEqual([]);
  });

  test('EPUB: the type comes first and plain, the package names every file once, its spine every page', async () => {
    const { files } = epub;
    expect([...files.keys()][0]).toBe('mimetype');
    const zip = await zipFiles(files);
    expect(zip.subarray(30, 58).toString('latin1')).toBe('mimetypeapplication/epub+zip');
    for (const [path, text] of textsOf(epub, /\.(?:xhtml|opf|xml)$/))
      expect(readXml(text.replace('<!DOCTYPE html>\n', ''), path), path).toHaveProperty('root');
    const [[, text = ''] = []] = textsOf(epub, /content\.opf$/);
    const reading = readXml(text, 'content.opf');
    const all = 'root' in reading ? descendants(reading.root) : [];
    const items = all.filter(({ name }) => name === 'item');
    const hrefs = items.map(({ attributes }) => `OEBPS/${decodeURIComponent(attributes.href ?? '')}`);
    const expected = [...files.keys()].filter((path) => path.startsWith('OEBPS/') && !path.endsWith('.opf'));
    expect(hrefs.toSorted()).toEqual(expected.toSorted());
    expect(items.filter(({ attributes }) => attributes.properties === 'nav')).toHaveLength(1);
    const ids = items.map(({ attributes }) => attributes.id);
    const spine = all.filter(({ name }) => name === 'spine').flatMap((one) => childrenNamed(one, 'itemref'));
    expect(spine).toHaveLength(input.release.units.length + 2);
    for (const { attributes } of spine) expect(ids).toContain(attributes.idref);
    for (const [path, page] of textsOf(epub, /\.xhtml$/)) {
      const item = items.find(
        ({ attributes }) => `OEBPS/${decodeURIComponent(attributes.href ?? '')}` === path,
      );
      expect(item?.attributes.properties === 'mathml', path).toBe(page.includes('<math'));
    }
    for (const name of ['identifier', 'title', 'language']) expect(text).toContain(`<dc:${name}`);
  });

  test('the same release gives the same bytes', async () => {
    const again = await exportCourse('epub', input);
    expect(Buffer.compare(await zipFiles(again.files), await zipFiles(epub.files))).toBe(0);
  });
});

/** The script on a page of one form, as a browser would run it. */
function checked(check: object, answer: { values?: string[]; text?: string }): string {
  let submit = (_event: object) => {};
  const output = { textContent: '', dataset: { right: 'right', wrong: 'wrong' } };
  const form = {
    dataset: { check: JSON.stringify(check) },
    addEventListener: (_: string, handler: typeof submit) => {
      submit = handler;
    },
    querySelector: (selector: string) => (selector === 'output' ? output : { value: answer.text ?? '' }),
    querySelectorAll: () => (answer.values ?? []).map((value) => ({ value })),
  };
  runInNewContext(checkScript, { document: { querySelectorAll: () => [form] }, JSON, Number, Infinity });
  submit({ preventDefault: () => {} });
  return output.textContent;
}

test.each([
  [{ kind: 'choice', right: [0, 2] }, { values: ['0', '2'] }, 'right'],
  [{ kind: 'choice', right: [0, 2] }, { values: ['0'] }, 'wrong'],
  [{ kind: 'choice', right: [1] }, { values: [] }, 'wrong'],
  [{ kind: 'text', accepted: ['North  Star'], case: false }, { text: ' north star ' }, 'right'],
  [{ kind: 'text', accepted: ['North Star'], case: true }, { text: 'north star' }, 'wrong'],
  [{ kind: 'number', ranges: [[9.7, 9.9]] }, { text: '9,81 m/s' }, 'right'],
  [{ kind: 'number', ranges: [[null, -1]] }, { text: '−3' }, 'right'],
  [{ kind: 'number', ranges: [[9.7, 9.9]] }, { text: 'ten' }, 'wrong'],
])('the script of the page says of %j and %j: %s', (check, answer, said) => {
  expect(checked(check, answer)).toBe(said);
});
