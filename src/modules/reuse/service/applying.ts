/** Takes updates into a draft: several at once are one revision. */
import {
  type Author,
  type CourseSource,
  editDraft,
  type FileFacts,
  findLock,
  type Origin,
  readDraft,
  type Version,
} from '#modules/content/index.ts';
import type { Actor } from '#platform/actor.ts';
import { Refusal } from '#platform/refusal.ts';
import { replaceIn, withoutOrigin } from '../rules/blocks.ts';
import { withoutRelease } from '../rules/course-file.ts';
import { clashesIn, settleFile } from '../rules/merging.ts';
import { refusals, type Update, type Wish } from '../schema.ts';
import {
  type Desk,
  deskOf,
  idOf,
  listStale,
  openUpdate,
  type Placed,
  placeOf,
  type Stale,
  textVersion,
} from './updates.ts';

type Content = string | FileFacts | null;

/** A desk that remembers what was changed on it. */
interface WorkingDesk extends Desk {
  put(path: string, content: Content): void;
  changed: Map<string, Content>;
}

function workOn(source: CourseSource): WorkingDesk {
  const changed = new Map<string, Content>();
  const plain = deskOf(source);
  return {
    changed,
    put: (path, content) => void changed.set(path, content),
    paths: () =>
      [...new Set([...source.paths, ...changed.keys()])].filter((path) => changed.get(path) !== null),
    async read(path): Promise<Version | null> {
      const content = changed.get(path);
      if (content === undefined) return plain.read(path);
      if (typeof content === 'string') return textVersion(content);
      return content && { facts: content, text: null };
    },
  };
}

/** The copy in its file; of a whole unit or course, the file. */
async function putCopy({ use }: Stale, desk: WorkingDesk, place: Placed, copy: string): Promise<void> {
  const text = (await desk.read(use.path))?.text ?? '';
  desk.put(use.path, use.kind === 'block' ? replaceIn(text, place, copy) : copy);
}

async function take(
  stale: Stale,
  update: Update,
  desk: WorkingDesk,
  place: Placed,
  wish: Wish,
): Promise<void> {
  const open = [...wish.choices];
  let copy = place.mine;
  for (const file of update.files) {
    const settled = settleFile(file, open.splice(0, clashesIn(file)));
    if (settled === 'undecided')
      throw new Refusal(refusals['update-clashes'], { values: { title: update.title } });
    if (settled === 'stays') continue;
    if (file.path === update.path && typeof settled.content === 'string') copy = settled.content;
    else desk.put(file.path, settled.content);
  }
  await putCopy(stale, desk, place, copy);
}

async function disown(stale: Stale, desk: WorkingDesk, place: Placed): Promise<void> {
  const own = stale.use.kind === 'block' ? withoutOrigin(place.mine) : withoutRelease(place.mine, stale.use);
  if (own !== null) await putCopy(stale, desk, place, own);
}

async function apply(stale: Stale, desk: WorkingDesk, wish: Wish): Promise<void> {
  const place = await placeOf(stale, desk);
  const update = place && (await openUpdate(stale, desk));
  if (!place || !update) throw new Refusal(refusals['update-not-found']);
  if (update.from.newest !== wish.release) throw new Refusal(refusals['updates-moved-on']);
  if (wish.way === 'own') return disown(stale, desk, place);
  // A release that is passed over is the base of the next one: what it had stays declined.
  if (wish.way === 'keep' || update.gone) return putCopy(stale, desk, place, place.mine);
  return take(stale, update, desk, place, wish);
}

export interface Applying {
  courseId: string;
  /** Of the draft, as it was shown. */
  revision: number;
  wishes: readonly Wish[];
  note: string;
  origin: Origin;
}

/** What comes of a blueprint's release may change what the blueprint has locked; nothing else may. */
async function isFromHolder(courseId: string, stale: ReadonlyMap<string, Stale>, wishes: readonly Wish[]) {
  const lock = await findLock(courseId);
  const from = stale.get('course')?.use.from.course;
  return (
    lock !== null && lock.holder === from && wishes.every(({ id, way }) => id === 'course' && way === 'take')
  );
}

/** All or none. What others saved since the revision is kept, or the updates are refused. Gives the new revision. */
export async function applyUpdates(call: Author & { actor: Actor }, input: Applying): Promise<number> {
  const { courseId, revision, wishes, ...saving } = input;
  const desk = workOn(await readDraft(courseId, revision));
  const stale = new Map((await listStale(call.actor, courseId)).map((one) => [idOf(one.use), one]));
  for (const wish of wishes) {
    const found = stale.get(wish.id);
    if (!found) throw new Refusal(refusals['update-not-found']);
    await apply(found, desk, wish);
  }
  const edits = [...desk.changed].map(([path, content]) => ({ path, content }));
  const asHolder = await isFromHolder(courseId, stale, wishes);
  const edited = await editDraft(call, { ...saving, courseId, base: revision, edits, asHolder });
  if (edited.kind === 'conflict') throw new Refusal(refusals['updates-moved-on']);
  return edited.draft.revision;
}
