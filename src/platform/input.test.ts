import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { checkInput } from './input.ts';
import { Refusal } from './refusal.ts';

const shape = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 10 }),
    age: Type.Optional(Type.Integer({ minimum: 0 })),
    agreed: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

function problemsOf(value: unknown, kind: 'json' | 'text' = 'json') {
  try {
    checkInput(shape, value, kind);
    return [];
  } catch (error) {
    return error instanceof Refusal
      ? (error.details.fields ?? []).map(({ path, message }) => `${path} ${message}`)
      : [String(error)];
  }
}

describe('input', () => {
  it('of a form is text that is read as the shape says', () => {
    expect(checkInput(shape, { name: 'Ada', age: '36', agreed: 'true' }, 'text')).toEqual({
      name: 'Ada',
      age: 36,
      agreed: true,
    });
  });

  it('of a form that fills in nothing stays nothing, and 0 stays 0', () => {
    const points = Type.Union([Type.Number({ maximum: 9 }), Type.Null()]);
    const marks = Type.Object({ points, list: Type.Array(Type.Object({ points })) });
    const read = (value: unknown) => checkInput(marks, { points: value, list: [{ points: value }] }, 'text');
    for (const [given, kept] of [
      [null, null],
      ['', null],
      [0, 0],
      ['0', 0],
      ['3', 3],
    ])
      expect(read(given)).toEqual({ points: kept, list: [{ points: kept }] });
    expect(() => read('many')).toThrow(Refusal);
    expect(() => read('10')).toThrow(Refusal);
  });

  it('of a program must have the right types', () => {
    expect(problemsOf({ name: 'Ada', age: '36' })).toEqual(['age must be integer']);
  });

  it('names every wrong field', () => {
    expect(problemsOf({ name: '', age: -1 })).toEqual(['name required', 'age must be >= 0']);
  });

  it('may not bring what nobody asked for', () => {
    expect(problemsOf({ name: 'Ada', role: 'admin' })).toEqual(['role unknown']);
  });

  it('may not reach prototypes, at any depth', () => {
    const poisoned = JSON.parse('{"name":"Ada","more":{"__proto__":{"isStaff":true}}}');
    expect(problemsOf(poisoned)).toEqual(['.more.__proto__ unknown']);
    expect(({} as { isStaff?: boolean }).isStaff).toBeUndefined();
  });

  it('may not be nested without end', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 100; level += 1) deep = { deep };
    expect(problemsOf({ name: 'Ada', deep })[0]).toContain('too-deep');
  });

  it('is not changed by checking', () => {
    const given = { name: 'Ada', age: '36' };
    checkInput(shape, given, 'text');
    expect(given.age).toBe('36');
  });
});
