/** Terms: a *place* is what a text of the course may lead to: a file of its own context, or another activity. */
import type { Shelf } from '../../plugin-files.ts';
import type { Backup, BackupFile } from '../wire/backup.ts';

export interface Files {
  /** Path in the course source; null: it is not in the backup. `item` and `area` where one context has several. */
  find(context: string, name: string, of?: { area?: string; item?: string }): string | null;
  /** Names of the files of an area. */
  list(context: string, area: string): string[];
  /** A file that a text of a question names. */
  findOfQuestion(ids: { question: string; answers: string[]; hints: string[] }, name: string): string | null;
  used: ReadonlySet<BackupFile>;
}

const ofQuestions = (file: BackupFile) =>
  file.component === 'question' || file.component.startsWith('qtype_');

function groupOf(area: string): 'answers' | 'hints' | 'question' {
  if (/^answer/.test(area)) return 'answers';
  return area === 'hint' ? 'hints' : 'question';
}

/** Files of other people's work, and of the site, are never taken. */
export const isOfCourse = ({ component, area }: BackupFile): boolean =>
  (/^(?:mod_(?:page|label|url|book|resource|folder|quiz|assign|glossary)|course|question)$/.test(component) ||
    component.startsWith('qtype_')) &&
  !/^(?:submission|feedback)/.test(area);

export function filesOf(backup: Backup, shelf: Shelf<string>, paths: ReadonlySet<string>): Files {
  const files = backup.files.filter((file) => isOfCourse(file) && paths.has(file.path));
  const byContext = Map.groupBy(files, ({ contextId }) => contextId);
  const byItem = Map.groupBy(files.filter(ofQuestions), ({ area, itemId }) => `${groupOf(area)} ${itemId}`);
  const used = new Set<BackupFile>();
  const put = (file: BackupFile | undefined): string | null => {
    if (!file) return null;
    used.add(file);
    return shelf.put(file.name.split('/').at(-1) ?? file.name, file.hash, file.path);
  };
  return {
    find: (context, name, { area, item } = {}) =>
      put(
        byContext
          .get(context)
          ?.find(
            (file) => file.name === name && (!area || file.area === area) && (!item || file.itemId === item),
          ),
      ),
    list: (context, area) =>
      (byContext.get(context) ?? []).filter((file) => file.area === area).map(({ name }) => name),
    findOfQuestion({ question, answers, hints }, name) {
      const keys = [
        `question ${question}`,
        ...answers.map((id) => `answers ${id}`),
        ...hints.map((id) => `hints ${id}`),
      ];
      return put(keys.flatMap((key) => byItem.get(key) ?? []).find((file) => file.name === name));
    },
    used,
  };
}

/** `$@PAGEVIEWBYID*12@$`, `$@BOOKVIEWBYIDCH*14*3@$`: an address inside the course, as a backup writes it. */
export function moduleIn(url: string): string | null {
  const [, module, chapter] = /^\$@[A-Z]+VIEWBYID(?:CH)?\*(\d+)(?:\*(\d+))?@\$/.exec(url) ?? [];
  return module ? (chapter ? `${module}*${chapter}` : module) : null;
}
