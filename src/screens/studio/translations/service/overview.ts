/** How far the translations of a course are, and adding a language. */
import { editYaml } from '#lib/edit-yaml.ts';
import { translateTo } from '#lib/messages.ts';
import { courseTextsPath, originalOf, variantPath } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { nameIn } from '#screens/languages/index.ts';
import {
  type CourseParams,
  checkDraft,
  editCourse,
  type OpenDraft,
  openDraft,
  readFields,
  readFile,
  type StudioCourse,
} from '#screens/studio/outline/index.ts';
import { refusals, type TranslationState } from '../schema.ts';

export const courseFile = 'course.yaml';

/** Of the draft, its own first. */
export async function languagesIn(open: OpenDraft): Promise<[string, ...string[]]> {
  const { language, languages } = readFields(await readFile(open, courseFile)) ?? {};
  const own = typeof language === 'string' ? language : open.course.language;
  const others = Array.isArray(languages) ? languages.filter((one) => typeof one === 'string') : [];
  return [own, ...new Set(others.filter((one) => one !== own))];
}

export interface Cell {
  language: string;
  state: TranslationState;
}

export interface TranslatedUnit {
  key: string;
  title: string;
  cells: Cell[];
}

export interface Overview extends StudioCourse {
  /** Its own first. */
  languages: [string, ...string[]];
  texts: Cell[];
  units: TranslatedUnit[];
}

export async function openOverview(call: Call, params: CourseParams): Promise<Overview> {
  const open = await openDraft(call, params, 'course.edit');
  const [languages, { units, problems }] = await Promise.all([
    languagesIn(open),
    checkDraft(open.draft, open.source),
  ]);
  const stateOf = (file: string): TranslationState => {
    const own = problems.filter((problem) => problem.file === file);
    if (!open.draft.files.has(file)) return 'missing';
    if (own.some(({ severity }) => severity === 'error')) return 'wrong';
    const has = (wanted: string) => own.some(({ code }) => code === wanted);
    if (has('unmarked-translation')) return 'begun';
    return has('stale-translation') ? 'stale' : 'ready';
  };
  const cellsOf = (fileIn: (language: string) => string) =>
    languages.slice(1).map((language) => ({ language, state: stateOf(fileIn(language)) }));
  const { draft: _, source: _source, ...studio } = open;
  return {
    ...studio,
    languages,
    texts: cellsOf(courseTextsPath),
    units: [...units].map(([file, { unit }]) => ({
      ...{ key: unit.key, title: unit.title },
      cells: cellsOf((language) => variantPath(file, language)),
    })),
  };
}

/** Canonical, as file names carry it; null: it is no tag. */
function tagOf(text: string): string | null {
  try {
    const [tag] = Intl.getCanonicalLocales(text.trim());
    return tag && originalOf(`unit.${tag}.md`) ? tag : null;
  } catch {
    return null;
  }
}

export async function addLanguage(
  call: Call,
  params: CourseParams,
  text: string,
): Promise<{ language: string }> {
  const language = tagOf(text);
  if (!language) {
    const fields = [{ path: 'language', message: 'language-unknown' }];
    throw new Refusal(refusals['language-unknown'], { values: { tag: text }, fields });
  }
  return editCourse(call, params, async (open) => {
    const known = await languagesIn(open);
    if (known.includes(language)) {
      const fields = [{ path: 'language', message: 'language-there' }];
      throw new Refusal(refusals['language-there'], { fields });
    }
    const content = editYaml(await readFile(open, courseFile), (document) =>
      document.set('languages', document.createNode([...known, language], { flow: true })),
    );
    const note = translateTo(call.locale)('languages.note-added', {
      language: nameIn(call.locale, language),
    });
    return { edits: content === null ? [] : [{ path: courseFile, content }], note, result: { language } };
  });
}
