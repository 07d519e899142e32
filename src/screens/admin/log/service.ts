/** The audit log for people: ids become names, and what is looked for is named as people know it. */
import { isUuid } from '#lib/uuid.ts';
import { findPersonByEmail, namesOfPeople } from '#modules/accounts/index.ts';
import { type AuditEntry, listEntries } from '#modules/audit/index.ts';
import {
  findCourse,
  findOrganization,
  findRun,
  listCoursesById,
  listRunsById,
  type Run,
} from '#modules/catalog/index.ts';

/** A person, a course or a run that an entry names. */
export interface Named {
  kind: 'person' | 'course' | 'run';
  name: string;
}

export interface LogPart {
  entries: AuditEntry[];
  /** Of the ids in the entries, as far as they are still known. */
  names: ReadonlyMap<string, Named>;
}

export interface LogQuery {
  /** An address, or an id. */
  by: string;
  about: string;
  /** `all`: also what happens every day. */
  entries: 'deeds' | 'all';
  before?: string;
}

export interface LogPage extends LogPart {
  query: LogQuery;
  /** What was looked for and is not there. */
  unknown: 'by' | 'about' | null;
  more: boolean;
}

const pageSize = 50;

function* idsIn(value: unknown): Generator<string> {
  if (typeof value === 'string' && isUuid(value)) yield value;
  if (value && typeof value === 'object') for (const part of Object.values(value)) yield* idsIn(part);
}

const idOfSubject = (subject: string): string => subject.slice(subject.indexOf(':') + 1).split('/')[0] ?? '';
const pathOf = (run: Run): string => `${run.organizationKey}/${run.courseKey}/${run.key}`;

export async function nameEntries(entries: AuditEntry[]): Promise<LogPart> {
  const ids = entries.flatMap(({ actor, subject, details }) => [
    ...idsIn([actor, idOfSubject(subject), details]),
  ]);
  const all = [...new Set(ids)];
  const [people, courses, runs] = await Promise.all([
    namesOfPeople(all),
    listCoursesById(all),
    listRunsById(all),
  ]);
  const names = new Map<string, Named>();
  for (const [id, name] of people) names.set(id, { kind: 'person', name });
  for (const { id, organization, key } of courses)
    names.set(id, { kind: 'course', name: `${organization.key}/${key}` });
  for (const run of runs) names.set(run.id, { kind: 'run', name: pathOf(run) });
  return { entries, names };
}

async function actorOf(text: string): Promise<string | null> {
  if (!text.includes('@')) return text;
  return (await findPersonByEmail(text.toLowerCase()))?.id ?? null;
}

/** An address, `organization`, `organization/course`, `organization/course/run`, or a subject as it is written down. */
async function subjectOf(text: string): Promise<string | null> {
  if (text.includes(':')) return text;
  if (text.includes('@')) {
    const person = await findPersonByEmail(text.toLowerCase());
    return person && `person:${person.id}`;
  }
  const [organization = '', course, run] = text.split('/');
  if (run !== undefined) {
    const found = await findRun(organization, course ?? '', run);
    return found && `run:${found.id}`;
  }
  if (course !== undefined) {
    const found = await findCourse(organization, course);
    return found && `course:${found.id}`;
  }
  const found = await findOrganization(organization);
  return found ? `organization:${found.id}` : null;
}

export async function readLog(query: LogQuery): Promise<LogPage> {
  const by = query.by.trim();
  const about = query.about.trim();
  const [actor, subject] = await Promise.all([by ? actorOf(by) : '', about ? subjectOf(about) : '']);
  const unknown = actor === null ? 'by' : subject === null ? 'about' : null;
  if (unknown) return { query, unknown, more: false, entries: [], names: new Map() };
  const found = await listEntries(
    { actor: actor || undefined, subject: subject || undefined, deedsOnly: query.entries === 'deeds' },
    { before: query.before, limit: pageSize + 1 },
  );
  return {
    query,
    unknown,
    more: found.length > pageSize,
    ...(await nameEntries(found.slice(0, pageSize))),
  };
}
