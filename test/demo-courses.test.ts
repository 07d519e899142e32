/** Terms: a *demo course* stands under `courses/`; the seeded school teaches it, and authors read it as an example. */
import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import { type Compilation, compileCourse, type OutlineSection, readFolder } from '#modules/content/index.ts';

const folder = new URL('../courses/', import.meta.url).pathname;
const entries = await readdir(folder, { withFileTypes: true });
const keys = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);

const compiled = new Map<string, Compilation>();
for (const key of keys) compiled.set(key, await compileCourse(await readFolder(folder + key), activityTypes));

function releaseOf(key: string) {
  const release = compiled.get(key)?.release;
  if (!release) throw new Error(`${key} does not compile`);
  return release;
}

describe.each(keys)('the demo course %s', (key) => {
  it('compiles without an error or a warning', () => {
    const problems = compiled.get(key)?.problems ?? [];
    // One translation is behind its original, so that authors and learners can see what becomes of that.
    const stale = key === 'finding-your-way' ? ['units/where/latitude-longitude.ar.md'] : [];
    expect(problems.filter(({ code }) => code === 'stale-translation').map(({ file }) => file)).toEqual(
      stale,
    );
    expect(problems.filter(({ code }) => code !== 'stale-translation')).toEqual([]);
  });

  it('is named after its folder and says who wrote it and under which license', () => {
    const { course } = releaseOf(key);
    expect(course.key).toBe(key);
    expect(course.license).toMatchObject({ id: 'CC-BY-4.0', author: 'Lectern contributors' });
    expect(course.cover).not.toBeNull();
    expect(course.staff).toHaveLength(2);
  });

  it('can be passed: what counts belongs to a category of its grading', () => {
    const { grading, outline } = releaseOf(key);
    const named = (section: OutlineSection): (string | null)[] => [
      section.category,
      ...section.children.flatMap((child) => (child.kind === 'section' ? named(child) : [child.category])),
    ];
    const used = new Set(outline.flatMap(named).filter((category) => category !== null));
    expect([...used].sort()).toEqual(grading.categories.map((category) => category.key).sort());
  });
});

describe('the flagship course', () => {
  it('uses every kind of activity that an author can write', () => {
    const used = new Set(releaseOf('finding-your-way').activities.map((activity) => activity.type));
    // An exercise needs a grading service, which no laptop has by itself.
    const others = ['unsupported', 'exercise'];
    const written = [...activityTypes.keys()].filter((type) => !others.includes(type));
    expect([...used].sort()).toEqual(written.sort());
  });

  it('has at least 15 units in at least 3 sections, one of them nested', () => {
    const { outline, units } = releaseOf('finding-your-way');
    expect(units.length).toBeGreaterThanOrEqual(15);
    expect(outline.length).toBeGreaterThanOrEqual(3);
    expect(outline.some((section) => section.children.some((child) => child.kind === 'section'))).toBe(true);
  });

  it('gives its films captions in English, Spanish and Arabic', () => {
    const tracks = releaseOf('finding-your-way').assets.filter((asset) => asset.path.endsWith('.vtt'));
    const languages = tracks.map((track) => track.path.split('.').at(-2));
    expect(new Set(languages)).toEqual(new Set(['en', 'es', 'ar']));
    expect(tracks.length % 3).toBe(0);
  });
});
