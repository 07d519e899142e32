import fc from 'fast-check';
import { createDecoder, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { messageTypes, type RoomEnd, type RoomNews, roomEnds } from '#lib/room-protocol.ts';
import {
  editDraft,
  getDraft,
  listRevisions,
  memorySource,
  readDraft,
  saveDraft,
} from '#modules/content/index.ts';
import { type PersonActor, system } from '#platform/actor.ts';
import { useTestMachines } from '#platform/testing.ts';
import { closeRooms, setRoomTimes, takeSeat } from './index.ts';

useTestMachines();
// No room saves by itself: each test says when.
beforeEach(() => setRoomTimes({ pauseMs: 1e8, longestMs: 1e8, againMs: 1e8 }));
afterEach(async () => {
  await closeRooms();
  setRoomTimes();
});

const call = { actor: system('test'), now: new Date('2026-03-01T12:00:00Z'), requestId: 'r-1' };
const path = 'units/a.md';

async function newDraft(text: string): Promise<string> {
  const courseId = crypto.randomUUID();
  await saveDraft(call, { courseId, origin: 'import' }, memorySource(new Map([[path, text]])));
  return courseId;
}
async function textOf(courseId: string): Promise<string> {
  return new TextDecoder().decode(await (await readDraft(courseId)).read(path));
}
const saveByForm = (courseId: string, base: number, content: string | null) =>
  editDraft(call, { courseId, base, origin: 'api', edits: [{ path, content }] });

const person = (name: string): PersonActor => ({
  ...{ kind: 'person', id: crypto.randomUUID(), name, email: '', locale: null, timeZone: null },
  ...{ grants: [], sessionId: '' },
});

/** A page in the room, with a copy of the text; what both sides say waits until it is delivered. */
async function openPage(courseId: string, name: string, doc = new Y.Doc(), epoch: string | null = null) {
  const awareness = new Awareness(doc);
  const toPage: Uint8Array[] = [];
  const toRoom: Uint8Array[] = [];
  const said: RoomNews[] = [];
  let ended: RoomEnd | null = null;
  const actor = person(name);
  const seat = await takeSeat(
    { courseId, path },
    {
      ...{ actor, requestId: 'r-2', now: () => call.now },
      send: (message) => void toPage.push(message),
      close: (end) => {
        ended = end;
      },
    },
    epoch,
  );
  const say = (
    type: keyof typeof messageTypes,
    write: (encoder: ReturnType<typeof createEncoder>) => void,
  ) => {
    const encoder = createEncoder();
    writeVarUint(encoder, messageTypes[type]);
    write(encoder);
    toRoom.push(toUint8Array(encoder));
  };
  const hear = (message: Uint8Array) => {
    const decoder = createDecoder(message);
    const type = readVarUint(decoder);
    if (type === messageTypes.room) said.push(JSON.parse(readVarString(decoder)));
    if (type === messageTypes.awareness) applyAwarenessUpdate(awareness, readVarUint8Array(decoder), 'room');
    if (type === messageTypes.sync) say('sync', (encoder) => readSyncMessage(decoder, encoder, doc, 'room'));
  };
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'room') say('sync', (encoder) => writeUpdate(encoder, update));
  });
  say('sync', (encoder) => writeSyncStep1(encoder, doc));
  const text = doc.getText('text');
  const page = {
    ...{ actor, doc, text, awareness, said, toPage, toRoom },
    get ended() {
      return ended;
    },
    /** Delivers at most so many messages each way; says whether there were any. */
    deliver(most = 1_000): boolean {
      const up = toRoom.splice(0, most);
      for (const message of up) if (message.length > 1) seat.hear(message);
      const down = toPage.splice(0, most);
      for (const message of down) hear(message);
      return up.length + down.length > 0;
    },
    say(state: object) {
      awareness.setLocalState(state);
      const update = encodeAwarenessUpdate(awareness, [doc.clientID]);
      say('awareness', (encoder) => writeVarUint8Array(encoder, update));
    },
    leave: async () => {
      awareness.destroy();
      await seat.leave();
    },
    send: (message: Uint8Array) => seat.hear(message),
    type: (at: number, words: string) => text.insert(at, words),
    news: () => said.at(-1),
    meet: () => seat.room.meetDraft(),
  };
  page.deliver();
  page.deliver();
  return page;
}
type OpenPage = Awaited<ReturnType<typeof openPage>>;

function deliverAll(pages: readonly OpenPage[]): void {
  while (pages.map((page) => page.deliver()).some(Boolean));
}

test('what two people type at once stands in both pages and, after a pause, in the draft under both names', async () => {
  const courseId = await newDraft('The sea.\n');
  const [ana, ben] = [await openPage(courseId, 'Ana'), await openPage(courseId, 'Ben')];
  ana.type(7, ' rises');
  ben.type(0, 'Look: ');
  deliverAll([ana, ben]);
  expect(ana.text.toString()).toBe('Look: The sea rises.\n');
  expect(ben.text.toString()).toBe('Look: The sea rises.\n');
  await ana.meet();
  expect(await textOf(courseId)).toBe('Look: The sea rises.\n');
  const [revision] = await listRevisions(courseId);
  expect([revision?.createdBy, ...(revision?.alsoBy ?? [])].sort()).toEqual(
    [ana.actor.id, ben.actor.id].sort(),
  );
});

