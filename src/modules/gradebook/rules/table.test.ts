import { describe, expect, it } from 'vitest';
import { gradeCourse } from '#modules/grading/index.ts';
import { courseOf, factsOf, overrideOf } from '#modules/grading/testing/grades.ts';
import type { GradebookRow } from '../schema.ts';
import { readTable, tableOf } from './table.ts';

const course = courseOf(2);
const now = new Date('2026-10-05T12:00:00Z');

const rowOf = (learnerId: string, email: string, told: Parameters<typeof factsOf>[0]): GradebookRow => {
  const facts = factsOf(told);
  return { learnerId, email, name: learnerId, cohort: null, facts, grade: gradeCourse(course, facts) };
};

const overridden = { attempts: [], override: overrideOf({ points: 1, version: 3 }) };
const rows = [
  rowOf('id-kim', 'kim@school.example', { a0: 0.5 }),
  rowOf('id-ada', 'ada@school.example', { a0: overridden }),
];
const columns = course.activities.map((activity) => ({ activity, title: `Task ${activity.key}` }));
const table = () => tableOf(rows, columns, now).map((row) => row.map((cell) => String(cell ?? '')));
const read = (cells: string[][]) => {
  const reading = readTable(cells, rows, course.activities);
  if (!reading) throw new Error('no table of grades');
  return reading;
};

describe('a table of grades', () => {
  it('changes nothing when it comes back as it went', () => {
    expect(read(table())).toMatchObject({ lines: [], problems: [], ignored: [], unchanged: 2 });
  });

  it('changes what is changed in it, excuses by an x, and leaves what is empty', () => {
    const changed = table();
    const at = changed[0]?.indexOf('Task a1 [a1]') ?? -1;
    const kim = changed[1] ?? [];
    kim[at] = '0,75';
    kim[at - 1] = 'X';
    (changed[2] ?? [])[at - 1] = '';
    expect(read(changed).lines).toMatchObject([
      { learnerId: 'id-kim', activityKey: 'a0', before: { points: 0.5 }, after: { excused: true } },
      { learnerId: 'id-kim', activityKey: 'a1', before: { points: null }, after: { points: 0.75 } },
    ]);
  });

  it('goes by the address where there is no id, whatever its case', () => {
    const lines = read([
      ['email', 'a1'],
      ['KIM@School.example', '1'],
    ]).lines;
    expect(lines.map(({ learnerId }) => learnerId)).toEqual(['id-kim']);
  });

  it.each([
    ['a Cyrillic letter', '\u0430da@school.example'],
    ['the Kelvin sign', '\u212Aim@school.example'],
    ['full width', '\uff41da@school.example'],
    ['a dotless i', 'k\u0131m@school.example'],
    ['a mark that joins', 'ada\u200d@school.example'],
    ['a name', 'id-ada@'],
  ])('never takes a look-alike for a learner: %s', (_, address) => {
    const { lines, problems } = read([
      ['email', 'a1'],
      [address, '1'],
    ]);
    expect(lines).toEqual([]);
    expect(problems).toMatchObject([{ row: 2, problem: 'unknown-learner' }]);
  });

  it('names what it cannot use: learners of another run, rows that stand twice, an id beside another address', () => {
    const { lines, problems } = read([
      ['learner_id', 'email', 'a1'],
      ['id-other', '', '1'],
      ['id-kim', 'ada@school.example', '1'],
      ['id-ada', '', '1'],
      ['id-ada', '', '0'],
    ]);
    expect(lines).toHaveLength(1);
    expect(problems.map(({ problem }) => problem)).toEqual(['unknown-learner', 'mismatch', 'twice']);
  });

  it('takes no points that are none, too many, or not finite', () => {
    expect(
      read([
        ['learner_id', 'a1'],
        ['id-kim', 'a lot'],
      ]).problems,
    ).toEqual([{ row: 2, text: 'a lot', problem: 'not-points', activityKey: 'a1' }]);
    const wrong = ['-0.5', '1.01', 'NaN', 'Infinity', '1e9', 'a lot', '=1'];
    const { lines, problems } = read([
      ['learner_id', 'a1'],
      ...wrong.map((text) => ['id-kim', text]).slice(0, 1),
    ]);
    expect(lines).toEqual([]);
    expect(problems).toHaveLength(1);
    for (const text of wrong)
      expect(
        read([
          ['learner_id', 'a1'],
          ['id-kim', text],
        ]).lines,
      ).toEqual([]);
  });

  it('tells of grades that staff set after the file was made', () => {
    const changed = table();
    const at = changed[0]?.indexOf('Task a0 [a0]') ?? -1;
    (changed[2] ?? [])[at] = '0';
    // The override of the builder was made after the fifth of October.
    expect(read(changed).lines).toMatchObject([{ learnerId: 'id-ada', conflict: true, version: 3 }]);
  });
});
