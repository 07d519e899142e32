/**
 * In which language somebody reads a course: as they ask now (`?in=es`), as they chose before, else as the page around
 * it. What they ask is kept: for a person with the account, for everybody by the browser.
 */
import { keepReading } from '#modules/accounts/index.ts';
import { inLanguage, nearestLanguage, type Release } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';

interface CourseKeys {
  organization: string;
  course: string;
}

const pathOf = ({ organization, course }: CourseKeys): string => `${organization}/${course}`;

/** The release as whoever asks reads it; costs nothing where there is one language. */
export function readingFor(
  { actor, reading, locale }: Pick<Call, 'actor' | 'reading' | 'locale'>,
  course: CourseKeys,
  release: Release,
): Release {
  const { languages } = release.course;
  if (!languages) return release;
  const own = actor.kind === 'person' ? (actor.readings?.[pathOf(course)] ?? null) : null;
  const wanted = [reading?.asked ?? null, own, reading?.kept ?? null, locale];
  return inLanguage(release, nearestLanguage(languages, wanted) ?? release.course.language);
}

/** Keeps what a person asks for, when it is another language than before. */
export async function keepChoice(
  { actor, reading }: Call,
  course: CourseKeys,
  release: Release,
): Promise<void> {
  if (actor.kind !== 'person' || !reading?.asked || !release.course.languages) return;
  const path = pathOf(course);
  const chosen = nearestLanguage(release.course.languages, [reading.asked]);
  if (chosen && actor.readings?.[path] !== chosen) await keepReading(actor.id, path, chosen);
}
