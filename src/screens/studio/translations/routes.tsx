/** Translating a course: how far it is, its units block by block, its own texts. */
import { translateTo } from '#lib/messages.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import type { Refusal } from '#platform/refusal.ts';
import { languageSent, nameIn } from '#screens/languages/index.ts';
import { inCourse } from '#screens/teach/index.ts';
import { problemsOf } from '#ui/problems.ts';
import { links } from './links.ts';
import { LanguageBody, TextsBody, TranslationBody } from './schema.ts';
import { addLanguage, openOverview } from './service/overview.ts';
import { openTexts, saveTexts } from './service/texts.ts';
import { openTranslation, saveTranslation } from './service/unit.ts';
import { OverviewPage } from './views/overview.tsx';
import { TextsPage } from './views/texts.tsx';
import { UnitPage } from './views/unit.tsx';

const allow = inCourse('course.edit');

const titled = (call: Call, course: { title: string }, body: () => unknown): Page => ({
  title: `${translateTo(call.locale)('languages.translations')} · ${course.title}`,
  robots: 'noindex',
  body,
});

type Fields = Record<string, string | string[]>;
const one = (value: unknown): string => String([value ?? ''].flat()[0] ?? '');

const numbered = (fields: Readonly<Record<string, unknown>>): string[] => {
  const blocks: string[] = [];
  for (let at = 0; fields[`block-${at}`] !== undefined; at += 1) blocks.push(one(fields[`block-${at}`]));
  return blocks;
};

const named = (fields: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith('text:') ? [[name.slice('text:'.length), one(value)]] : [],
    ),
  );

const problemsIn = (refusal: Refusal, call: Call) => problemsOf(refusal, translateTo(call.locale), {});

export const showTranslations = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/translations',
  summary: 'How far each unit of a course is translated into each of its languages',
  allow,
  run: (call, { params }) => openOverview(call, params),
  page: (open, call) => titled(call, open.course, () => <OverviewPage {...open} />),
  json: ({ languages, texts, units }) => ({ languages, texts, units }),
});

export const sendLanguage = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/translations',
  summary: 'Offers the course in another language: from now on its units can be translated',
  body: LanguageBody,
  fromForm: (fields: Fields) => ({ language: one(languageSent(fields).language) }),
  allow,
  run: (call, { params, body }) => addLanguage(call, params, body.language),
  page: ({ language }, { locale }, { params }) => ({
    redirect: links.all(params),
    flash: {
      message: 'languages.flash-added',
      values: { language: nameIn(locale, language) },
      tone: 'success',
    },
  }),
  async refused(refusal, call, { params, body }) {
    const open = await openOverview(call, params);
    const t = translateTo(call.locale);
    const own = {
      'language-unknown': 'refusals.language-unknown',
      'language-there': 'refusals.language-there',
    } as const;
    const problems = problemsOf(refusal, t, { language: t('languages.add-label') }, own);
    return titled(call, open.course, () => (
      <OverviewPage {...open} problems={problems} value={one(languageSent(body).language)} />
    ));
  },
  json: (added) => added,
});

export const showTexts = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/translations/:language',
  summary: 'What the course itself says (title, sections, long text), beside its translation',
  allow,
  run: (call, { params }) => openTexts(call, params),
  page: (open, call) => titled(call, open.course, () => <TextsPage {...open} />),
  json: ({ base, rows, about, stale }) => ({ base, rows, about, stale }),
});

export const sendTexts = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/translations/:language',
  summary: 'Saves the translation of what the course itself says; `done` says that it is up to date',
  body: TextsBody,
  bodyLimit: 2_000_000,
  allow,
  fromForm: (fields: Fields) => ({
    base: Number(one(fields.base)),
    texts: named(fields),
    ...(fields.about !== undefined && { about: one(fields.about) }),
    done: fields.done !== undefined,
  }),
  run: (call, { params, body }) => saveTexts(call, params, body),
  page: (_saved, _call, { params }) => ({
    redirect: links.texts(params, params.language),
    flash: { message: 'languages.flash-saved', tone: 'success' },
  }),
  async refused(refusal, call, { params, body }) {
    const open = await openTexts(call, params);
    const again = { texts: named(body), about: one(body.about), problems: problemsIn(refusal, call) };
    return titled(call, open.course, () => <TextsPage {...open} again={again} />);
  },
  json: () => ({ saved: true }),
});

export const showTranslation = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/translations/:language/:unit',
  summary: 'A unit block by block beside its translation, with what changed in the original since',
  allow,
  run: (call, { params }) => openTranslation(call, params),
  page: (open, call) => titled(call, open.course, () => <UnitPage {...open} />),
  json: ({ base, title, rows, begun, stale, mistakes }) => ({ base, title, rows, begun, stale, mistakes }),
});

export const sendTranslation = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/translations/:language/:unit',
  summary: 'Saves the translation of a unit; `done` says that it is up to date with the original',
  body: TranslationBody,
  bodyLimit: 4_000_000,
  allow,
  fromForm: (fields: Fields) => ({
    base: Number(one(fields.base)),
    title: one(fields.title),
    blocks: numbered(fields),
    done: fields.done !== undefined,
  }),
  run: (call, { params, body }) => saveTranslation(call, params, body),
  page: (_saved, _call, { params }) => ({
    redirect: links.unit(params, params.language, params.unit),
    flash: { message: 'languages.flash-saved', tone: 'success' },
  }),
  async refused(refusal, call, { params, body }) {
    const open = await openTranslation(call, params);
    const again = { title: one(body.title), blocks: numbered(body), problems: problemsIn(refusal, call) };
    return titled(call, open.course, () => <UnitPage {...open} again={again} />);
  },
  json: () => ({ saved: true }),
});

export const endpoints = [
  showTranslations,
  sendLanguage,
  showTexts,
  sendTexts,
  showTranslation,
  sendTranslation,
];
