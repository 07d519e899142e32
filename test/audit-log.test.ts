/** The log as administrators read it: deeds in words, about whom and by whom, page by page. */
import { expect, test } from 'vitest';
import { useTestSite } from '#app/testing.ts';
import { record } from '#modules/audit/index.ts';
import { system } from '#platform/actor.ts';

const site = useTestSite();
const administrator = () => site.signIn({}, { role: 'admin', scope: 'site', target: '' });
const seed = { actor: system('seed'), requestId: null };

const rowsOf = (body: string) =>
  [...body.matchAll(/<th scope="row"[^>]*>(.*?)<\/th>/g)].map(([, text]) => text);

test('a deed stands in words, with the names of who did it and of whom it is about', async () => {
  const browser = await administrator();
  const learner = await site.signIn({ name: 'Ida Quill', email: 'ida@school.example' });
  await browser.post(`/admin/people/${learner.person.id}/suspend`, {});
  const { body } = await browser.get('/admin/log?about=ida@school.example');
  expect(rowsOf(body)[0]).toContain('Suspended this person');
  expect(body).toContain('Ida Quill');
  expect((await browser.get('/admin/log?about=ida@school.example&lang=es')).body).toContain('Suspendió');
});

test('what happens every day is shown where it is asked for', async () => {
  const browser = await administrator();
  await record(seed, 'submission.received', 'submission:a-test');
  await record(seed, 'catalog.add-run', 'submission:a-test');
  const of = async (more: string) =>
    rowsOf((await browser.get(`/admin/log?about=submission:a-test${more}`)).body);
  expect(await of('')).toHaveLength(1);
  expect(await of('&entries=all')).toHaveLength(2);
});

test('older entries follow on a next page, each of them once', async () => {
  const browser = await administrator();
  for (let n = 0; n < 60; n++) await record(seed, 'content.publish', 'course:a-test', { number: n });
  const first = await browser.get('/admin/log?about=course:a-test');
  const next = /href="(\/admin\/log\?[^"]*before=[^"]*)"/.exec(first.body)?.[1] ?? '';
  const second = await browser.get(next.replaceAll('&amp;', '&'));
  expect(rowsOf(first.body)).toHaveLength(50);
  expect(rowsOf(second.body)).toHaveLength(10);
});

test.each([
  ['by=nobody@nowhere.example', 'Nobody here has this address'],
  ['about=no/such/run', 'There is no such person'],
])('%s is told at its field', async (query, text) => {
  const { body } = await (await administrator()).get(`/admin/log?${query}`);
  expect(body).toContain(text);
});

test('nobody but an administrator reads it', async () => {
  const owner = await site.signIn({}, { role: 'owner', scope: 'organization', target: 'harbor' });
  expect((await owner.get('/admin/log')).statusCode).toBe(403);
});
