/**
 * Terms: the *school* is the demo school with a few people more, seeded once for a test run into a database that each
 * file clones. The first file makes it, the others wait; the client build and stored objects are shared as well.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { administratorEmail } from '#app/invite.ts';
import { fillPorts } from '#app/ports.ts';
import { seed } from '#app/seed/index.ts';
import { assistant, demoPassword, finisher, halfway, newcomer, teacher } from '#app/seed/people.ts';
import { grantRole, type RoleGrant } from '#modules/access/index.ts';
import { createPerson } from '#modules/accounts/index.ts';
import {
  addComment,
  addImportPiece,
  beginImport,
  endPilot,
  listPilots,
  planRelease,
  readImport,
  startPilot,
} from '#modules/authoring/index.ts';
import { findCourse, getCourse, getRun } from '#modules/catalog/index.ts';
import { saveImportReport } from '#modules/content/index.ts';
import { enroll, leave } from '#modules/enrollment/index.ts';
import { anonymous, system } from '#platform/actor.ts';
import { zipOf } from '#platform/archive/testing.ts';
import { closeDatabase, openDatabase, query, transaction } from '#platform/database.ts';
import { closeJobs, openJobs } from '#platform/jobs.ts';
import { sendMail } from '#platform/mail.ts';
import { openSecret } from '#platform/secret.ts';
import { diskStorage, useStorage } from '#platform/storage.ts';
import { type FidelityItem, fateOf, fidelityReportOf } from '#standards/fidelity.ts';
import { buildSprite } from '#ui/icons/sprite.ts';
import { builtClient } from '../client-build.ts';
import { inTurn } from '../in-turn.ts';

export const schoolTemplate = 'lectern_school';
export const password = demoPassword;
export const secret = 'a-secret-for-tests-only-0123456789abcdef';
export const clientFolder = (): string => join(inject('runFolder'), 'client');
export const objectsFolder = (): string => join(inject('runFolder'), 'objects');

/** Everybody a journey signs in as. */
export const people = {
  /** Half way through the course `finding-your-way`. */
  learner: halfway.email,
  /** Enrolled, nothing done. */
  newcomer: newcomer.email,
  /** Has answered everything. */
  finisher: finisher.email,
  /** Has left the course. */
  leaver: 'leaver@school.example',
  /** Teaches the course, like all of its organization `harbor`. */
  assistant: assistant.email,
  teacher: teacher.email,
  /** Teaches in the organization `taller` only. */
  elsewhere: 'elsewhere@school.example',
  /** Owns the organization `harbor`. */
  owner: 'owner@school.example',
  administrator: administratorEmail,
  /** Signed in, enrolled nowhere. */
  stranger: 'stranger@school.example',
};

const names: Record<string, string> = {
  [people.leaver]: 'Ewout Kvist',
  [people.elsewhere]: 'Brisa Olmo',
  [people.owner]: 'Tariq Zuhr',
  [people.administrator]: 'Odalys Wrenn',
  [people.stranger]: 'Yannick Roos',
};

const staff: Record<string, Omit<RoleGrant, 'personId'>> = {
  [people.elsewhere]: { role: 'teacher', scope: 'organization', target: 'taller' },
  [people.owner]: { role: 'owner', scope: 'organization', target: 'harbor' },
  [people.administrator]: { role: 'admin', scope: 'site', target: '' },
};

/** A course as Open edX exports it: something exact, something that differs, something left out. */
export const oceanCourse = {
  'course/course.xml': '<course url_name="run1" org="HarborX" course="ocean"/>',
  'course/course/run1.xml': '<course display_name="Ocean" language="en"><chapter url_name="c1"/></course>',
  'course/chapter/c1.xml': '<chapter display_name="Waves"><sequential url_name="s1"/></chapter>',
  'course/sequential/s1.xml': '<sequential display_name="Swell"><vertical url_name="v1"/></sequential>',
  'course/vertical/v1.xml':
    '<vertical display_name="What waves are"><html url_name="h1"/><problem url_name="p1"/></vertical>',
  'course/html/h1.xml': '<html display_name="Waves" filename="h1"/>',
  'course/html/h1.html': '<p style="color: red">Waves <b>move</b>, water stays.</p><script>alert(1)</script>',
  'course/problem/p1.xml':
    '<problem display_name="Sum"><p>How long?</p><numericalresponse answer="4"><label>2 + 2</label><formulaequationinput/></numericalresponse></problem>',
  'course/html/lost.xml': '<html display_name="Orphan" filename="lost"/>',
  'course/html/lost.html': '<p>Nobody shows me.</p>',
};

