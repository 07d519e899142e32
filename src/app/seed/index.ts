/** Fills an empty database with a believable school: three courses, a teacher, learners at different points. */

import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { grantRole } from '#modules/access/index.ts';
import { createPerson, findPersonByEmail, type Person } from '#modules/accounts/index.ts';
import { listLatest, submit } from '#modules/attempts/index.ts';
import { findRun, type Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { type CourseSource, getRelease, isDrawn, type Release, readFolder } from '#modules/content/index.ts';
import { enroll } from '#modules/enrollment/index.ts';
import { flushPositions, markDone, notePosition } from '#modules/grading/index.ts';
import type { PersonActor } from '#platform/actor.ts';
import type { Call } from '#platform/endpoint.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';
import { systemCall } from '../commands/shared.ts';
import { demoCoursesFolder, demoLibrariesFolder } from '../paths.ts';
import { answerTo } from './answers.ts';
import { seedSitting, type Watch } from './exams.ts';
import { seedGradebook } from './gradebook.ts';
import { seedGroups } from './groups.ts';
import { seedLetters } from './letters.ts';
import { seedLibrary } from './libraries.ts';
import { seedLogbook } from './logbook.ts';
import { seedDesk } from './marking.ts';
import {
  assistant,
  author,
  classmates,
  type DemoPerson,
  demoPassword,
  finisher,
  halfway,
  newcomer,
  teacher,
} from './people.ts';
import { asFirstTold, seedReleases } from './releases.ts';
import { seedSimilarity } from './similarity.ts';
import { seedStuck } from './stuck.ts';
import { seedTimes } from './times.ts';

interface DemoCourse {
  folder: string;
  organization: { key: string; name: string };
  title: string;
}

const courses: DemoCourse[] = [
  {
    folder: 'finding-your-way',
    organization: { key: 'harbor', name: 'Harbor School' },
    title: 'Finding Your Way',
  },
  {
    folder: 'ciencia-del-pan',
    organization: { key: 'taller', name: 'Taller Abierto' },
    title: 'La ciencia del pan',
  },
  { folder: 'asmaa-an-nujum', organization: { key: 'bayt', name: 'بيت العلوم' }, title: 'أسماء النجوم' },
];

const runKey = 'open';

async function publish(course: DemoCourse, call: Call): Promise<void> {
  const source = await readFolder(join(demoCoursesFolder, course.folder));
  const publishAs = (notes: string, told: CourseSource) =>
    publishCourse(call, {
      source: told,
      organization: course.organization,
      courseKey: course.folder,
      courseTitle: course.title,
      run: { key: runKey, settings: { open: true } },
      notes,
    });
  if (course.folder !== 'finding-your-way') return void (await publishAs('First release', source));
  await publishAs('First release', asFirstTold(source));
  await publishAs('Decimals of a doorstep corrected, thanks to a reader', source);
}

const createDemoPerson = async (demo: DemoPerson): Promise<Person> =>
  (await findPersonByEmail(demo.email)) ?? createPerson({ ...demo, password: demoPassword, verified: true });

const callOf = (person: Person): Call & { actor: PersonActor } => ({
  ...systemCall('seed'),
  actor: {
    kind: 'person',
    id: person.id,
    name: person.name,
    email: person.email,
    emailVerified: true,
    locale: null,
    timeZone: null,
    grants: [],
    sessionId: 'seed',
  },
});

/** Of each seven questions: how far on in the class somebody is who gets it right at once. */
const hardness = [1, 5, 0, 7, 3, 6, 2];

/** Wrong at first and right then; classmates who are less far err more, give or take some luck. */
function triesOf(activity: Activity, place: number, turn: number): boolean[] {
  const luck = (place * 3 + turn * 5) % 4;
  const knows = turn === 0 ? place % 7 !== 3 : (hardness[place % 7] ?? 0) < turn + luck;
  if (knows || activity.type === 'code') return [true];
  if (activity.attempts === 1) return [turn === 0];
  return [false, true];
}

/** Lets a learner work through the first `share` of the run. `turn` differs by learner. */
async function learn(person: Person, run: Run, release: Release, share: number, turn = 0): Promise<void> {
  const call = callOf(person);
  await enroll(call, run, {});
  const units = release.units.slice(0, Math.round(release.units.length * share));
  const keys = new Set(units.map(({ key }) => key));
  // A seed that was cut off goes on where it was.
  const answered = new Set((await listLatest(person.id, run.id)).map(({ activityKey }) => activityKey));
  const activities = release.activities.filter(
    (activity) =>
      keys.has(activity.unitKey) &&
      !answered.has(activity.key) &&
      !activity.exam &&
      isDrawn(release, activity, person.id),
  );
  for (const [index, activity] of activities.entries()) {
    for (const right of triesOf(activity, index, turn)) {
      const answer = answerTo(activity, right, turn);
      if (answer !== null) await submit(call, { run, activity, id: randomUUID(), answer });
    }
  }
  for (const unit of units) await markDone(person.id, run.id, unit.key);
  const last = units.at(-1);
  if (last) notePosition({ learnerId: person.id, runId: run.id, unitKey: last.key, seenAt: call.now });
}

/** Who has sat the exam, and how far they are. */
const watches: [DemoPerson, Watch][] = [
  [finisher, { answered: 10, wrong: 0, finished: true }],
  [halfway, { answered: 3, wrong: 0, finished: false }],
  ...classmates
    .slice(2)
    .map((demo, index): [DemoPerson, Watch] => [
      demo,
      { answered: 10 - index, wrong: index, finished: index % 3 !== 2, extraMinutes: index === 2 ? 15 : 0 },
    ]),
];

async function seedMarking(amara: Person, run: Run, release: Release): Promise<void> {
  const helper = await createDemoPerson(assistant);
  await grantRole(systemCall('seed'), {
    personId: helper.id,
    role: 'assistant',
    scope: 'course',
    target: `${run.organizationKey}/${run.courseKey}`,
  });
  await seedDesk(
    {
      teacher: callOf(amara),
      assistant: callOf(helper),
      halfway: callOf(await createDemoPerson(halfway)),
      classmates: await Promise.all(classmates.map(async (demo) => callOf(await createDemoPerson(demo)))),
    },
    run,
    release,
  );
}

async function seedPeople(run: Run, release: Release): Promise<void> {
  const amara = await createDemoPerson(teacher);
  await grantRole(systemCall('seed'), {
    personId: amara.id,
    role: 'teacher',
    scope: 'organization',
    target: run.organizationKey,
  });
  await grantRole(systemCall('seed'), {
    personId: (await createDemoPerson(author)).id,
    role: 'author',
    scope: 'organization',
    target: run.organizationKey,
  });
  await learn(await createDemoPerson(finisher), run, release, 1);
  await learn(await createDemoPerson(halfway), run, release, 0.5);
  await learn(await createDemoPerson(newcomer), run, release, 0);
  for (const [index, demo] of classmates.entries())
    await learn(await createDemoPerson(demo), run, release, (index + 1) / (classmates.length + 2), index + 1);
  for (const [demo, watch] of watches)
    await seedSitting(callOf(await createDemoPerson(demo)), systemCall('seed'), run, release, watch);
  for (const [turn, demo] of [finisher, ...classmates].entries())
    await seedLogbook(callOf(await createDemoPerson(demo)), run, release, turn);
  const writers = [finisher, halfway, ...classmates.slice(0, 3)];
  await seedLetters(
    await Promise.all(writers.map(async (demo) => callOf(await createDemoPerson(demo)))),
    run,
    release,
  );
  await seedMarking(amara, run, release);
  const idsOf = async (people: readonly DemoPerson[]) =>
    (await Promise.all(people.map(createDemoPerson))).map(({ id }) => id);
  const [extended = '', accommodated = '', ...evening] = await idsOf([halfway, ...classmates.slice(4, 7)]);
  await seedTimes(callOf(amara), run, { extended, accommodated, evening });
  if (classmates[1]) {
    const stuck = await createDemoPerson(classmates[1]);
    await seedStuck(stuck.id, callOf(stuck), run, release);
  }
  const [alone, , , , , , , mate] = await Promise.all(classmates.map(createDemoPerson));
  if (alone && mate) {
    const sender = callOf(await createDemoPerson(finisher));
    await seedGroups({ sender, mate: callOf(mate), alone: callOf(alone) }, run, release);
  }
  const [, , , , , spoken, excused] = await Promise.all(classmates.map(createDemoPerson));
  if (spoken && excused) await seedGradebook(callOf(amara), run, release, { spoken, excused });
  const [kofi, , , , , , tomas] = await Promise.all(classmates.map(createDemoPerson));
  if (kofi && tomas)
    await seedSimilarity({ first: callOf(kofi), second: callOf(tomas) }, run, release, callOf(amara).now);
  await seedReleases(callOf(await createDemoPerson(author)), run, amara.id);
  await flushPositions();
}

export async function seed(say: (line: string) => void, options: { people: boolean }): Promise<void> {
  const authoring = options.people ? callOf(await createDemoPerson(author)) : systemCall('seed');
  // An installation may leave out courses that it does not want.
  const present = courses.filter(({ folder }) => existsSync(join(demoCoursesFolder, folder)));
  for (const course of present) {
    say(`Publishing the demo course ${course.title}`);
    await publish(course, authoring);
  }
  const [home] = courses;
  if (home && existsSync(demoLibrariesFolder)) {
    say('Publishing the demo library');
    await seedLibrary(authoring, home.organization);
  }
  if (!options.people) return;
  say('Filling the demo school with people');
  const [first] = present;
  const run = first && (await findRun(first.organization.key, first.folder, runKey));
  if (run) await seedPeople(run, await getRelease(run.releaseId));
}
