/** Takes a block into a unit, or a unit into a section: a copy that says where it is from, with its files. */
import { freeKey } from '#lib/keys.ts';
import { findCourse } from '#modules/catalog/index.ts';
import type { DraftEdit } from '#modules/content/index.ts';
import {
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

async function takeBlock({ opened, keys, license, library, body }: Taking, key: string) {
  const { open, outline } = opened;
  const block = library.shared.blocks.find((one) => one.key === key);
  const unit = [...linesOf(outline.sections ?? [])].find(
    ({ item }) => `${item.kind}:${item.key}` === body.into,
  );
  if (!block) throw gone();
  if (unit?.item.kind !== 'unit') throw new Refusal(refusals['nowhere-to-put']);
  const { file } = unit.item;
  const copy = copyBlock(block, copyingInto(library, body.library, file, license, keys));
  const content = insertBlock(await readFile(open, file), `${copy.text}\n`, body.line);
  const files = await companionEdits(open, library, copy.companions);
  return { edits: [{ path: file, content }, ...files], result: { item: body.into, title: block.title } };
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
  const edits: DraftEdit[] = [listedIn(opened, path, into.key), { path, content: copy.text }, ...files];
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
