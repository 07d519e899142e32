/** Between a room and the draft: reading its file, and saving what was typed in it. */

import type { Passages } from '#lib/room-protocol.ts';
import { type Author, editDraft, getDraft, mergeText, nameOf } from '#modules/content/index.ts';
import { storage } from '#platform/storage.ts';
import { keepBoth, textInFile } from '../../rules/room-text.ts';

export interface RoomFile {
  courseId: string;
  path: string;
}

/** The file as the draft has it. */
export interface Standing {
  revision: number;
  text: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Null: there is no such file, or it is no text. */
async function standingIn(
  draft: Awaited<ReturnType<typeof getDraft>>,
  path: string,
): Promise<Standing | null> {
  const facts = draft.files.get(path);
  if (!facts) return null;
  try {
    return { revision: draft.revision, text: utf8.decode(await storage().get(facts.sha256)) };
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

export const readFile = async ({ courseId, path }: RoomFile): Promise<Standing | null> =>
  standingIn(await getDraft(courseId), path);

/**
 * Saves in the name of who typed last, and names the others. Nobody may be there to choose when others have saved
 * something that does not go together with it, so both versions are kept, one below the other.
 */
export async function saveText(
  file: RoomFile,
  from: Standing,
  typed: string,
  writers: readonly Author[],
): Promise<{ standing: Standing | null; clashes: Passages[] }> {
  const author = writers.at(-1);
  if (!author) throw new Error('a text changed that nobody typed');
  const { courseId, path } = file;
  const alsoBy = writers.slice(0, -1).map(nameOf);
  const clashes: Passages[] = [];
  let base = from.revision;
  let content = textInFile(typed, from.text);
  // Every turn takes in what others saved before it; whoever is slower than twenty of them tries again later.
  for (let turn = 0; turn < 20; turn++) {
    const edits = [{ path, content }];
    const result = await editDraft(author, { courseId, base, origin: 'browser', alsoBy, edits });
    if (result.kind === 'saved') return { standing: await standingIn(result.draft, path), clashes };
    const [conflict] = result.conflicts;
    base = result.draft.revision;
    // Somebody removed the file while others wrote in it: what they wrote stands among the files of the course.
    if (conflict?.theirs == null) continue;
    clashes.push(...conflict.clashes.map(({ mine, theirs }) => ({ mine, theirs })));
    content = keepBoth(mergeText(conflict.base ?? '', content, conflict.theirs).parts);
  }
  throw new Error('others save faster than this room');
}
