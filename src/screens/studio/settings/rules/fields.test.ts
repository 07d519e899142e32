import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldAt, withSettings } from './course-yaml.ts';
import { formOfSettings, settingsOfForm } from './fields.ts';

const yaml = `lectern: 1
key: tides
title: Tides   # and what they do
staff:
  - { name: Ana Ruiz, title: Oceanographer }   # since 2019
grading:
  pass: 60   # agreed in May
  letters: {A: 90, B: 80}
  categories:
    - { key: quiz, title: Quizzes, weight: 60 }
outline:
  - section: why
    title: Why
    units: [units/moon.md]
`;

describe('the form of the settings', () => {
  it('shows what stands, and says the same again when it is sent as it is', () => {
    const settings = {
      title: 'Tides',
      staff: [{ name: 'Ana Ruiz' }, { name: 'Ben' }],
      grading: {
        pass: 60,
        letters: { A: 90, B: 80 },
        categories: [{ key: 'quiz', weight: 60, extra: true }],
      },
      defaults: { attempts: 3, 'reveal-score': 'after-due', 'reveal-answer': '2026-10-05T23:59' },
    };
    expect(settingsOfForm(formOfSettings(settings))).toEqual(settings);
  });

  it('a time beside a rule of revealing counts where it is given', () => {
    const fields = { 'defaults.reveal-score': 'after-due', 'defaults.reveal-score.time': ' ' };
    expect(settingsOfForm(fields)).toEqual({ defaults: { 'reveal-score': 'after-due' } });
    const given = { ...fields, 'defaults.reveal-score.time': '2026-10-05T23:59' };
    expect(settingsOfForm(given)).toEqual({ defaults: { 'reveal-score': '2026-10-05T23:59' } });
  });

  it('rows without content are no rows, and what is no number stays a text for compiling to name', () => {
    expect(
      settingsOfForm({
        'staff.0.name': ' ',
        'staff.1.name': 'Ben',
        'grading.pass': 'most',
        'grading.late.percent': '2,5',
        'grading.letters.0.letter': '',
      }),
    ).toEqual({ staff: [{ name: 'Ben' }], grading: { pass: 'most', late: { percent: 2.5 } } });
  });

  it('whatever a stranger calls a field, nothing outside the settings changes', () => {
    const part = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'a', '0', '');
    fc.assert(
      fc.property(fc.array(fc.array(part, { minLength: 1, maxLength: 4 })), (names) => {
        settingsOfForm(Object.fromEntries(names.map((name) => [name.join('.'), 'polluted'])));
        expect(({} as Record<string, unknown>).a).toBeUndefined();
        expect(Object.prototype.toString.call([])).toBe('[object Array]');
        expect(Object.hasOwn(Object, 'polluted')).toBe(false);
      }),
    );
  });
});

describe('course.yaml', () => {
  it('changes where a setting does, and keeps comments, order and style around it', () => {
    const changed = withSettings(yaml, {
      title: 'Tides and waves',
      grading: {
        pass: 70,
        letters: { A: 90, B: 80 },
        categories: [{ key: 'quiz', title: 'Quizzes', weight: 50 }],
      },
    });
    expect(changed).toBe(
      yaml
        .replace('title: Tides  ', 'title: Tides and waves')
        .replace('waves # and', 'waves # and')
        .replace('pass: 60  ', 'pass: 70')
        .replace('weight: 60', 'weight: 50'),
    );
  });

  it('loses what is taken away, and gains what was not there', () => {
    const changed = withSettings(yaml, { staff: null, summary: 'About tides', grading: { pass: 60 } });
    expect(changed).not.toContain('Ana');
    expect(changed).not.toContain('letters');
    expect(changed).toContain('summary: About tides');
    expect(changed).toContain('pass: 60   # agreed in May');
  });

  it('a place in it belongs to the field that begins there', () => {
    expect(fieldAt(yaml, { line: 7, column: 3 })).toBe('grading.pass');
    expect(fieldAt(yaml, { line: 10, column: 36 })).toBe('grading.categories.0.weight');
    expect(fieldAt(yaml, { line: 99, column: 1 })).toBeNull();
  });
});
