/** Organizations in the browser: an empty site gets its first one, and with it its first course. */
import { expect, test } from 'vitest';
import { useTestSite } from '#app/testing.ts';
import { findOrganization } from '#modules/catalog/index.ts';

const site = useTestSite();

test('an administrator of an empty site makes an organization and may make courses in it', async () => {
  const administrator = await site.signIn({}, { role: 'admin', scope: 'site', target: '' });
  expect((await administrator.get('/studio/new')).body).toContain('There is none yet');
  const made = await administrator.post('/admin/organizations', { name: 'Harbor School', key: 'harbor' });
  expect(made.headers.location).toBe('/admin/organizations');
  const { body } = await administrator.get('/admin/organizations');
  expect(body).toContain('Harbor School');
  expect(body).toMatch(/<a[^>]*href="\/admin\/people"[^>]*aria-current="(page|true)"/);
  expect((await administrator.get('/studio/new')).body).toContain('Harbor School');
});

test.each([
  ['a key that is taken', 'harbor'],
  ['what cannot stand in an address', 'Not a key'],
])('%s is refused beside its field, and renames nothing', async (_what, key) => {
  const administrator = await site.signIn({}, { role: 'admin', scope: 'site', target: '' });
  const refused = await administrator.post('/admin/organizations', { name: 'Second School', key });
  expect(refused.statusCode).toBeGreaterThanOrEqual(400);
  expect(refused.body).toContain('href="#field-key"');
  expect(refused.body).toContain('Second School');
  expect((await findOrganization('harbor'))?.name).toBe('Harbor School');
});

test('who is no administrator makes none', async () => {
  const owner = await site.signIn({}, { role: 'owner', scope: 'organization', target: 'harbor' });
  expect((await owner.get('/admin/organizations')).statusCode).toBe(403);
  const sent = await owner.post('/admin/organizations', { name: 'Third School', key: 'third' });
  expect(sent.statusCode).toBe(403);
  expect(await findOrganization('third')).toBeUndefined();
});
