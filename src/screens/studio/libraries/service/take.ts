/** Takes a block into a unit, or a unit into a section: a copy that says where it is from, with its files. */
import { freeKey } from '#lib/keys.ts';
import { findCourse } from '#modules/catalog/index.ts';
import { activityTypes } from '#modules/content/contract.ts';
import type { DraftEdit } from '#modules/content/index.ts';
import {
  addToPool,
  type Companion,
  type Copying,
  copyBlock,
  copyUnit,
  creditFor,
  licenseIn,
  reuseRefusals,
} from '#modules/reuse/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { insertBlock } from '#screens/studio/editor/index.ts';
import {
  type CourseParams,
  checkDraft,
  editCourse,
  linesOf,
  listedIn,
  newUnitFile,
  noteOf,
  type OpenDraft,
  readCourse,
  readFile,
  takenKeys,
} from '#screens/studio/outline/index.ts';
import { partOf } from '../rules.ts';
import { refusals, type TakeBody } from '../schema.ts';
import { type OpenLibrary, openLibrary } from './find.ts';

export interface Taken {
  /** `unit:moon`: where it went, or what it became. */
  item: string;
  title: string;
}

type Opened = Awaited<ReturnType<typeof readCourse>>;
type Keys = Awaited<ReturnType<typeof takenKeys>>;

/** A key that the course has gets a number; each is given once. */
const renaming = ({ activities }: Keys) => {
  const given = new Map<string, string>();
  return (key: string): string => {
    const fresh = given.get(key) ?? freeKey(key, (other) => activities.has(other));
    given.set(key, fresh);
    activities.add(fresh);
    return fresh;
  };
};

/** Files of the library that the course has not yet. One that stands there stays: other copies may show it. */
async function companionEdits(
  { draft }: OpenDraft,
  { shared }: OpenLibrary,
  companions: readonly Companion[],
): Promise<DraftEdit[]> {
  const missing = companions.filter(({ to }) => !draft.files.has(to));
  return Promise.all(
    missing.map(async ({ from, to }) => ({ path: to, content: (await shared.source.hash?.(from)) ?? null })),
  );
}

function copyingInto(library: OpenLibrary, path: string, into: string, license: string, keys: Keys): Copying {
  const { shared } = library;
  return {
    ...{ course: path, release: shared.number, paths: shared.source.paths, into },
    credit: creditFor(shared.license, license),
    rename: renaming(keys),
  };
}

interface Taking {
  opened: Opened;
  keys: Keys;
  license: string;
  library: OpenLibrary;
  body: TakeBody;
}

const gone = () => new Refusal(reuseRefusals['shared-block-not-found']);

/** The unit that a block goes into: by its key, or by that of a pool in it. */
async function unitOf({ open, outline }: Opened, { kind, key }: { kind: string; key: string }) {
  const { units } = await checkDraft(open.draft, open.source);
  const holds = (file: string) => units.get(file)?.pools.some((pool) => pool.key === key);
  const found = [...linesOf(outline.sections ?? [])].find(
    ({ item }) => item.kind === 'unit' && (kind === 'pool' ? holds(item.file) : item.key === key),
  );
  if (found?.item.kind !== 'unit' || kind === 'section') throw new Refusal(refusals['nowhere-to-put']);
  return found.item;
}

async function takeBlock({ opened, keys, license, library, body }: Taking, key: string) {
  const { open } = opened;
  const block = library.shared.blocks.find((one) => one.key === key);
  if (!block) throw gone();
  const into = partOf(body.into);
  const { file, key: unit } = await unitOf(opened, into);
  const copy = copyBlock(block, copyingInto(library, body.library, file, license, keys));
  const text = await readFile(open, file);
  const content =
    into.kind === 'pool'
      ? addToPool(text, into.key, copy.text)
      : insertBlock(text, `${copy.text}\n`, body.line);
  if (content === null || (into.kind === 'pool' && !activityTypes().has(block.kind)))
    throw new Refusal(refusals['nowhere-to-put']);
  const files = await companionEdits(open, library, copy.companions);
  return { edits: [{ path: file, content }, ...files], result: { item: `unit:${unit}`, title: block.title } };
}

async function takeUnit({ opened, keys, license, library, body }: Taking, key: string) {
  const { open } = opened;
  const unit = library.shared.units.find((one) => one.key === key);
  const into = partOf(body.into);
  if (!unit) throw gone();
  if (into.kind !== 'section' || !keys.sections.has(into.key)) throw new Refusal(refusals['nowhere-to-put']);
  const path = newUnitFile(open, keys, unit.key);
  const copy = copyUnit(unit, copyingInto(library, body.library, path, license, keys));
  if (!copy) throw gone();
  const files = await companionEdits(open, library, copy.companions);
  const edits: DraftEdit[] = [listedIn(opened, [path], into.key), { path, content: copy.text }, ...files];
  return { edits, result: { item: `unit:${path.slice('units/'.length, -'.md'.length)}`, title: unit.title } };
}

export const takeFrom = (call: Call, params: CourseParams, body: TakeBody): Promise<Taken> =>
  editCourse(call, params, async (open) => {
    const opened = await readCourse(open);
    const license = licenseIn(opened.yaml);
    const [organization = '', name = ''] = body.library.split('/');
    const course = await findCourse(organization, name);
    const library = course && (await openLibrary(call, course, license));
    // Whether it exists is nobody's business who may not take from it.
    if (!library) throw new Refusal(commonRefusals['not-found']);
    const { shared, fits } = library;
    if (!fits)
      throw new Refusal(reuseRefusals['taken-license-does-not-fit'], {
        values: { license: shared.license.id, course: license },
      });
    const taking = { opened, license, library, body, keys: await takenKeys(opened) };
    const { kind, key } = partOf(body.part);
    const { edits, result } = await (kind === 'unit' ? takeUnit(taking, key) : takeBlock(taking, key));
    const values = { title: result.title, library: shared.title, release: shared.number };
    return { edits, result, note: noteOf(call, 'libraries.note-taken', values) };
  });
