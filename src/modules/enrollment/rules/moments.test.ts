import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { ActivityDates } from '#modules/content/contract.ts';
import type { Accommodation, Extension, LearnerTimes, Moments, RunRules } from '../schema.ts';
import { datedActivity, datedRelease, learnerTimes, runRules } from '../testing.ts';
import { momentsOf } from './moments.ts';

const due = '2026-10-05T23:59';
const dueAt = '2026-10-05T20:59:00.000Z';

function resolve(
  dates: { section?: ActivityDates; unit?: ActivityDates; activity?: ActivityDates },
  learner: Partial<LearnerTimes> | null = {},
  rules: Partial<RunRules> = {},
): Moments {
  const activity = datedActivity({ attempts: 2, ...(dates.activity && { dates: dates.activity }) });
  const own = learner && learnerTimes(learner);
  return momentsOf({ release: datedRelease(dates), rules: runRules(rules), learner: own }, activity);
}

const extension = (over: Partial<Extension>): Extension => ({
  ...{ kind: 'activity', key: 'q', by: null, until: null, attempts: 0, reason: '' },
  ...over,
});
const accommodation = (over: Partial<Accommodation>): Accommodation => ({
  ...{ organization: '', timeFactor: 1, laterBy: null, validUntil: null },
  ...over,
});
const iso = (at: Date | null) => at?.toISOString() ?? null;
const ruleOf = ({ because }: Moments, moment: string) => because.find((one) => one.moment === moment)?.rule;

describe('the nearest word counts', () => {
  it('activity before unit before section', () => {
    const section = { due: '2026-10-01T12:00', closes: '2026-12-01T12:00' };
    expect(iso(resolve({ section }).dueAt)).toBe('2026-10-01T09:00:00.000Z');
    const unit = { due: '2026-10-02T12:00' };
    expect(iso(resolve({ section, unit }).dueAt)).toBe('2026-10-02T09:00:00.000Z');
    const moments = resolve({ section, unit, activity: { due } });
    expect([iso(moments.dueAt), iso(moments.closesAt)]).toEqual([dueAt, '2026-12-01T10:00:00.000Z']);
    expect(moments.because).toMatchObject([
      { moment: 'dueAt', rule: 'course', target: { kind: 'activity', key: 'q' }, written: due },
      { moment: 'closesAt', rule: 'course', target: { kind: 'section', key: 'why' } },
    ]);
  });

  it('the run before the course, even where it speaks from further away', () => {
    const dates = [{ kind: 'section', key: 'why', dates: { due: '2026-11-01T12:00' } }] as const;
    const moments = resolve({ activity: { due } }, {}, { dates: [...dates] });
    expect([iso(moments.dueAt), ruleOf(moments, 'dueAt')]).toEqual(['2026-11-01T10:00:00.000Z', 'run']);
  });

  it('the cohort before the run, for those who are in it', () => {
    const rules = {
      dates: [{ kind: 'run' as const, key: '', dates: { due } }],
      cohorts: [
        {
          ...{ key: 'tuesday', title: 'Tuesday' },
          dates: [{ kind: 'unit' as const, key: 'moon', dates: { due: '2026-10-07T12:00' } }],
        },
      ],
    };
    expect(iso(resolve({}, {}, rules).dueAt)).toBe(dueAt);
    const moments = resolve({}, { cohort: 'tuesday' }, rules);
    expect(iso(moments.dueAt)).toBe('2026-10-07T09:00:00.000Z');
    expect(moments.because).toMatchObject([{ rule: 'cohort', reason: 'Tuesday' }]);
  });

  it('"none" takes away what the course says', () => {
    const dates = [{ kind: 'activity' as const, key: 'q', dates: { due: 'none' } }];
    expect(resolve({ activity: { due } }, {}, { dates })).toMatchObject({ dueAt: null, because: [] });
  });
});

describe('a schedule after the learner’s start', () => {
  it('begins when they enroll and keeps the wall clock through the change to winter time', () => {
    const enrolledAt = new Date('2026-10-20T14:00:00Z');
    expect(iso(resolve({ unit: { due: 'P7D' } }, { enrolledAt }).dueAt)).toBe('2026-10-27T15:00:00.000Z');
  });

  it('begins with the run for those who enrolled before it', () => {
    const rules = { startsAt: new Date('2026-09-10T06:00:00Z') };
    expect(iso(resolve({ unit: { due: 'P1W' } }, {}, rules).dueAt)).toBe('2026-09-17T06:00:00.000Z');
  });

  it('says nothing to whoever is not in the run', () => {
    expect(resolve({ unit: { due: 'P7D', opens: '2026-09-01T08:00' } }, null)).toMatchObject({
      dueAt: null,
      opensAt: new Date('2026-09-01T05:00:00Z'),
    });
  });
});

