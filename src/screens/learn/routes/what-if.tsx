/** What if? Supposed points, and what is needed for each goal. */

import { Type } from 'typebox';
import { translateTo } from '#lib/messages.ts';
import { signedIn } from '#modules/access/index.ts';
import { drawnActivities } from '#modules/content/index.ts';
import { type CourseGrade, getCourseGrade, gradeCourse, neededFor, suppose } from '#modules/grading/index.ts';
import { endpoint } from '#platform/endpoint.ts';
import { links } from '../links.ts';
import { titlesFor } from '../rules.ts';
import { openOutline } from '../service/reading.ts';
import type { Goal } from '../views/what-if.tsx';
import { WhatIfPage } from '../views/what-if.tsx';
import { learnerOf } from './grades.tsx';

/** `points.<activity>`: what to suppose. */
const Supposed = Type.Object({}, { additionalProperties: Type.String({ maxLength: 10 }) });

interface Read {
  /** Within the points of their activity. */
  supposed: Map<string, number>;
  /** As it was typed, since it is no number. */
  unread: Map<string, string>;
}

function readPoints(
  query: Record<string, unknown>,
  activities: ReadonlyMap<string, { points: number }>,
): Read {
  const read: Read = { supposed: new Map(), unread: new Map() };
  for (const [name, value] of Object.entries(query)) {
    const key = name.replace(/^points\./, '');
    const most = activities.get(key)?.points;
    const text = String(value).trim();
    if (most === undefined || !text) continue;
    const points = Number(text.replace(',', '.'));
    if (Number.isFinite(points)) read.supposed.set(key, Math.min(most, Math.max(0, points)));
    else read.unread.set(key, text);
  }
  return read;
}

export const showWhatIf = endpoint({
  method: 'GET',
  path: '/what-if/:organization/:course/:run',
  summary:
    'The grade with supposed points (`points.<activity>=3`), and what each goal needs; nothing is stored',
  query: Supposed,
  allow: signedIn,
  priority: 'reading',
  async run(call, { params, query }) {
    const { run, course, state } = await openOutline(call, params);
    const { grade, policy, facts } = await getCourseGrade(
      learnerOf(call.actor),
      run,
      course.release,
      'released',
      call.now,
    );
    const activities = drawnActivities(course.release, learnerOf(call.actor), facts);
    const graded = { ...course.release, activities, grading: policy.policy };
    const read = readPoints({ ...query }, course.activities);
    const then = gradeCourse(graded, suppose(facts, read.supposed), 'released');
    const reaches = (bound: number) => (one: CourseGrade) => (one.percent ?? 0) >= bound - 1e-9;
    const { pass, letters } = policy.policy;
    const goals: Goal[] = letters.map(({ letter, from }) => ({
      ...{ letter, from },
      needed: neededFor(graded, facts, reaches(from)),
    }));
    if (pass !== null)
      goals.push({
        letter: null,
        from: pass,
        needed: neededFor(graded, facts, (one) => one.passed === true),
      });
    return { run, course, done: state?.done ?? new Set<string>(), ...read, now: grade, then, goals };
  },
  page({ run, course, done, ...shown }, call, { params }) {
    const to = links(params);
    const t = translateTo(call.locale);
    return {
      title: `${t('grades.what-if-title')} · ${run.courseTitle}`,
      robots: 'noindex',
      body: () => (
        <WhatIfPage
          {...shown}
          trail={[
            { href: to.run, label: run.courseTitle },
            { href: to.progress, label: t('learn.progress-title') },
          ]}
          action={to.whatIf}
          titleOf={titlesFor(course, done, t)}
        />
      ),
    };
  },
  json: ({ now, then, goals }) => ({ now, then, goals }),
});
