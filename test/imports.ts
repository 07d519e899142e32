/** Builders of imports: a small course with a key of its own, and the form of the studio sent with it. */
import type { TestBrowser, TestSite } from '#app/testing.ts';

export const owner = { role: 'owner', scope: 'organization', target: 'harbor' } as const;
export const administrator = { role: 'admin', scope: 'site', target: '' } as const;
let courses = 0;

/** A course of our own with a key that no other test has. */
export function newCourse(body = 'Hello.', title = 'Tides') {
  courses += 1;
  const key = `course-${courses}`;
  const files = {
    'course.yaml': `lectern: 1\nkey: ${key}\ntitle: ${title}\noutline:\n  - section: s\n    title: S\n    units: [units/a.md]\n`,
    'units/a.md': `---\ntitle: First unit\n---\n${body}\n`,
  };
  return { key, files };
}

export const archive = (content: Uint8Array, name = 'course.zip') => [{ field: 'archive', name, content }];
export const importInto = (
  browser: TestBrowser,
  content: Uint8Array,
  fields: Record<string, string> = {},
  name?: string,
) => browser.upload('/studio/import', { organization: 'harbor', ...fields }, archive(content, name));

/** Somebody who may import into the organization `harbor`, with the form open. */
export async function newOwner(site: TestSite) {
  const browser = await site.signIn({}, owner);
  await browser.get('/studio/import');
  return browser;
}