describe('traps of clocks', () => {
  it('a deadline at 02:30 that does not exist is the first moment that does', () => {
    const rules = { zone: 'Europe/Berlin' };
    expect(iso(resolve({ unit: { due: '2026-03-29T02:30' } }, {}, rules).dueAt)).toBe(
      '2026-03-29T01:00:00.000Z',
    );
  });

  it('a deadline that comes twice is the later one, an opening the earlier one', () => {
    const moments = resolve({ unit: { due: '2026-10-25T03:30', opens: '2026-10-25T03:30' } });
    expect([iso(moments.opensAt), iso(moments.dueAt)]).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ]);
  });

  it.each([
    ['Europe/Helsinki', '2026-03-28T23:59', '2026-03-30T20:59:00.000Z'],
    ['Europe/Helsinki', '2026-10-24T23:59', '2026-10-26T21:59:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-04T23:59', '2026-04-06T13:29:00.000Z'],
    ['Africa/Casablanca', '2026-02-14T23:59', '2026-02-16T23:59:00.000Z'],
    ['Asia/Kolkata', '2026-03-28T23:59', '2026-03-30T18:29:00.000Z'],
    ['UTC', '2028-02-28T23:59', '2028-03-01T23:59:00.000Z'],
  ])('in %s two days more than %s end at the same time of day', (zone, written, expected) => {
    const extensions = [extension({ by: 'P2D' })];
    expect(iso(resolve({ unit: { due: written } }, { extensions }, { zone }).dueAt)).toBe(expected);
  });
});

describe('an extension', () => {
  it('moves due, late-until and close, and says why', () => {
    const dates = { due, lateUntil: '2026-10-06T23:59', closes: '2026-10-07T23:59' };
    const extensions = [extension({ kind: 'section', key: 'why', by: 'P3D', reason: 'ill' })];
    const moments = resolve({ unit: dates }, { extensions });
    expect([moments.dueAt, moments.lateUntil, moments.closesAt].map(iso)).toEqual([
      ...['2026-10-08T20:59:00.000Z', '2026-10-09T20:59:00.000Z', '2026-10-10T20:59:00.000Z'],
    ]);
    expect(moments.because.find(({ moment }) => moment === 'dueAt')).toEqual({
      ...{ moment: 'dueAt', rule: 'extension', target: { kind: 'section', key: 'why' } },
      ...{ written: 'P3D', before: new Date(dueAt), reason: 'ill' },
    });
  });

  it('until a moment never takes time away', () => {
    const later = resolve({ unit: { due } }, { extensions: [extension({ until: '2026-10-09T12:00' })] });
    expect(iso(later.dueAt)).toBe('2026-10-09T09:00:00.000Z');
    const earlier = resolve({ unit: { due } }, { extensions: [extension({ until: '2026-10-01T12:00' })] });
    expect([iso(earlier.dueAt), ruleOf(earlier, 'dueAt')]).toEqual([dueAt, 'course']);
  });

  it('of several the longest counts; they do not add up', () => {
    const extensions = [extension({ by: 'P3D' }), extension({ kind: 'section', key: 'why', by: 'P1D' })];
    expect(iso(resolve({ unit: { due } }, { extensions }).dueAt)).toBe('2026-10-08T20:59:00.000Z');
  });

  it('for something else changes nothing', () => {
    const extensions = [extension({ kind: 'unit', key: 'sun', by: 'P3D', attempts: 3 })];
    expect(resolve({ unit: { due } }, { extensions })).toMatchObject({ dueAt: new Date(dueAt), attempts: 2 });
  });

  it('gives attempts where they are limited', () => {
    const moments = resolve({}, { extensions: [extension({ attempts: 2 })] });
    expect([moments.attempts, ruleOf(moments, 'attempts')]).toEqual([4, 'extension']);
  });

  it('reaches past the end of the run', () => {
    const endsAt = new Date('2026-10-06T00:00:00Z');
    const moments = resolve({ unit: { due } }, { extensions: [extension({ by: 'P3D' })] }, { endsAt });
    expect(iso(moments.closesAt)).toBe('2026-10-09T00:00:00.000Z');
  });
});

