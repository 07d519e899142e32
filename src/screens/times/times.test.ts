import fc from 'fast-check';
import { expect, test } from 'vitest';
import { translateTo } from '#lib/messages.ts';
import type { ActivityDates } from '#modules/content/contract.ts';
import type { Release } from '#modules/content/index.ts';
import { momentsOf } from '#modules/enrollment/index.ts';
import { datedActivity, datedRelease, learnerTimes, runRules } from '#modules/enrollment/testing.ts';
import { checkInput } from '#platform/input.ts';
import { extensionText } from './format.ts';
import { endpoints } from './index.ts';
import { links } from './links.ts';
import { accommodationOfForm, extensionOfForm, policyOfForm } from './routes/forms.ts';
import {
  datedLines,
  daysAndHours,
  durationOf,
  keyOfTitle,
  type Layer,
  layersOf,
  targetOf,
  targetText,
} from './rules.ts';
import { AccommodationBody, ExtensionBody, PolicyBody } from './schema.ts';

test('every link of the pages about times is the address of an endpoint', () => {
  const params = { organization: ':organization', course: ':course', run: ':run' };
  const paths = new Set<string>(endpoints.map(({ spec }) => spec.path));
  const { dates, policy, extensions, withdraw, cohorts, assign, dissolve, viewAs, feed, ...plain } = links;
  const ofRun = [dates, policy, extensions, withdraw, cohorts, assign, viewAs].map((link) => link(params));
  for (const link of [...ofRun, dissolve(params, ':cohort'), feed(':token'), ...Object.values(plain)])
    expect(paths).toContain(decodeURIComponent(link));
});

test('days and hours are a duration, and what is no length stays wrong', () => {
  expect([durationOf('5', ''), durationOf('', '12'), durationOf('1', '6'), durationOf('', '')]).toEqual([
    ...['P5D', 'PT12H', 'P1DT6H', null],
  ]);
  expect(durationOf('-3', '')).toBe('P-3D');
  expect(daysAndHours('P1W1DT6H')).toEqual({ days: '8', hours: '6' });
});

test('a field that is left empty says nothing, and is no empty text or zero', () => {
  const extension = extensionOfForm({ target: 'unit:moon', days: '5' }, () => []);
  expect(checkInput(ExtensionBody, extension, 'text')).toMatchObject({ by: 'P5D', until: null, key: 'moon' });
  const accommodation = accommodationOfForm({ address: 'ada@example.org', timeFactor: '1.5' });
  expect(checkInput(AccommodationBody, accommodation, 'text')).toMatchObject({
    laterBy: null,
    validUntil: null,
  });
  const policy = { lateFrom: 'own', percent: '10', per: 'P1D', floor: '0' };
  expect(checkInput(PolicyBody, policyOfForm({ ...policy, windowHours: '0' }), 'text')).toEqual({
    ...{ late: { percent: 10, per: 'P1D', grace: null, floor: 0 }, windowHours: 0, minimumMinutes: null },
    confirm: false,
  });
});

test('a target is one text in forms', () => {
  for (const text of ['run', 'section:why', 'unit:moon', 'activity:q']) {
    const target = targetOf(text);
    expect(target && targetText(target)).toBe(text);
  }
  expect(targetOf('planet:mars')).toBeNull();
});

test('a cohort gets its key from its title, where that has letters for one', () => {
  expect([keyOfTitle('Evening class'), keyOfTitle('Grupo Ñ 2'), keyOfTitle('مساء')]).toEqual([
    ...['evening-class', 'grupo-n-2', ''],
  ]);
});

test('one day more is said as one day', () => {
  const text = extensionText({ by: 'P1DT1H', until: null, attempts: 0 }, 'UTC', translateTo('en'), 'en');
  expect(text).toBe('1 day 1 hour more');
});

const written = fc.option(fc.constantFrom('2026-10-05T23:59', '2026-11-05T23:59', 'P3D', 'none'), {
  nil: undefined,
});
const someDates = fc
  .record({ opens: written, due: written, lateUntil: written, closes: written })
  .map((dates): ActivityDates => Object.fromEntries(Object.entries(dates).filter(([, text]) => text)));
const someLayer = fc.tuple(someDates, someDates, someDates, someDates).map(
  ([run, section, unit, activity]): Layer => [
    { kind: 'run', key: '', dates: run },
    { kind: 'section', key: 'why', dates: section },
    { kind: 'unit', key: 'moon', dates: unit },
    { kind: 'activity', key: 'q', dates: activity },
  ],
);

test('the table says what the resolver takes, whoever wrote it and however far above', () => {
  const ofCourse = fc.record({ section: someDates, unit: someDates, activity: someDates });
  fc.assert(
    fc.property(ofCourse, someLayer, someLayer, fc.boolean(), (course, dates, ofCohort, inCohort) => {
      const activity = datedActivity({ dates: course.activity });
      const release = { ...datedRelease(course), activities: [activity], units: [] } as unknown as Release;
      const cohorts = [{ key: 'evening', title: 'Evening', dates: [...ofCohort] }];
      const rules = runRules({ dates: [...dates], cohorts });
      const cohort = inCohort ? 'evening' : '';
      const learner = learnerTimes({ cohort: cohort || null });
      const { because } = momentsOf({ release, rules, learner }, activity);
      const lines = datedLines({ main: release, pilot: null }, layersOf(rules, cohort), 'Whole run');
      const { holds = {} } = lines.find(({ kind }) => kind === 'activity') ?? {};
      for (const [moment, name] of [
        ['opensAt', 'opens'],
        ['dueAt', 'due'],
        ['lateUntil', 'lateUntil'],
        ['closesAt', 'closes'],
      ] as const) {
        const taken = because.find((one) => one.moment === moment)?.written ?? 'none';
        expect(holds[name] ?? 'none').toBe(taken);
      }
    }),
  );
});
