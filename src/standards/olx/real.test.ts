/** Real exports, where they are at hand: nothing in them may vanish, and what came over must compile. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Archive, openArchive } from '#platform/archive/index.ts';
import { throughOwnSource } from '../testing.ts';
import { type Imported, importOlx } from './index.ts';
import { compile } from './testing.ts';

const courses = [
  { name: 'harvardx-studio-advanced', units: 156, activities: 148 },
  { name: 'mitx-grading-library-course', units: 63, activities: 53 },
];
const folders = /^(?:drafts\/)?(?:chapter|sequential|vertical|split_test|html|problem|video|word_cloud)\//;

/** Every element with a `url_name`, and every file of a block, told by looking at lines only. */
function blocksIn(path: string, text: string): string[] {
  const inline = text.split('\n').flatMap((line, index) => {
    const [, kind, rest = ''] = /^\s*<([\w-]+)\s[^>]*?url_name="[^"]*"([^>]*)/.exec(line) ?? [];
    const pointer = rest.trim() === '/' && line.includes(`<${kind} url_name=`);
    return kind && !pointer && index > 0 ? [`${path}:${index + 1}`] : [];
  });
  return [path, ...inline];
}

for (const { name, units, activities } of courses) {
  const file = `../shared/real/olx/${name}.tar.gz`;
  describe.skipIf(!existsSync(file))(`${name} (skipped where the real exports are not at hand)`, () => {
    let archive: Archive;
    let imported: Imported;
    beforeAll(async () => {
      archive = await openArchive(file);
      imported = await importOlx(archive);
    }, 120_000);
    afterAll(() => archive.close());

    test('every block is in the report', async () => {
      const sources = new Set(imported.report.items.map(({ source }) => source));
      const decoder = new TextDecoder();
      const blocks: string[] = [];
      for (const path of archive.paths) {
        const own = path.replace(/^course\//, '');
        if (!folders.test(own) || !own.endsWith('.xml')) continue;
        blocks.push(...blocksIn(own, decoder.decode(await archive.read(path))));
      }
      expect(blocks.length).toBeGreaterThan(50);
      expect(blocks.filter((block) => !sources.has(block))).toEqual([]);
    });

    test('it compiles, and what the report places in the course is in the release', async () => {
      const { release, problems } = await compile(imported);
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect({ units: release?.units.length, activities: release?.activities.length }).toEqual({
        units,
        activities,
      });
      const known = new Set([
        ...(release?.units ?? []).map(({ key }) => `unit:${key}`),
        ...(release?.activities ?? []).map(({ key }) => `activity:${key}`),
      ]);
      const targets = imported.report.items.flatMap(({ target }) =>
        target && /^(?:unit|activity):/.test(target) ? [target] : [],
      );
      expect(targets.filter((target) => !known.has(target))).toEqual([]);
    }, 60_000);

    test('as our source it leaves and comes back byte for byte', async () => {
      expect(await throughOwnSource({ format: 'olx', ...imported })).toEqual(imported.files);
    });

    test('a second import is the same, byte for byte', async () => {
      const again = await importOlx(archive);
      expect([...again.files.keys()]).toEqual([...imported.files.keys()]);
      for (const [path, bytes] of again.files)
        expect(Buffer.compare(bytes, imported.files.get(path) ?? new Uint8Array())).toBe(0);
      expect(again.report).toEqual(imported.report);
    }, 120_000);
  });
}
