/** course.yaml and front matter, as far as origins and licenses stand in them. */
import { editYaml, openYaml, seqAt } from '#lib/edit-yaml.ts';
import { allRightsReserved } from '#lib/license.ts';
import { factsOf, type License, type SourceOrigin, setFront, type Version } from '#modules/content/index.ts';

const fieldsOf = (yaml: string): Record<string, unknown> => {
  const value: unknown = openYaml(yaml)?.toJS();
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
};

export function licenseIn(yaml: string): string {
  const { license } = fieldsOf(yaml);
  return typeof license === 'string' ? license : allRightsReserved;
}

/** What a copy must say of whose it is: another license than the course's, or an author. Null: nothing. */
export function creditFor({ id, author, source }: License, course: string): Record<string, string> | null {
  if (id === course && !author) return null;
  return { ...(author && { author }), ...(source && { source }), license: id };
}

/** A course made of another one has a name and people of its own: they are no change of what it took. */
const own = ['key', 'title', 'license', 'attribution', 'based-on'] as const;

/** Another release's course.yaml with the names of this one. */
export function asCourseFile(version: Version | null | undefined, mine: string): Version | null {
  if (!version || version.text === null) return null;
  const fields = fieldsOf(mine);
  const text = editYaml(version.text, (document) => {
    for (const name of own) {
      if (fields[name] === undefined) document.delete(name);
      else document.set(name, document.createNode(fields[name]));
    }
  });
  if (text === null) return version;
  return { text, facts: factsOf(new TextEncoder().encode(text)) };
}

const changedParent = (yaml: string, change: (parent: Map<string, unknown>) => void): string | null =>
  editYaml(yaml, (document) => {
    const parents = seqAt(document.get('based-on', true));
    const last = parents?.items.at(-1) as { toJSON?(): Record<string, unknown> } | undefined;
    if (!parents || !last?.toJSON) return;
    const parent = new Map(Object.entries(last.toJSON()));
    change(parent);
    parents.items[parents.items.length - 1] = document.createNode(Object.fromEntries(parent));
  });

type Named = Pick<SourceOrigin, 'kind' | 'from'>;

/** The file with its origin at a release. Null: it cannot be changed but by hand. */
export function withRelease(text: string, { kind, from }: Named, release: number): string | null {
  if (kind === 'course') return changedParent(text, (parent) => parent.set('release', String(release)));
  return setFront(text, { origin: { course: from.course, unit: from.key, release } });
}

/** The file without its origin: what it holds is the course's own from now on. Whose it was stays said. */
export function withoutRelease(text: string, { kind }: Named): string | null {
  if (kind === 'course') return changedParent(text, (parent) => parent.delete('course'));
  return setFront(text, { origin: null });
}
