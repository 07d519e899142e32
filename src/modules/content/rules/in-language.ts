/**
 * A *reading* of a release is the release in one of its other languages: the same units, activities and keys in other
 * words. What is not translated stays in the original and says so by its `language`. Work, grades and exams know one
 * activity whatever it was read in, so nothing but pages asks for a reading.
 */
import type { Activity } from '../contract.ts';
import type { CourseInfo, CourseTexts, OutlineSection, OutlineUnit, Release, Unit } from '../schema.ts';

export const readingLanguages = ({ course }: Release): readonly string[] =>
  course.languages ?? [course.language];

/** The language of a course that comes nearest to those a reader wants, most wanted first. */
export function nearestLanguage(known: readonly string[], wanted: readonly (string | null)[]): string | null {
  const plain = (tag: string) => tag.split('-')[0]?.toLowerCase();
  for (const tag of wanted) {
    const found = tag && (known.find((one) => one === tag) ?? known.find((one) => plain(one) === plain(tag)));
    if (found) return found;
  }
  return null;
}

interface Words {
  language: string;
  original: string;
  texts: CourseTexts;
  units: ReadonlyMap<string, NonNullable<Release['variants']>[number]>;
}

function courseIn({ language, texts }: Words, course: CourseInfo): CourseInfo {
  const { title, summary, effort, about, staff = {} } = texts;
  return {
    ...course,
    language,
    ...(title && { title }),
    ...(summary && { summary }),
    ...(effort && { effort }),
    ...(about && { about }),
    staff: course.staff.map((person) => ({ ...person, ...staff[person.name] })),
  };
}

function unitIn({ original, texts, units }: Words, unit: Unit): Unit {
  const path = unit.path.map(({ key, title }) => ({ key, title: texts.sections?.[key] ?? title }));
  const variant = units.get(unit.key);
  if (!variant) return { ...unit, path, language: original };
  const { activities: _, ...words } = variant;
  return { ...unit, ...words, path };
}

function nodeIn<Node extends OutlineSection | OutlineUnit>(words: Words, node: Node): Node {
  if (node.kind === 'unit') return { ...node, title: words.units.get(node.key)?.title ?? node.title };
  const children = node.children.map((child) => nodeIn(words, child));
  return { ...node, title: words.texts.sections?.[node.key] ?? node.title, children };
}

function read(release: Release, language: string): Release {
  const variants = (release.variants ?? []).filter((variant) => variant.language === language);
  const { course, grading, outline, units, activities } = release;
  const words: Words = {
    language,
    original: course.language,
    texts: release.translations?.[language] ?? {},
    units: new Map(variants.map((variant) => [variant.key, variant])),
  };
  const translated = new Map(variants.flatMap((variant) => variant.activities).map((one) => [one.key, one]));
  const activityIn = (one: Activity) => translated.get(one.key) ?? { ...one, language: course.language };
  const categories = grading.categories.map((category) => ({
    ...category,
    title: words.texts.categories?.[category.key] ?? category.title,
  }));
  return {
    ...release,
    course: courseIn(words, course),
    grading: { ...grading, categories },
    outline: outline.map((section) => nodeIn(words, section)),
    units: units.map((unit) => unitIn(words, unit)),
    activities: activities.map(activityIn),
  };
}

const readings = new WeakMap<Release, Map<string, Release>>();

/** Made once per release and language; the release itself in its own, and in one that it has not got. */
export function inLanguage(release: Release, language: string): Release {
  if (language === release.course.language || !release.course.languages?.includes(language)) return release;
  const known = readings.get(release) ?? new Map<string, Release>();
  readings.set(release, known);
  const reading = known.get(language) ?? read(release, language);
  known.set(language, reading);
  return reading;
}
