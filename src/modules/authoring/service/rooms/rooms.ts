/** The rooms of this process. One opens with its first page, and stays for a while after its last one. */
import { findLock, isLockedFile } from '#modules/content/index.ts';
import { onNews } from '#platform/news.ts';
import { Refusal } from '#platform/refusal.ts';
import { refusals } from '../../schema.ts';
import { openRoom, type Room, type RoomTimes, type Seat } from './room.ts';
import { type RoomFile, readFile } from './saving.ts';

const usual: RoomTimes = { pauseMs: 1_500, longestMs: 10_000, againMs: 5_000 };
/** Whoever comes back after a lost line finds the room as they left it, and goes on. */
const stayMs = 10 * 60_000;
const mostRooms = 500;

interface Kept {
  file: RoomFile;
  room: Promise<Room>;
  leaving: NodeJS.Timeout | undefined;
}
const kept = new Map<string, Kept>();
let times = usual;

/** For tests, which do not wait. */
export const setRoomTimes = (other: RoomTimes = usual): void => {
  times = other;
};

onNews('draft:', (topic) => {
  const [, courseId, revision] = topic.split(':');
  for (const { file, room } of kept.values())
    if (topic === '*' || file.courseId === courseId)
      void room.then(
        (open) => open.hearOf(revision ? Number(revision) : null),
        () => {},
      );
});

async function load(file: RoomFile): Promise<Room> {
  const [standing, lock] = await Promise.all([readFile(file), findLock(file.courseId)]);
  // What cannot be saved is not typed together either: the page is a form, which says why.
  if (!standing || isLockedFile(lock, file.path)) throw new Refusal(refusals['room-not-found']);
  return openRoom(file, standing, times);
}

function open(file: RoomFile): Kept {
  const key = `${file.courseId} ${file.path}`;
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= mostRooms) throw new Refusal(refusals['rooms-full']);
  const opened: Kept = { file, room: load(file), leaving: undefined };
  kept.set(key, opened);
  opened.room.catch(() => forget(opened));
  return opened;
}

function forget(one: Kept): void {
  const key = `${one.file.courseId} ${one.file.path}`;
  if (kept.get(key) === one) kept.delete(key);
}

/** Ends a room once all of it is saved; where that cannot be done now, later. */
async function close(one: Kept, room: Room): Promise<void> {
  if (!room.isEmpty) return;
  try {
    await room.meetDraft();
  } catch {
    return closeLater(one, room);
  }
  if (!room.isEmpty) return;
  forget(one);
  room.end('over');
}

function closeLater(one: Kept, room: Room): void {
  clearTimeout(one.leaving);
  one.leaving = setTimeout(() => void close(one, room), stayMs).unref();
}

/** `epoch` is that of the copy which the page has; none: it has nothing yet. */
export async function takeSeat(file: RoomFile, seat: Seat, epoch: string | null) {
  const one = open(file);
  const room = await one.room;
  if (room.isEnded) {
    forget(one);
    return takeSeat(file, seat, epoch);
  }
  if (epoch !== null && epoch !== room.epoch) {
    seat.close('over');
    return { room, hear: () => {}, leave: async () => {} };
  }
  clearTimeout(one.leaving);
  const taken = room.take(seat);
  return {
    room,
    hear: taken.hear,
    async leave(): Promise<void> {
      await taken.leave().catch(() => {});
      if (room.isEnded) forget(one);
      else if (room.isEmpty) closeLater(one, room);
    },
  };
}

/** Saves what was typed and ends all rooms, before the program does. */
export async function closeRooms(): Promise<void> {
  await Promise.all(
    [...kept.values()].map(async (one) => {
      clearTimeout(one.leaving);
      const room = await one.room.catch(() => null);
      await room?.meetDraft().catch(() => {});
      room?.end('over');
      forget(one);
    }),
  );
}
