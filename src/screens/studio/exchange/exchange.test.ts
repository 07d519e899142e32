/** What a report says in the words of its format, originals in XML, and news of an import while somebody asks. */
import { expect, test } from 'vitest';
import { translateTo } from '#lib/messages.ts';
import { createPerson } from '#modules/accounts/index.ts';
import { beginImport } from '#modules/authoring/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { publishNews } from '#platform/news.ts';
import { useTestMachines } from '#platform/testing.ts';
import type { FidelityItem } from '#standards/fidelity.ts';
import { originalOf } from './rules/originals.ts';
import { watchImport } from './service/import-news.ts';
import { groupsOf, kindText, noteText } from './views/findings.tsx';

useTestMachines();

const t = translateTo('en');

test('a format speaks with its own words first, and with those of others where it has none', () => {
  const bank = { code: 'question-bank', text: '' };
  expect(noteText(t, 'imscc', bank)).toBe(t('cartridge.note-question-bank'));
  expect(noteText(t, 'olx', { ...bank, text: 'q2' })).toBe(t('olx.note-question-bank', { text: 'q2' }));
  expect(noteText(t, 'qti', { code: 'weights', text: '' })).toBe(t('cartridge.note-weights'));
  expect(kindText(t, 'cnxml', 'module')).toBe(t('book.kind-module'));
  expect(kindText(t, 'imscc', 'file')).toBe(t('olx.kind-file'));
  expect(kindText(t, 'of another program', 'thing')).toBe('thing');
});

test('what is said of several things in the same words is said once', () => {
  const item = (source: string, text: string): FidelityItem => ({
    ...{ kind: 'file', source, title: '', target: null, fate: 'dropped' },
    notes: [{ code: 'question-bank', text }],
  });
  const groups = groupsOf(t, 'olx', [item('a', 'q1'), item('b', 'q2'), item('c', 'q1')]);
  expect(groups.map((group) => group.map(({ source }) => source))).toEqual([['a', 'c'], ['b']]);
});

test('what an export does not say is named in the words of the reader', () => {
  const said = (language: string, code: string, text: string) =>
    noteText(translateTo(language), 'imscc', { code, text });
  expect(said('en', 'no-question', 'text-answer')).toBe('No question of this format says it: Short text');
  expect(said('en', 'unsaid', 'placeholder, minWords')).toMatch(
    /the word in the empty field · the fewest words$/,
  );
  expect(said('es', 'not-said', 'shuffle')).not.toContain('shuffle');
  expect(said('ar', 'languages-left', 'es')).toContain('Español');
});

test('what differs in the name at its end alone is one finding where it is many, in every language', () => {
  const item = (source: string, text: string): FidelityItem => ({
    ...{ kind: 'exercise', source, title: '', target: null, fate: 'dropped' },
    notes: [{ code: 'exercise-elsewhere', text }],
  });
  const many = Array.from({ length: 20 }, (_, index) => item(`m${index}`, `#exercise-${index}`));
  for (const language of ['en', 'ar']) {
    const groups = (items: FidelityItem[]) => groupsOf(translateTo(language), 'cnxml', items).length;
    expect([groups(many), groups(many.slice(0, 2))]).toEqual([1, 2]);
  }
});

test('pages inside of XML are shown as pages, without the settings around them', () => {
  const shown = (text: string) => originalOf('a/assignment.xml', text, new Map()).html;
  const page = '<p>Tides <em>rise</em>.</p><script>steal()</script>';
  const escaped = page.replaceAll('<', '&lt;');
  const settings = '<points_possible>10.0</points_possible><peer_reviews>false</peer_reviews>';
  const clean = shown(`<assignment><text>${escaped}</text>${settings}</assignment>`);
  expect(clean).toContain('<p>Tides <em>rise</em>.</p>');
  expect(clean).not.toMatch(/steal|10\.0|false/);
  expect(shown(`<text><![CDATA[${page}]]></text><answer>True</answer>`)).toBe(
    shown(`<text>${escaped}</text><answer>True</answer>`),
  );
  expect(shown('<render_choice><mattext>2 &lt; 4</mattext></render_choice>')).toContain('2 &#x3C; 4');
});

test('news of an import that come while a page asks end its stream, and the page is told', async () => {
  const person = await createPerson({ name: 'Ada', email: 'ada@example.org', verified: true, locale: 'en' });
  const actor = { kind: 'person', id: person.id, name: 'Ada', email: person.email, locale: null, grants: [] };
  const call = {
    actor: { ...actor, timeZone: null, sessionId: '' },
    now: new Date(),
    requestId: 'test',
  } as unknown as Call;
  const { id } = await beginImport(call, { name: 'course.zip', size: 100 });
  const asked = watchImport(call, id, '');
  await publishNews(`import:${id}`);
  expect(String((await asked).read())).toContain('event: news');
});