const isSaved = ({ doc, news }: OpenPage) =>
  Y.equalSnapshots(Y.decodeSnapshot(Buffer.from(news()?.saved ?? '', 'base64')), Y.snapshot(doc));

test('a page knows whether all it holds is saved, deletions too', async () => {
  const courseId = await newDraft('Text.\n\nEnd.\n');
  const [ana, ben] = [await openPage(courseId, 'Ana'), await openPage(courseId, 'Ben')];
  expect(isSaved(ana)).toBe(true);
  ana.text.delete(4, 1);
  deliverAll([ana, ben]);
  expect([ana, ben].map(isSaved)).toEqual([false, false]);
  await saveByForm(courseId, 1, 'Text.\n\nEnd, mended.\n');
  await ana.meet();
  deliverAll([ana, ben]);
  expect([ana, ben].map(isSaved)).toEqual([true, true]);
  expect(await textOf(courseId)).toBe('Text\n\nEnd, mended.\n');
});

test('front matter is not in the room: changed as a form, it stays beside what is typed', async () => {
  const courseId = await newDraft('---\ntitle: One\n---\nText.\n');
  const ana = await openPage(courseId, 'Ana');
  expect(ana.text.toString()).toBe('Text.\n');
  ana.type(0, 'My ');
  deliverAll([ana]);
  await saveByForm(courseId, 1, '---\ntitle: Two\n---\nText.\n');
  await ana.meet();
  expect(await textOf(courseId)).toBe('---\ntitle: Two\n---\nMy Text.\n');
});

test('a save by form while somebody types is merged, and comes into the room where it belongs', async () => {
  const courseId = await newDraft('One.\n\nTwo.\n');
  const ana = await openPage(courseId, 'Ana');
  ana.type(3, ', typed');
  deliverAll([ana]);
  await saveByForm(courseId, 1, 'One.\n\nTwo, by form.\n');
  await ana.meet();
  deliverAll([ana]);
  expect(ana.text.toString()).toBe('One, typed.\n\nTwo, by form.\n');
  expect(await textOf(courseId)).toBe('One, typed.\n\nTwo, by form.\n');
});

test('what nobody in the room could see coming keeps both versions, and the room says so', async () => {
  const courseId = await newDraft('High tide at noon.\n');
  const ana = await openPage(courseId, 'Ana');
  ana.text.delete(13, 4);
  ana.type(13, 'one');
  deliverAll([ana]);
  await saveByForm(courseId, 1, 'High tide at two.\n');
  await ana.meet();
  deliverAll([ana]);
  expect(await textOf(courseId)).toBe('High tide at one.\nHigh tide at two.\n');
  expect(ana.text.toString()).toBe(await textOf(courseId));
  expect(ana.news()?.clashes).toEqual([{ mine: 'High tide at one.\n', theirs: 'High tide at two.\n' }]);
});

test('a unit that is removed while somebody writes in it stays among the files', async () => {
  const courseId = await newDraft('Text.\n');
  const ana = await openPage(courseId, 'Ana');
  ana.type(0, 'My ');
  deliverAll([ana]);
  await saveByForm(courseId, 1, null);
  await ana.meet();
  expect(await textOf(courseId)).toBe('My Text.\n');
});

test('a unit that is removed while nobody writes in it ends its room', async () => {
  const courseId = await newDraft('Text.\n');
  const ana = await openPage(courseId, 'Ana');
  await saveByForm(courseId, 1, null);
  await ana.meet();
  expect(ana.ended).toBe('gone');
  expect(roomEnds.gone).toBe(4404);
});

test('the last one who leaves saves', async () => {
  const courseId = await newDraft('Text.\n');
  const ana = await openPage(courseId, 'Ana');
  ana.type(0, 'My ');
  deliverAll([ana]);
  await ana.leave();
  expect(await textOf(courseId)).toBe('My Text.\n');
});

test('who comes back with a copy goes on; a copy of another life of the room is sent away', async () => {
  const courseId = await newDraft('Text.\n');
  const ana = await openPage(courseId, 'Ana');
  const epoch = ana.news()?.epoch ?? '';
  await ana.leave();
  ana.doc.getText('text').insert(0, 'Offline: ');
  const again = await openPage(courseId, 'Ana', ana.doc, epoch);
  deliverAll([again]);
  await again.meet();
  expect(await textOf(courseId)).toBe('Offline: Text.\n');
  await closeRooms();
  const late = await openPage(courseId, 'Ana', ana.doc, epoch);
  expect(late.ended).toBe('over');
  expect(await textOf(courseId)).toBe('Offline: Text.\n');
});

