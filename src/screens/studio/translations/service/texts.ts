/** Translating what the course itself says: its title, its sections, its long text. */
import { stringify } from 'yaml';
import { translateTo } from '#lib/messages.ts';
import {
  courseMark,
  courseTextsPath,
  editDraft,
  readDraft,
  textsOf,
  translationMark,
} from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { nameIn } from '#screens/languages/index.ts';
import { openDraft, originOf, readFields, type StudioCourse } from '#screens/studio/outline/index.ts';
import { flatten, unflatten } from '../rules/texts.ts';
import { type LanguageParams, refusals, type TextsBody } from '../schema.ts';
import { courseFile, languagesIn } from './overview.ts';

export interface TranslatingTexts extends StudioCourse {
  params: LanguageParams;
  language: string;
  base: number;
  rows: { path: string; original: string; text: string }[];
  about: { original: string; text: string } | null;
  stale: boolean;
}

type Manifest = Parameters<typeof textsOf>[0];

const decoder = new TextDecoder();
const fence = /^---\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/;
const aboutIn = (language: string) => `about.${language}.md`;

async function readTexts(source: Awaited<ReturnType<typeof readDraft>>, language: string) {
  const textAt = async (path: string) =>
    source.paths.includes(path) ? decoder.decode(await source.read(path)) : '';
  const manifest = readFields(await textAt(courseFile)) as Manifest | null;
  if (!Array.isArray(manifest?.outline)) throw new Refusal(commonRefusals['not-found']);
  const { translates, ...texts } = readFields(await textAt(courseTextsPath(language))) ?? {};
  const about = await textAt('about.md');
  const long = await textAt(aboutIn(language));
  return { manifest, originals: textsOf(manifest), texts, translates, about, long };
}

export async function openTexts(call: Call, params: LanguageParams): Promise<TranslatingTexts> {
  const open = await openDraft(call, params, 'course.edit');
  const [own, ...others] = await languagesIn(open);
  if (!others.includes(params.language)) throw new Refusal(commonRefusals['not-found']);
  const { manifest, originals, texts, translates, about, long } = await readTexts(
    open.source,
    params.language,
  );
  const written = flatten(texts);
  const { draft, source: _, ...studio } = open;
  return {
    ...studio,
    params,
    language: own,
    base: draft.revision,
    rows: [...flatten(originals)].map(([path, original]) => ({
      path,
      original,
      text: written.get(path) ?? '',
    })),
    about: about ? { original: about.replace(fence, ''), text: long.replace(fence, '').trim() } : null,
    stale: translates !== undefined && translates !== courseMark(manifest),
  };
}

export async function saveTexts(call: Call, params: LanguageParams, body: TextsBody): Promise<void> {
  const { course } = await openTexts(call, params);
  const { language } = params;
  const source = await readDraft(course.id, body.base);
  const { manifest, originals, translates, about, ...before } = await readTexts(source, language);
  const mark = body.done ? courseMark(manifest) : translates;
  const texts = unflatten(originals, body.texts);
  const long = body.about?.replaceAll('\r\n', '\n').trim();
  const kept = fence.exec(before.long)?.[0] ?? '';
  const longMark = body.done ? `---\ntranslates: "${translationMark(about)}"\n---\n` : kept;
  const edits = [
    {
      path: courseTextsPath(language),
      content: stringify({ ...(mark !== undefined && { translates: mark }), ...texts }, { lineWidth: 110 }),
    },
    ...(long === undefined
      ? []
      : [{ path: aboutIn(language), content: long ? `${longMark}${long}\n` : null }]),
  ];
  const note = translateTo(call.locale)('languages.note-texts', {
    language: nameIn(call.locale, language),
  });
  const { base } = body;
  const saved = await editDraft(call, { courseId: course.id, base, edits, note, origin: originOf(call) });
  if (saved.kind === 'conflict') throw new Refusal(refusals['translation-changed']);
}
