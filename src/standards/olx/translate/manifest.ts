/** course.yaml: what the course's settings, its about pages and its grading policy say, and the outline. */

import { keyOf, uniqueNames } from '../../keys.ts';
import type { OlxCourse } from '../wire/course.ts';
import { licenseOf } from './license.ts';
import { assetName } from './links.ts';
import type { Note } from './notes.ts';
import type { PlannedSection, PlannedUnit } from './outline.ts';
import { showAnswerOf } from './show-answer.ts';

export interface Category {
  key: string;
  title: string;
  weight: number;
  drop?: number;
}

const perCent = (share: number) => Math.min(100, Math.max(0, Math.round(share * 1e6) / 1e4));

/** Categories with a weight, by the name that sections call them. */
export function categoriesOf(course: OlxCourse, note: Note): Map<string, Category> {
  const unique = uniqueNames();
  const categories = new Map<string, Category>();
  for (const { type, weight, drops } of course.graders) {
    if (weight <= 0 || !type) note('no-weight', type);
    else if (!categories.has(type)) {
      const drop = drops > 0 ? { drop: drops } : {};
      categories.set(type, {
        key: unique(keyOf(type).toLowerCase()),
        title: type,
        weight: perCent(weight),
        ...drop,
      });
    }
  }
  return categories;
}

function gradingOf(course: OlxCourse, categories: ReadonlyMap<string, Category>) {
  const { cutoffs } = course;
  const lowest = cutoffs.at(-1);
  const letters =
    cutoffs.length > 1
      ? Object.fromEntries(cutoffs.map(({ letter, from }) => [letter.slice(0, 20), perCent(from)]))
      : null;
  return {
    ...(lowest && { pass: perCent(lowest.from) }),
    ...(letters && { letters }),
    ...(categories.size > 0 && { categories: [...categories.values()] }),
  };
}

const outlineUnit = (unit: PlannedUnit) => unit.file;

/** A section holds units or sections; where the source mixes them, units on their own get a section around them. */
function outlineSection(section: PlannedSection): object | null {
  const inner = section.sections.flatMap((one) => outlineSection(one) ?? []);
  if (inner.length === 0 && section.units.length === 0) return null;
  const { key, title, category, units } = section;
  return {
    section: key,
    title,
    ...(category && { category }),
    ...(units.length > 0 && { units: units.map(outlineUnit) }),
    ...(inner.length > 0 && { sections: inner }),
  };
}

export const outlineOf = (sections: PlannedSection[]): object[] =>
  sections.flatMap((one) => outlineSection(one) ?? []);

/** Texts of one line; none is longer than a course source takes. */
const text = (value: unknown): string =>
  typeof value === 'string' ? value.replace(/\s+/g, ' ').trim().slice(0, 500) : '';

export function languageOf(course: OlxCourse): string {
  const tag = text(course.settings.language).replaceAll('_', '-') || 'en';
  try {
    const [known = 'en'] = Intl.getCanonicalLocales(tag);
    return /^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$/.test(known) ? known : 'en';
  } catch {
    return 'en';
  }
}

export const titleOf = (course: OlxCourse): string =>
  text(course.settings.display_name) || [course.org, course.number].filter(Boolean).join(' ') || 'Course';

interface Instructor {
  name?: unknown;
  title?: unknown;
  organization?: unknown;
  bio?: unknown;
  image?: unknown;
}

function staffOf(course: OlxCourse, asset: (name: string) => string | null) {
  const { instructors } = (course.settings.instructor_info ?? {}) as { instructors?: unknown };
  return (Array.isArray(instructors) ? (instructors as Instructor[]) : []).flatMap((one) => {
    const name = text(one.name);
    const title = [text(one.title), text(one.organization)].filter(Boolean).join(', ');
    const image = assetName(text(one.image));
    const picture = image && asset(image);
    const bio = typeof one.bio === 'string' ? one.bio.trim().slice(0, 5000) : '';
    return name ? [{ name, ...(title && { title }), ...(picture && { picture }), ...(bio && { bio }) }] : [];
  });
}

/** Settings that became something, or say nothing where nothing is set. */
const taken = new Set([
  ...[
    'display_name',
    'language',
    'self_paced',
    'course_image',
    'license',
    'instructor_info',
    'showanswer',
    'max_attempts',
  ],
  ...[
    'tabs',
    'advanced_modules',
    'display_organization',
    'display_coursenumber',
    'url_name',
    'org',
    'course',
    'wiki_slug',
  ],
  ...[
    'xml_attributes',
    'cert_html_view_enabled',
    'discussion_topics',
    'discussion_sort_alpha',
    'course_edit_method',
  ],
]);
const isSet = (value: unknown) =>
  !['', 'false', 'null', '[]', '{}', '""', '0'].includes(JSON.stringify(value)?.replaceAll('"', '') ?? '');

export function noteCourseSettings(course: OlxCourse, note: Note): void {
  for (const name of ['start', 'end', 'enrollment_start', 'enrollment_end', 'advertised_start']) {
    const value = text(course.settings[name]);
    if (value) note('dates', `${name}: ${value}`);
  }
  const dates = /^(?:start|end|enrollment_start|enrollment_end|advertised_start)$/;
  const left = Object.entries(course.settings).filter(
    ([name, value]) => !taken.has(name) && !dates.test(name) && isSet(value),
  );
  if (left.length > 0)
    note(
      'settings',
      left
        .map(([name]) => name)
        .toSorted()
        .join(', '),
    );
}

export interface ManifestParts {
  course: OlxCourse;
  outline: object[];
  categories: ReadonlyMap<string, Category>;
  /** Plain texts of the about pages, by name. */
  about: ReadonlyMap<string, string>;
  /** Path of a file by its name. */
  asset(name: string): string | null;
  note: Note;
}

export function manifestOf({ course, outline, categories, about, asset, note }: ManifestParts): object {
  const { settings } = course;
  const title = titleOf(course);
  const summary = (about.get('short_description') || about.get('subtitle') || '').slice(0, 2000);
  const effort = [about.get('duration'), about.get('effort')].filter(Boolean).join(', ').slice(0, 500);
  const cover = text(settings.course_image) && asset(text(settings.course_image));
  const license = licenseOf(text(settings.license));
  if (settings.license && !license) note('settings', 'license');
  const staff = staffOf(course, asset);
  const attempts = Number(settings.max_attempts);
  const showAnswer = showAnswerOf(text(settings.showanswer) || undefined, note);
  const author = text(settings.display_organization) || course.org;
  const defaults = {
    ...(Number.isInteger(attempts) && attempts > 0 && { attempts }),
    ...(showAnswer && { 'show-answer': showAnswer }),
  };
  const grading = gradingOf(course, categories);
  return {
    lectern: 1,
    key: keyOf(`${course.org}-${course.number}`).toLowerCase().replaceAll('_', '-'),
    title,
    ...(summary && { summary }),
    language: languageOf(course),
    pace: settings.self_paced === true ? 'self' : 'scheduled',
    ...(effort && { effort }),
    ...(cover && { cover }),
    ...(license && { license }),
    ...(license && author && { attribution: { author } }),
    ...(staff.length > 0 && { staff }),
    ...(Object.keys(defaults).length > 0 && { defaults }),
    ...(Object.keys(grading).length > 0 && { grading }),
    outline,
  };
}
