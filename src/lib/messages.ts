/**
 * Terms: a *message* is a text of the interface in ICU MessageFormat; a *catalog* holds all messages of one
 * language, one file per area under `messages/<locale>/<area>.json`; a key is `<area>.<name>`.
 */
import { IntlMessageFormat } from 'intl-messageformat';
import type access from '../../messages/en/access.json';
import type accounts from '../../messages/en/accounts.json';
import type activities from '../../messages/en/activities.json';
import type admin from '../../messages/en/admin.json';
import type aplus from '../../messages/en/aplus.json';
import type assets from '../../messages/en/assets.json';
import type blueprints from '../../messages/en/blueprints.json';
import type book from '../../messages/en/book.json';
import type browse from '../../messages/en/browse.json';
import type cartridge from '../../messages/en/cartridge.json';
import type code from '../../messages/en/code.json';
import type content from '../../messages/en/content.json';
import type editor from '../../messages/en/editor.json';
import type evidence from '../../messages/en/evidence.json';
import type exams from '../../messages/en/exams.json';
import type exercise from '../../messages/en/exercise.json';
import type git from '../../messages/en/git.json';
import type gradebook from '../../messages/en/gradebook.json';
import type grades from '../../messages/en/grades.json';
import type groups from '../../messages/en/groups.json';
import type home from '../../messages/en/home.json';
import type imports from '../../messages/en/imports.json';
import type items from '../../messages/en/items.json';
import type languages from '../../messages/en/languages.json';
import type learn from '../../messages/en/learn.json';
import type libraries from '../../messages/en/libraries.json';
import type log from '../../messages/en/log.json';
import type mail from '../../messages/en/mail.json';
import type marking from '../../messages/en/marking.json';
import type moodle from '../../messages/en/moodle.json';
import type olx from '../../messages/en/olx.json';
import type outline from '../../messages/en/outline.json';
import type peers from '../../messages/en/peers.json';
import type quality from '../../messages/en/quality.json';
import type queue from '../../messages/en/queue.json';
import type refusals from '../../messages/en/refusals.json';
import type releases from '../../messages/en/releases.json';
import type reuse from '../../messages/en/reuse.json';
import type settings from '../../messages/en/settings.json';
import type similarity from '../../messages/en/similarity.json';
import type studio from '../../messages/en/studio.json';
import type tasks from '../../messages/en/tasks.json';
import type teach from '../../messages/en/teach.json';
import type times from '../../messages/en/times.json';
import type together from '../../messages/en/together.json';
import type ui from '../../messages/en/ui.json';
import type updates from '../../messages/en/updates.json';

interface Areas {
  access: typeof access;
  accounts: typeof accounts;
  activities: typeof activities;
  admin: typeof admin;
  aplus: typeof aplus;
  assets: typeof assets;
  browse: typeof browse;
  blueprints: typeof blueprints;
  book: typeof book;
  cartridge: typeof cartridge;
  code: typeof code;
  content: typeof content;
  exercise: typeof exercise;
  evidence: typeof evidence;
  editor: typeof editor;
  exams: typeof exams;
  git: typeof git;
  gradebook: typeof gradebook;
  grades: typeof grades;
  groups: typeof groups;
  home: typeof home;
  imports: typeof imports;
  items: typeof items;
  languages: typeof languages;
  learn: typeof learn;
  libraries: typeof libraries;
  log: typeof log;
  mail: typeof mail;
  marking: typeof marking;
  moodle: typeof moodle;
  olx: typeof olx;
  outline: typeof outline;
  peers: typeof peers;
  quality: typeof quality;
  queue: typeof queue;
  refusals: typeof refusals;
  releases: typeof releases;
  settings: typeof settings;
  reuse: typeof reuse;
  similarity: typeof similarity;
  studio: typeof studio;
  tasks: typeof tasks;
  teach: typeof teach;
  times: typeof times;
  together: typeof together;
  ui: typeof ui;
  updates: typeof updates;
}

export type MessageKey = { [A in keyof Areas]: `${A}.${Extract<keyof Areas[A], string>}` }[keyof Areas];
export type MessageValues = Record<string, string | number | Date>;
export type Translate = (key: MessageKey, values?: MessageValues) => string;

export const locales = ['en', 'es', 'ar'] as const;
export type Locale = (typeof locales)[number];
export const localeNames: Record<Locale, string> = { en: 'English', es: 'Español', ar: 'العربية' };

export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale);
export const directionOf = (locale: string): 'ltr' | 'rtl' => (locale === 'ar' ? 'rtl' : 'ltr');

const files = import.meta.glob<Record<string, string>>('../../messages/*/*.json', {
  eager: true,
  import: 'default',
});

/** The texts of one language, `area.name` to ICU source. */
export function catalogOf(locale: string): Map<string, string> {
  const catalog = new Map<string, string>();
  for (const [path, texts] of Object.entries(files)) {
    const [, language, area] = /messages\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    if (language !== locale) continue;
    for (const [name, text] of Object.entries(texts)) catalog.set(`${area}.${name}`, text);
  }
  return catalog;
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const leftToRight = /(?![\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])\p{L}/u;

/** Names of the values that are put into a text as they are, and choose nothing of it: `{name}`, not `{kind, select, …}`. */
function namesPutIn(text: string): ReadonlySet<string> {
  const names = (sign: RegExp) => [...text.matchAll(sign)].map(([, name]) => name ?? '');
  const choosing = names(/\{\s*(\w+)\s*,/g);
  return new Set(names(/\{\s*(\w+)\s*\}/g).filter((name) => !choosing.includes(name)));
}

/**
 * Words of the other direction stand by themselves in a sentence (Unicode's isolates). Without that a Latin name on an
 * Arabic page takes the digits of the date behind it to its own side.
 */
function apart(values: MessageValues, names: ReadonlySet<string>, other: RegExp): MessageValues {
  let all = values;
  for (const name of names) {
    const value = values[name];
    if (typeof value === 'string' && other.test(value)) all = { ...all, [name]: `\u2068${value}\u2069` };
  }
  return all;
}

/** A text without braces, tags or quotes needs no formatter: most do not, and pages are made of them. */
const plain = (text: string) => !/[{}<'#]/.test(text);

function compile(text: string, locale: Locale) {
  if (plain(text)) return text;
  return {
    format: new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }),
    putIn: namesPutIn(text),
  };
}

function translator(locale: Locale): Translate {
  const catalog = catalogOf(locale);
  const fallback = locale === 'en' ? catalog : catalogOf('en');
  const compiled = new Map<string, ReturnType<typeof compile>>();
  const other = directionOf(locale) === 'rtl' ? leftToRight : rightToLeft;
  return (key, values) => {
    let message = compiled.get(key);
    if (message === undefined) {
      message = compile(catalog.get(key) ?? fallback.get(key) ?? key, locale);
      compiled.set(key, message);
    }
    if (typeof message === 'string') return message;
    return String(message.format.format(values && apart(values, message.putIn, other)));
  };
}

const translators = new Map<Locale, Translate>();

/** The `t` of a language; an unknown one falls back to English. */
export function translateTo(locale: string): Translate {
  const known: Locale = isLocale(locale) ? locale : 'en';
  let translate = translators.get(known);
  if (!translate) {
    translate = translator(known);
    translators.set(known, translate);
  }
  return translate;
}
