import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Document, parse } from 'yaml';
import { editYaml } from '#lib/edit-yaml.ts';
import * as outline from './outline.ts';

const source = `# Tides, written by hand
lectern: 1
key: tides
title: "How tides work"   # quoted
letters: {A: 90, B: 80}
outline:
  # What it is about
  - section: why
    title: Why the sea moves
    units: [units/welcome.md, units/moon.md]
  - section: forces
    title: Forces   # of all kinds
    sections:
      - section: gravity
        title: Gravity
        category: quiz
        units:
          - units/gravity.md   # the long one
      - section: wind
        title: Wind
        units:
          - units/wind.md
`;

const edit = (change: (document: Document) => void, text = source) => {
  const changed = editYaml(text, change);
  if (changed === null) throw new Error('not edited');
  return changed;
};

interface Section {
  section: string;
  units?: string[];
  sections?: Section[];
}

/** `why: welcome moon` a line for each section, in the order of reading. */
function shapeOf(text: string): string[] {
  const walk = (sections: Section[]): string[] =>
    sections.flatMap(({ section, units = [], sections: inner = [] }) => [
      [`${section}:`, ...units.map((file) => file.slice(6, -3))].join(' '),
      ...walk(inner),
    ]);
  return walk(parse(text).outline);
}

describe('the outline', () => {
  it('changes only the lines that a change is about', () => {
    const changed = edit((document) => outline.setSection(document, 'wind', { title: 'Wind and waves' }));
    expect(changed).toBe(source.replace('title: Wind', 'title: Wind and waves'));
  });

  it('moves a unit with its comment', () => {
    const changed = edit((document) =>
      outline.moveUnit(document, 'units/gravity.md', { into: 'wind', before: 'units/wind.md' }),
    );
    expect(shapeOf(changed)).toEqual(['why: welcome moon', 'forces:', 'gravity:', 'wind: gravity wind']);
    expect(changed).toContain('units/gravity.md # the long one');
    expect(changed).toContain('letters: {A: 90, B: 80}');
    expect(changed).not.toContain('units: []');
  });

  it('a unit at the end of its section goes on into the next one, and back', () => {
    const down = edit((document) => outline.stepUnit(document, 'units/moon.md', 'down'));
    expect(shapeOf(down)).toEqual(['why: welcome', 'forces: moon', 'gravity: gravity', 'wind: wind']);
    const up = edit((document) => outline.stepUnit(document, 'units/moon.md', 'up'), down);
    expect(shapeOf(up)).toEqual(shapeOf(source));
  });

  it('a unit at either end of the course stays where it is', () => {
    expect(edit((document) => outline.stepUnit(document, 'units/welcome.md', 'up'))).toBe(source);
    expect(edit((document) => outline.stepUnit(document, 'units/wind.md', 'down'))).toBe(source);
  });

  it('a section moves with all that is in it, but not into itself', () => {
    const changed = edit((document) =>
      outline.moveSection(document, 'forces', { into: null, before: 'why' }),
    );
    expect(shapeOf(changed)).toEqual(['forces:', 'gravity: gravity', 'wind: wind', 'why: welcome moon']);
    expect(() =>
      edit((document) => outline.moveSection(document, 'forces', { into: 'wind', before: null })),
    ).toThrow('section-into-itself');
  });

  it('what somebody has taken away meanwhile is named, not guessed', () => {
    expect(() => edit((document) => outline.stepUnit(document, 'units/gone.md', 'up'))).toThrow(
      'outline-item-gone',
    );
    expect(() => edit((document) => outline.removeSection(document, 'gone'))).toThrow('outline-item-gone');
  });

  it('keeps one section at least', () => {
    const rest = edit((document) => outline.removeSection(document, 'forces'));
    expect(() => edit((document) => outline.removeSection(document, 'why'), rest)).toThrow('last-section');
  });

  it('a file with names for its parts (YAML anchors) is left to be edited as a text', () => {
    expect(editYaml('a: &x 1\nb: *x\n', () => {})).toBeNull();
  });
});

const units = ['welcome', 'moon', 'gravity', 'wind'].map((name) => `units/${name}.md`);
const sections = ['why', 'forces', 'gravity', 'wind'];
const unit = fc.constantFrom(...units);
const section = fc.constantFrom(...sections);
const step = fc.constantFrom('up' as const, 'down' as const);

const change = fc.oneof(
  fc.record({ kind: fc.constant('move-unit' as const), unit, into: section, before: fc.option(unit) }),
  fc.record({ kind: fc.constant('step-unit' as const), unit, step }),
  fc.record({
    kind: fc.constant('move-section' as const),
    section,
    into: fc.option(section),
    before: fc.option(section),
  }),
  fc.record({ kind: fc.constant('step-section' as const), section, step }),
  fc.record({ kind: fc.constant('rename' as const), section, title: fc.string({ minLength: 1 }) }),
);

function apply(document: Document, one: typeof change extends fc.Arbitrary<infer T> ? T : never): void {
  if (one.kind === 'move-unit') outline.moveUnit(document, one.unit, one);
  else if (one.kind === 'step-unit') outline.stepUnit(document, one.unit, one.step);
  else if (one.kind === 'move-section') outline.moveSection(document, one.section, one);
  else if (one.kind === 'step-section') outline.stepSection(document, one.section, one.step);
  else outline.setSection(document, one.section, { title: one.title });
}

it('however it is changed, every unit and section stands in it exactly once, and the comments stay', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      let text = source;
      for (const one of changes) {
        try {
          text = edit((document) => apply(document, one), text);
        } catch (error) {
          expect((error as Error).message).toContain('section-into-itself');
        }
      }
      const found = shapeOf(text).flatMap((line) => line.split(' '));
      expect(found.filter((name) => name.endsWith(':')).sort()).toEqual(
        sections.map((key) => `${key}:`).sort(),
      );
      expect(found.filter((name) => !name.endsWith(':')).sort()).toEqual(
        units.map((file) => file.slice(6, -3)).sort(),
      );
      for (const comment of ['# Tides, written by hand', '# the long one', '# of all kinds'])
        expect(text).toContain(comment);
      expect(new Document(parse(text)).errors).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
