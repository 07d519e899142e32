/**
 * Terms: a *variant* is a unit in another language of the course: `moon.es.md` beside `moon.md`. `translates:` in its
 * front matter is the *mark* of what the original said when it was translated; where the original has another mark now,
 * the variant is *stale*.
 */
import { createHash } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { canonicalJson } from '#lib/canonical-json.ts';
import { readFence } from './front-matter.ts';
import { type Manifest, type ManifestSection, translates } from './manifest.ts';
import { type Place, type Report, suggest } from './problems.ts';
import { readYaml, type YamlValue, yamlShape } from './yaml.ts';

const strict = { additionalProperties: false };
const line = Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\p{Cc}\\p{Cs}]*$' });
const titles = Type.Optional(Type.Record(Type.String(), line));

const variantFront = Type.Object({ title: line, translates: Type.Optional(translates) }, strict);
export type VariantFront = Static<typeof variantFront>;

const person = Type.Object(
  { title: Type.Optional(line), bio: Type.Optional(Type.String({ maxLength: 5000 })) },
  strict,
);
const courseTexts = Type.Object(
  {
    translates: Type.Optional(translates),
    title: Type.Optional(line),
    summary: Type.Optional(Type.String({ maxLength: 2000 })),
    effort: Type.Optional(line),
    sections: titles,
    categories: titles,
    staff: Type.Optional(Type.Record(Type.String(), person)),
  },
  strict,
);
export type CourseTextsFile = Static<typeof courseTexts>;

const variantShape = yamlShape(variantFront);
const courseTextsShape = yamlShape(courseTexts);

/** `units/moon.md` in Spanish is `units/moon.es.md`. */
export const variantPath = (file: string, language: string): string =>
  file.replace(/\.md$/, `.${language}.md`);

/** The language in the name of a file, and the file it would be a variant of; null: it names none. */
export function originalOf(file: string): { file: string; language: string } | null {
  const [, stem, language] = /^(.+)\.([a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*)\.md$/.exec(file) ?? [];
  return stem && language ? { file: `${stem}.md`, language } : null;
}

/** The language of a file that is a variant of a unit in the outline; null: it is a unit of its own. */
export function variantLanguage(file: string, inOutline: ReadonlySet<string>): string | null {
  const meant = originalOf(file);
  return meant && inOutline.has(meant.file) && !inOutline.has(file) ? meant.language : null;
}

export const courseTextsPath = (language: string): string => `translations/${language}.yaml`;

const markOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

const titleLine = /^title:.*$/m;

/** Of a unit or of about.md: its title and its text. Dates, categories and licenses are nobody's to translate. */
export function translationMark(source: string): string {
  const { front, body } = readFence(source.replaceAll('\r\n', '\n'));
  return markOf(`${titleLine.exec(front ?? '')?.[0] ?? ''}\n${body.trim()}`);
}

export const languagesOf = ({ language = 'en', languages = [] }: Manifest): string[] => [
  ...new Set([language, ...languages]),
];

/** What of course.yaml people read, by the shape of its translation. */
export function textsOf(manifest: Manifest): CourseTextsFile {
  const sections: Record<string, string> = {};
  const walk = (nodes: readonly ManifestSection[]) => {
    for (const { section, title, sections: inner } of nodes) {
      sections[section] = title;
      walk(inner ?? []);
    }
  };
  walk(manifest.outline);
  const { title, summary, effort, grading, staff = [] } = manifest;
  const categories = (grading?.categories ?? []).map((category) => [category.key, category.title] as const);
  const people = staff.flatMap(({ name, title: job, bio }) =>
    job || bio ? [[name, { ...(job && { title: job }), ...(bio && { bio }) }] as const] : [],
  );
  return {
    ...{ title, ...(summary && { summary }), ...(effort && { effort }), sections },
    ...(categories.length > 0 && { categories: Object.fromEntries(categories) }),
    ...(people.length > 0 && { staff: Object.fromEntries(people) }),
  };
}

export const courseMark = (manifest: Manifest): string => markOf(canonicalJson(textsOf(manifest)));

/** Says that a translation is stale, or that nobody said of what it is one. */
export function reportStale(
  { said, now, of, place }: { said: string | undefined; now: string; of: string; place: Place | null },
  report: Report,
): boolean {
  if (said === now) return false;
  const remedy = `Translate it anew and write \`translates: "${now}"\`.`;
  const severity = 'warning';
  if (said)
    report({ code: 'stale-translation', message: `${of} has changed since.`, remedy, place, severity });
  else {
    const message = `Nobody said which state of ${of} this translates.`;
    report({ code: 'unmarked-translation', message, remedy, place, severity });
  }
  return true;
}

export function readVariantFront(text: string, report: Report): YamlValue<VariantFront> | null {
  const { front } = readFence(text);
  if (front !== null) return readYaml(front, variantShape, report, 2);
  const message = 'The variant does not begin with front matter.';
  const remedy = 'Begin the file with "---", "title: …", "---".';
  report({ code: 'missing-front-matter', message, remedy, place: { line: 1, column: 1 } });
  return null;
}

/** Reports names that the course does not know: a translation of nothing is a slip. */
export function readCourseTexts(
  text: string,
  manifest: Manifest,
  report: Report,
): YamlValue<CourseTextsFile> | null {
  const yaml = readYaml(text, courseTextsShape, report);
  const { sections = {}, categories = {} } = textsOf(manifest);
  const known = {
    sections: Object.keys(sections),
    categories: Object.keys(categories),
    staff: (manifest.staff ?? []).map(({ name }) => name),
  };
  for (const part of ['sections', 'categories', 'staff'] as const)
    for (const name of Object.keys(yaml?.value[part] ?? {})) {
      if (known[part].includes(name)) continue;
      const message = `course.yaml has no "${name}" among its ${part}.`;
      const remedy = suggest(name, known[part]);
      report({ code: 'unknown-name', message, remedy, place: yaml?.placeOf([part, name]) ?? null });
    }
  return yaml;
}
