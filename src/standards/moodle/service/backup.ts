/** Reads the archive of a backup, translates it, and gathers the files of both. */
import { Refusal } from '#platform/refusal.ts';
import { newShelf } from '../../plugin-files.ts';
import { decodeXml } from '../../xml.ts';
import { translateBackup } from '../translate/course.ts';
import type { Report } from '../translate/notes.ts';
import { filesOf, isOfCourse } from '../translate/places.ts';
import { readBackup } from '../wire/backup.ts';
import { readBank } from '../wire/backup-questions.ts';
import { moodleRefusals } from '../wire/question.ts';
import type { Imported, Source } from './quiz.ts';

/** Texts that say what is in the course; those about people (users, grades, logs) are never read. */
const isRead = (path: string) =>
  /^(?:moodle_backup|files|questions)\.xml$|^course\/course\.xml$|^sections\/[^/]+\/section\.xml$/.test(
    path,
  ) ||
  /^activities\/(page|label|url|book|resource|folder|quiz|assign|glossary)_\d+\/\1\.xml$/.test(path) ||
  /^activities\/[^/]+\/module\.xml$/.test(path);

const mostBytes = 64 * 1024 ** 2;

async function textsOf(archive: Source): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  let total = 0;
  for (const path of archive.paths.filter(isRead)) {
    const bytes = await archive.read(path);
    total += bytes.length;
    if (total > mostBytes)
      throw new Refusal(moodleRefusals['moodle-too-much-text'], { values: { limit: mostBytes / 1024 ** 2 } });
    texts.set(path, decodeXml(bytes) ?? '');
  }
  return texts;
}

export async function importBackup(archive: Source): Promise<Imported> {
  const texts = await textsOf(archive);
  const backup = readBackup(texts);
  const shelf = newShelf<string>();
  const files = filesOf(backup, shelf, new Set(archive.paths));
  const { categories: bank, broken } = readBank(texts.get('questions.xml') ?? '', files.findOfQuestion);

  const reportRest = (ledger: Report) => {
    for (const { line, mistake } of broken)
      ledger.open(`questions.xml:${line}`, 'category', '').note('broken-file', mistake);
    for (const file of backup.files.filter(isOfCourse)) {
      const item = ledger.open(`${file.path} ${file.name}`, 'file', file.name);
      const path = files.used.has(file) ? shelf.put(file.name, file.hash, file.path) : null;
      if (path) item.place(path);
      else item.note('unused-file');
    }
    const bytes = new Set(backup.files.filter(isOfCourse).map(({ path }) => path));
    const rest = archive.paths.filter((path) => !backup.used.has(path) && !bytes.has(path));
    if (rest.length > 0) ledger.open(rest[0] ?? '', 'files', '').note('backup-data', String(rest.length));
  };
  const { files: written, report } = await translateBackup({ backup, files, bank, reportRest });

  const all = new Map<string, Uint8Array>();
  for (const [target, path] of shelf.entries()) all.set(target, await archive.read(path));
  const encoder = new TextEncoder();
  for (const [path, text] of written) all.set(path, encoder.encode(text));
  return { files: new Map([...all].toSorted(([a], [b]) => (a < b ? -1 : 1))), report };
}
