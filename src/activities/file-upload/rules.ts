import mime from 'mime';
import { Value } from 'typebox/value';
import type { Translate } from '#lib/messages.ts';
import type { AnswerFile, FormFields } from '#modules/content/contract.ts';
import { answerFile, type FileUploadAnswer, type FileUploadSettings } from './settings.ts';

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** Endings of the same kind of file. */
const mediaTypeOf = (ending: string): string | null => mime.getType(ending);

/**
 * A picture is one by its bytes, whatever it is called. Programs and tables are text like any other: of those the name
 * tells what they are, and the bytes only that they are text.
 */
export function fitsTypes(
  { name, type }: Pick<AnswerFile, 'name' | 'type'>,
  types: readonly string[],
): boolean {
  if (types.length === 0) return true;
  return types.some((wanted) => {
    if (wanted.endsWith('/*')) return type.startsWith(wanted.slice(0, -1));
    if (type === mediaTypeOf(wanted) && type !== 'text/plain') return true;
    return type === 'text/plain' && endingOf(name) === wanted;
  });
}

/** The list for the browser's chooser of files. */
export const acceptOf = ({ types }: FileUploadSettings): string | undefined =>
  types.length === 0 ? undefined : types.map((type) => (type.includes('/') ? type : `.${type}`)).join(',');

/** As it stands in the form: the file in JSON, since a form knows texts only. */
function fileOf(text: string): AnswerFile[] {
  try {
    const file: unknown = JSON.parse(text);
    return Value.Check(answerFile, file) ? [file] : [];
  } catch {
    return [];
  }
}

export function answerOf(fields: FormFields): FileUploadAnswer | null {
  const all = (fields.file ?? []).flatMap(fileOf);
  const files = all.filter((file, index) => all.findIndex(({ id }) => id === file.id) === index);
  const comment = fields.comment?.[0]?.replace(/\r\n?/g, '\n').trim();
  return files.length === 0 && !comment ? null : { files, ...(comment && { comment }) };
}

export function printBytes(bytes: number, locale: string): string {
  const [unit, size] =
    bytes < 1000
      ? (['byte', bytes] as const)
      : bytes < 1e6
        ? (['kilobyte', bytes / 1e3] as const)
        : bytes < 1e9
          ? (['megabyte', bytes / 1e6] as const)
          : (['gigabyte', bytes / 1e9] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(size);
}

export function refuseFiles(
  { files }: FileUploadAnswer,
  settings: FileUploadSettings,
  t: Translate,
): string | null {
  const { maxFiles, maxBytes, types } = settings;
  if (files.length === 0) return t('tasks.files-none');
  if (files.length > maxFiles) return t('tasks.files-too-many', { most: maxFiles });
  const large = files.find(({ size }) => size > maxBytes);
  if (large) return t('tasks.file-too-large', { name: large.name, megabytes: maxBytes / 1e6 });
  const strange = files.find((file) => !fitsTypes(file, types));
  return strange ? t('tasks.file-wrong-type', { name: strange.name, types: types.join(', ') }) : null;
}