test('a page speaks for itself only, under the name of its session', async () => {
  const courseId = await newDraft('Text.\n');
  const [ana, ben] = [await openPage(courseId, 'Ana'), await openPage(courseId, 'Ben')];
  ana.say({ user: { name: 'The Dean' }, cursor: null });
  deliverAll([ana, ben]);
  expect(ben.awareness.getStates().get(ana.doc.clientID)).toMatchObject({ user: { name: 'Ana' } });
  const forged = new Awareness(ana.doc);
  forged.clientID = ana.doc.clientID;
  forged.setLocalState({ cursor: 'moved' });
  forged.setLocalState({ cursor: 'moved again' });
  const encoder = createEncoder();
  writeVarUint(encoder, messageTypes.awareness);
  writeVarUint8Array(encoder, encodeAwarenessUpdate(forged, [ana.doc.clientID]));
  ben.say({ cursor: null });
  deliverAll([ana, ben]);
  ben.send(toUint8Array(encoder));
  deliverAll([ana, ben]);
  expect(ben.awareness.getStates().get(ana.doc.clientID)).toMatchObject({ cursor: null });
  forged.destroy();
});

test('bytes that are no message end the line of who sent them, and nobody else notices', async () => {
  const courseId = await newDraft('Text.\n');
  const [ana, ben] = [await openPage(courseId, 'Ana'), await openPage(courseId, 'Ben')];
  ben.send(Uint8Array.of(0, 2, 5, 1, 2, 3, 4, 5));
  expect(ben.ended).toBe('unreadable');
  ana.type(0, 'My ');
  deliverAll([ana]);
  await ana.meet();
  expect(await textOf(courseId)).toBe('My Text.\n');
});

test('a text cannot grow beyond what is written in one piece', async () => {
  const courseId = await newDraft('Text.\n');
  const ana = await openPage(courseId, 'Ana');
  ana.type(0, 'x'.repeat(1_000_001));
  ana.deliver();
  expect(ana.ended).toBe('too-large');
  expect(await textOf(courseId)).toBe('Text.\n');
});

test('lines end as they did in the file', async () => {
  const courseId = await newDraft('One.\r\n\r\nTwo.\r\n');
  const ana = await openPage(courseId, 'Ana');
  expect(ana.text.toString()).toBe('One.\n\nTwo.\n');
  ana.type(6, 'Half.\n\n');
  deliverAll([ana]);
  await ana.meet();
  expect(await textOf(courseId)).toBe('One.\r\n\r\nHalf.\r\n\r\nTwo.\r\n');
});

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('type' as const), who: fc.nat(2), at: fc.nat(1_000) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('remove' as const), who: fc.nat(2), at: fc.nat(1_000) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('deliver' as const), who: fc.nat(2), at: fc.nat(3) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('form' as const), who: fc.nat(5), at: fc.nat(1_000) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('meet' as const), who: fc.nat(2), at: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('come' as const), who: fc.nat(2), at: fc.nat(3) }) },
);

test('random typing of three pages, forms that began earlier, people who come and go: no accepted edit is lost, and all end equal', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const courseId = await newDraft('alpha\nbeta\ngamma\n');
      const pages = [];
      for (const name of ['Ana', 'Ben', 'Cleo']) pages.push(await openPage(courseId, name));
      // Each edit brings a sign of its own, which cannot be cut in two.
      let sign = 0xe000;
      const expected = new Set<string>();
      const nextSign = () => String.fromCharCode(++sign);
      const under: Promise<unknown>[] = [];
      for (const { kind, who, at } of steps) {
        const page = pages[who % 3] as OpenPage;
        if (kind === 'type') {
          const own = nextSign();
          expected.add(own);
          page.type(at % (page.text.length + 1), at % 3 === 0 ? ` ${own}\n` : own);
        } else if (kind === 'remove') {
          const from = at % (page.text.length + 1);
          for (const gone of page.text.toString().slice(from, from + 2)) expected.delete(gone);
          page.text.delete(from, Math.min(2, page.text.length - from));
        } else if (kind === 'deliver') page.deliver(at + 1);
        else if (kind === 'form') {
          const { revision } = await getDraft(courseId);
          const base = Math.max(1, revision - who);
          const bytes = await (await readDraft(courseId, base)).read(path);
          const lines = new TextDecoder().decode(bytes).split('\n');
          const own = nextSign();
          const gone = lines.splice(at % lines.length, at % 5 === 0 ? 1 : 0, own).join('');
          const result = await saveByForm(courseId, base, lines.join('\n'));
          if (result.kind === 'saved') {
            expected.add(own);
            for (const one of gone) expected.delete(one);
          }
        } else if (kind === 'meet') under.push(page.meet());
        else {
          await page.leave();
          pages[who % 3] = await openPage(courseId, 'Dana', page.doc, page.news()?.epoch ?? null);
        }
      }
      await Promise.all(under);
      for (let round = 0; round < 2; round++) {
        deliverAll(pages);
        await pages[0]?.meet();
      }
      deliverAll(pages);
      const text = await textOf(courseId);
      for (const page of pages) expect(page.text.toString()).toBe(text);
      for (const known of expected) expect(text).toContain(known);
      await Promise.all(pages.map((page) => page.leave()));
    }),
    { numRuns: 20 },
  );
});