describe('an accommodation', () => {
  it('moves deadlines and stretches time in the courses of its organization', () => {
    const mine = [accommodation({ organization: 'harbor', timeFactor: 1.5, laterBy: 'P2D' })];
    const moments = resolve({ unit: { due } }, { accommodations: mine });
    expect([iso(moments.dueAt), moments.timeFactor]).toEqual(['2026-10-07T20:59:00.000Z', 1.5]);
    expect([ruleOf(moments, 'dueAt'), ruleOf(moments, 'timeFactor')]).toEqual([
      'accommodation',
      'accommodation',
    ]);
    const other = resolve({ unit: { due } }, { accommodations: mine }, { organization: 'other' });
    expect([iso(other.dueAt), other.timeFactor]).toEqual([dueAt, 1]);
  });

  it('ends with its last day', () => {
    const until = (validUntil: string) =>
      resolve(
        { unit: { due } },
        { accommodations: [accommodation({ laterBy: 'P1D', timeFactor: 2, validUntil })] },
      );
    expect(until('2026-10-05')).toMatchObject({ dueAt: new Date('2026-10-06T20:59:00Z'), timeFactor: 2 });
    expect(until('2026-10-04')).toMatchObject({ dueAt: new Date(dueAt), timeFactor: 1 });
  });

  it('comes first, and an extension adds to it', () => {
    const moments = resolve(
      { unit: { due } },
      { accommodations: [accommodation({ laterBy: 'P2D' })], extensions: [extension({ by: 'P1D' })] },
    );
    expect(iso(moments.dueAt)).toBe('2026-10-08T20:59:00.000Z');
  });
});

const zones = fc.constantFrom(
  'Europe/Helsinki',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'UTC',
);
const wall = fc
  .date({ min: new Date('2024-01-01Z'), max: new Date('2030-12-31Z'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 16));
const duration = fc.oneof(
  fc.integer({ min: 0, max: 30 }).map((days) => `P${days}D`),
  fc.integer({ min: 0, max: 100 }).map((hours) => `PT${hours}H`),
);
const someExtension = fc.record({
  kind: fc.constantFrom('run', 'section', 'unit', 'activity'),
  key: fc.constantFrom('', 'why', 'moon', 'q', 'other'),
  length: fc.oneof(
    duration.map((by) => ({ by, until: null })),
    wall.map((until) => ({ by: null, until })),
  ),
  attempts: fc.nat(3),
});
const someLearner = fc.record({
  extensions: fc.array(
    someExtension.map(({ length, ...rest }) => extension({ ...rest, ...length })),
    {
      maxLength: 4,
    },
  ),
  accommodations: fc.array(
    fc
      .record({
        laterBy: fc.option(duration),
        timeFactor: fc.constantFrom(1, 1.25, 2),
        validUntil: fc.option(wall.map((text) => text.slice(0, 10))),
      })
      .map(accommodation),
    { maxLength: 2 },
  ),
});
const someDates = fc.record(
  { opens: wall, due: wall, lateUntil: wall, closes: wall },
  { requiredKeys: [] },
) as fc.Arbitrary<ActivityDates>;
const ends = ['dueAt', 'lateUntil', 'closesAt'] as const;

test('what a learner has of their own never takes time or attempts away', () => {
  fc.assert(
    fc.property(someDates, someLearner, zones, (unit, learner, zone) => {
      const plain = resolve({ unit }, {}, { zone });
      const own = resolve({ unit }, learner, { zone });
      expect(own.opensAt).toEqual(plain.opensAt);
      for (const end of ends) expect((own[end]?.getTime() ?? 0) >= (plain[end]?.getTime() ?? 0)).toBe(true);
      expect((own.attempts ?? 0) >= (plain.attempts ?? 0)).toBe(true);
      expect(own.timeFactor).toBeGreaterThanOrEqual(1);
    }),
  );
});

test('the order in which extensions were given does not matter', () => {
  fc.assert(
    fc.property(someDates, someLearner, zones, (unit, learner, zone) => {
      const turned = { ...learner, extensions: learner.extensions.toReversed() };
      const bounds = ({ dueAt: a, lateUntil: b, closesAt: c, attempts: d }: Moments) => [a, b, c, d];
      expect(bounds(resolve({ unit }, turned, { zone }))).toEqual(
        bounds(resolve({ unit }, learner, { zone })),
      );
    }),
  );
});

test('every moment that there is has one rule, and one that was moved names what it was before', () => {
  fc.assert(
    fc.property(someDates, someLearner, zones, (unit, learner, zone) => {
      const moments = resolve({ unit }, learner, { zone });
      for (const name of ['opensAt', ...ends] as const) {
        const reasons = moments.because.filter(({ moment }) => moment === name);
        expect(reasons).toHaveLength(moments[name] ? 1 : 0);
        const before = reasons[0]?.before;
        if (before) expect(before < (moments[name] ?? before)).toBe(true);
      }
    }),
  );
});
