/** A course with its runs as one reader may use them. */
import { may, mayAnywhere } from '#modules/access/index.ts';
import { type Course, getOffer } from '#modules/catalog/index.ts';
import { getRelease, type Release } from '#modules/content/index.ts';
import { findEnrollments, gateOf } from '#modules/enrollment/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { keepChoice, readingFor } from '#screens/languages/index.ts';
import type { RunOffer } from './views/offer.tsx';

export interface OfferedCourse {
  course: Course;
  /** In the language of whoever reads, as the texts of `course`. */
  release: Release;
  /** Whether the reader makes courses somewhere, and so could make one of this. */
  mayMakeCourses: boolean;
  offers: Omit<RunOffer, 'learnHref' | 'enrollHref' | 'leaveHref' | 'signInHref'>[];
}

export async function openCourse(call: Call, organization: string, key: string): Promise<OfferedCourse> {
  const { course, runs } = await getOffer(organization, key);
  if (!course.releaseId || course.kind === 'library') throw new Refusal(commonRefusals['not-found']);
  const original = await getRelease(course.releaseId);
  const release = readingFor(call, { organization, course: key }, original);
  await keepChoice(call, { organization, course: key }, original);
  const { title, summary, language } = release.course;
  const learner = call.actor.kind === 'person' ? call.actor.id : null;
  const enrolled = learner
    ? await findEnrollments(
        learner,
        runs.map(({ id }) => id),
      )
    : new Set<string>();
  const staff = may(call.actor, 'course.view-as-staff', { organization, course: `${organization}/${key}` });
  const offers = runs.map((run) => ({
    run,
    gate: gateOf(run, call.now),
    enrolled: enrolled.has(run.id),
    readable: run.open || staff,
  }));
  return {
    course: { ...course, title, summary, language },
    release,
    mayMakeCourses: mayAnywhere(call.actor, 'course.create'),
    offers,
  };
}
