/** What has changed in what a course took: what readers would see of it, and taking it. */
import { translateTo } from '#lib/messages.ts';
import {
  compareHtml,
  compareReleases,
  compareText,
  elementsOf,
  type FileDiff,
  type ReleaseDiff,
  type UnitDiff,
} from '#modules/authoring/index.ts';
import { getRelease, type Release } from '#modules/content/index.ts';
import {
  applyUpdates,
  type FileUpdate,
  listUpdates,
  openUpstream,
  type Update,
} from '#modules/reuse/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { type CourseParams, openDraft, originOf, type StudioCourse } from '#screens/studio/outline/index.ts';
import type { UpdatesBody } from './schema.ts';

export interface ShownUpdate extends Update {
  /** What readers of the two releases see of it; null: nothing differs for them. */
  reader: ReleaseDiff | null;
  source: FileDiff[];
}

export interface OpenUpdates extends StudioCourse {
  revision: number;
  list: ShownUpdate[];
}

const nothing: ReleaseDiff = { course: [], about: null, units: [], unchanged: 0 };

/** A callout or figure, in a release. */
function htmlOf({ units }: Release, key: string): string {
  const mark = ` id="user-content-${key}"`;
  const elements = units.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'html' && block.html.includes(mark) ? elementsOf(block.html) : [],
    ),
  );
  return elements.find((html) => html.slice(0, html.indexOf('>')).includes(mark)) ?? '';
}

function blockDiff(diff: ReleaseDiff, before: Release, after: Release, key: string): UnitDiff[] {
  const units = diff.units.flatMap((unit) => {
    const blocks = unit.blocks.filter((block) => block.kind === 'activity' && block.key === key);
    return blocks.length > 0 ? [{ ...unit, blocks }] : [];
  });
  if (units.length > 0) return units;
  const [old, now] = [htmlOf(before, key), htmlOf(after, key)];
  const unit = after.units.find(({ blocks }) =>
    blocks.some((one) => one.kind === 'html' && one.html.includes(now)),
  );
  if (old === now || !unit) return [];
  const blocks = [{ kind: 'text', change: 'changed', html: compareHtml(old, now) } as const];
  return [
    {
      ...{ key: unit.key, title: unit.title, path: '', changes: [], blocks },
      formerTitle: null,
      formerPath: null,
    },
  ];
}

async function readerDiff({ kind, from, gone }: Update): Promise<ReleaseDiff | null> {
  if (gone) return null;
  const upstream = await openUpstream(from.course);
  const at = async (number: number) => {
    const found = upstream?.publications.find((publication) => publication.number === number);
    return found && getRelease(found.releaseId);
  };
  const [before, after] = await Promise.all([at(from.release), at(from.newest)]);
  if (!before || !after) return null;
  const diff = compareReleases(before, after);
  if (kind === 'course') return diff;
  const units =
    kind === 'unit'
      ? diff.units.filter(({ key }) => key === from.key)
      : blockDiff(diff, before, after, from.key);
  return units.length > 0 ? { ...nothing, units } : null;
}

const sizeOf = (text: string | null): number | null => (text === null ? null : text.length);

const sourceDiff = ({ path, before, after }: FileUpdate): FileDiff => ({
  ...{ path, before: sizeOf(before), after: sizeOf(after) },
  hunks: before === null && after === null ? null : compareText(before ?? '', after ?? ''),
});

export async function openUpdates(call: Call, params: CourseParams): Promise<OpenUpdates> {
  const { draft, source, ...open } = await openDraft(call, params, 'course.edit');
  const updates = await listUpdates(call.actor, open.course.id, source);
  const list = await Promise.all(
    updates.map(async (update) => ({
      ...update,
      reader: await readerDiff(update),
      source: update.files.map(sourceDiff),
    })),
  );
  return { ...open, revision: draft.revision, list };
}

const noteKeys = { take: 'updates.note-take', keep: 'updates.note-keep', own: 'updates.note-own' } as const;

export async function takeUpdates(
  call: Call,
  params: CourseParams,
  { revision, wishes }: UpdatesBody,
): Promise<{ revision: number; taken: number }> {
  const open = await openDraft(call, params, 'course.edit');
  const updates = await listUpdates(call.actor, open.course.id, open.source);
  const chosen = updates.filter(({ id }) => wishes.some((wish) => wish.id === id));
  const from = [...new Set(chosen.map((update) => `${update.from.title} ${update.from.newest}`))].join(', ');
  const way = wishes[0]?.way ?? 'take';
  const note = translateTo(call.locale)(noteKeys[way], { count: wishes.length, from });
  const saved = await applyUpdates(call, {
    ...{ courseId: open.course.id, revision, wishes, note, origin: originOf(call) },
  });
  return { revision: saved, taken: wishes.length };
}