const callBy = (actor: Parameters<typeof leave>[0]['actor']): Parameters<typeof leave>[0] => ({
  actor,
  now: new Date(),
  requestId: 'school',
  locale: 'en',
  ip: '',
  idempotencyKey: null,
  header: () => null,
  csrf: () => '',
});

async function addPeople(): Promise<void> {
  for (const [email, name] of Object.entries(names)) {
    const { id } = await createPerson({ name, email, password, verified: true });
    const grant = staff[email];
    if (grant) await grantRole(callBy(system('school')), { personId: id, ...grant });
    if (email !== people.leaver) continue;
    const call = callBy({ ...anonymous, kind: 'person', id, name, email, grants: [] } as never);
    const run = await getRun('harbor', 'finding-your-way', 'open');
    await enroll(call, run, {});
    await leave(call, run);
  }
}

const fidelityItem = (item: Omit<FidelityItem, 'fate'>): FidelityItem => ({
  ...item,
  fate: fateOf(item.target, item.notes),
});

/** A report of an import into the course, as staff reads it. */
async function addImportReport(): Promise<void> {
  const course = await findCourse('harbor', 'finding-your-way');
  const kept = { source: 'html/a.xml', kind: 'html', title: 'A page', notes: [], target: 'unit:welcome' };
  const lost = { ...kept, source: 'poll/b.xml', kind: 'poll', target: null };
  const items = [fidelityItem(kept), fidelityItem(lost)];
  const outline = { sections: 1, units: 1, activities: 0 };
  await saveImportReport(callBy(system('school')), {
    courseId: course?.id ?? '',
    format: 'olx',
    fileName: 'course.tar.gz',
    report: fidelityReportOf('olx', 'Finding Your Way', outline, items),
  });
}

/** A course of Open edX that the owner has sent and not taken yet. */
async function addImport(): Promise<void> {
  const [owner] = await query<{ id: string }>('select id from accounts."user" where email = $1', [
    people.owner,
  ]);
  const call = callBy({ ...anonymous, kind: 'person', id: owner?.id, name: '', grants: [] } as never);
  const bytes = await zipOf(oceanCourse);
  const path = join(inject('runFolder'), 'ocean.zip');
  await writeFile(path, bytes);
  const { id } = await beginImport(call, { name: 'ocean.zip', size: bytes.length });
  const upload = { path, name: 'ocean.zip', size: bytes.length, sha256: '' };
  await addImportPiece(call, id, { offset: 0, upload }, async () => {});
  await transaction(() => readImport(id));
}

/** A release that is to come, and a trial that is over. */
async function addReleasing(): Promise<void> {
  const call = callBy(system('school'));
  const run = await getRun('harbor', 'finding-your-way', 'open');
  const course = await getCourse('harbor', 'finding-your-way');
  await planRelease(call, { course, revision: 2, notes: 'For autumn', at: new Date('2099-09-01T06:00:00Z') });
  await startPilot(call, run, 'evening', run.releaseId);
  const [pilot] = await listPilots(course.id);
  await endPilot(call, course, pilot?.id ?? '', 'stopped');
  const unit = { key: 'distances', file: 'units/where/distances.md' };
  const said = { body: 'Who measured it first?', replacement: null };
  await addComment(call, course, { unit, revision: 2, line: 6, ...said });
}

async function seedSchool(databaseUrl: string): Promise<void> {
  openDatabase(databaseUrl, { max: 4 });
  await openSecret(secret, inject('runFolder'));
  useStorage(diskStorage(objectsFolder()));
  fillPorts();
  await openJobs([], { work: false });
  try {
    await seed(() => {}, { people: true });
    await addPeople();
    await addImportReport();
    await addImport();
    await addReleasing();
    await sendMail({ to: people.stranger, subject: 'Ahoi!', text: 'to be looked at' });
  } finally {
    await closeJobs();
    await closeDatabase();
  }
}

/** Makes the school and the client build, unless another file of this run has done so. */
export async function prepareSchool(): Promise<void> {
  const { folder } = await builtClient();
  await inTurn(1, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [schoolTemplate]);
    if (rowCount) return;
    // The server runs from its source here, which knows the sprite by its plain name.
    await writeFile(join(folder, 'icons.svg'), buildSprite());
    const making = `${schoolTemplate}_making`;
    await client.query(`drop database if exists ${making} with (force)`);
    await client.query(`create database ${making} template ${inject('templateName')}`);
    await seedSchool(inject('postgresUrl').replace(/\/[^/]*$/, `/${making}`));
    await client.query(`alter database ${making} rename to ${schoolTemplate}`);
  });
}
