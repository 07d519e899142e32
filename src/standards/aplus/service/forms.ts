/**
 * Forms that graders draw. A page waits a short while for one; what comes later is kept for the next look. A kept page is
 * asked for again with the time of its last change, which a grader may answer with "not modified" (RFC 9110).
 */
import { LRUCache } from 'lru-cache';
import type { FormRequest, ServedForm } from '#modules/content/contract.ts';
import { log } from '#platform/log.ts';
import { type OutboundAnswer, send } from '#platform/outbound.ts';
import { absoluteUrl } from '#platform/site.ts';
import { sha256Of } from '#platform/storage.ts';
import { exerciseToken } from '../../callback-tokens.ts';
import { findGrader, type Grader, uidAt, whereIs } from '../../graders.ts';
import { drawForm } from '../translate/form.ts';
import { type GraderPage, readGraderPage } from '../wire/page.ts';
import { graderUrl } from '../wire/request.ts';
import { exerciseIdOf } from './callbacks.ts';
import { authorization } from './keys.ts';
import { type ExerciseFields, mostBytes, serviceOf, timeoutMs } from './runner.ts';

interface KeptPage {
  page: GraderPage;
  html: string;
  lastModified: string | null;
  /** Milliseconds of `performance.now()`. */
  freshUntil: number;
}

/** How long a page waits for a grader; reading must not hang on it. */
const patienceMs = 3_000;
const freshMs = 60_000;
const longestFreshMs = 3_600_000;
/** After a failure a grader is left alone for so long, so that not every page waits. */
const pauseMs = 15_000;

/** As long as a grader may hand in with what a page was asked with. */
const tokenMs = 24 * 3_600_000;

const pages = new LRUCache<string, KeptPage>({
  max: 2_000,
  // The page may hold its token, and an unchanged one is kept as it was: half a life is left to whoever gets it.
  ttl: tokenMs / 2,
  noUpdateTTL: true,
  maxSize: 64_000_000,
  sizeCalculation: ({ html }) => html.length + 1,
});
const asking = new Map<string, Promise<KeptPage | null>>();
const pausedUntil = new LRUCache<string, number>({ max: 500 });

/** For tests: nothing is known of any grader. */
export function forgetForms(): void {
  pages.clear();
  asking.clear();
  pausedUntil.clear();
}

function freshMsOf({ headers }: OutboundAnswer): number {
  const expires = Date.parse(headers.expires ?? '') - Date.parse(headers.date ?? '');
  return Number.isNaN(expires) ? freshMs : Math.min(longestFreshMs, Math.max(0, expires));
}

async function ask(url: string, grader: Grader, known: KeptPage | undefined): Promise<KeptPage> {
  const answer = await send({
    method: 'GET',
    url,
    headers: {
      accept: 'text/html',
      ...(await authorization(grader)),
      ...(known?.lastModified && { 'if-modified-since': known.lastModified }),
    },
    timeoutMs,
    maxBytes: mostBytes,
    trusted: true,
  });
  const freshUntil = performance.now() + freshMsOf(answer);
  if (answer.status === 304 && known) return { ...known, freshUntil };
  if (answer.status !== 200) throw new Error(`status ${answer.status}`);
  const html = answer.body.toString('utf8');
  return {
    page: readGraderPage(html),
    html,
    lastModified: answer.headers['last-modified'] ?? null,
    freshUntil,
  };
}

/** One request at a time for the same page, however many look at it. */
function refresh(key: string, url: string, grader: Grader): Promise<KeptPage | null> {
  const known = pages.get(key);
  const underWay = asking.get(key);
  if (underWay) return underWay;
  const work = ask(url, grader, known)
    .then((page) => {
      pages.set(key, page);
      return page;
    })
    .catch((err) => {
      pausedUntil.set(key, performance.now() + pauseMs);
      log().warn({ err, grader: grader.address }, 'the form of an exercise could not be had');
      return null;
    })
    .finally(() => asking.delete(key));
  asking.set(key, work);
  return work;
}

const late = (): Promise<null> =>
  new Promise((resolve) => setTimeout(() => resolve(null), patienceMs).unref());

/** Where a grader may hand in for the learner what was done at the grader itself; nobody signed in, nothing to hand in. */
function handInUrl({ activity, runId, learnerId }: FormRequest): string {
  const place = { runId, activityKey: activity.key };
  const url = absoluteUrl(`/api/v2/exercises/${encodeURIComponent(exerciseIdOf(place))}/grader/`);
  if (learnerId === null) return url;
  const until = Math.floor((Date.now() + tokenMs) / 1000);
  return `${url}?token=${exerciseToken({ learnerId, ...place, until })}`;
}

function urlOf(request: FormRequest, grader: Grader): string {
  const { activity, learnerId, attempt, locale } = request;
  return graderUrl(whereIs(serviceOf(activity.settings), grader), {
    maxPoints: activity.points,
    maxSubmissions: activity.attempts ?? 0,
    submissionUrl: handInUrl(request),
    postUrl: absoluteUrl('/'),
    uids: learnerId ? [uidAt(grader, learnerId)] : [],
    ordinalNumber: attempt,
    language: locale,
  });
}

/** The page of an exercise as this learner gets it; null: not to be had now. Old pages are better than none. */
async function pageOf(asked: FormRequest): Promise<KeptPage | null> {
  const service = serviceOf(asked.activity.settings);
  const grader = findGrader(service);
  if (!grader) return null;
  const key = [service, asked.locale, asked.learnerId, asked.attempt].join(' ');
  const known = pages.get(key);
  const now = performance.now();
  if (known && known.freshUntil > now) return known;
  if ((pausedUntil.get(key) ?? 0) > now) return known ?? null;
  return (await Promise.race([refresh(key, urlOf(asked, grader), grader), late()])) ?? known ?? null;
}

export async function formOf(request: FormRequest): Promise<ServedForm | null> {
  const kept = await pageOf(request);
  if (!kept) return null;
  const { activity } = request;
  return {
    id: sha256Of(kept.html),
    draw: ({ answer, disabled, fieldName }) =>
      drawForm(kept.page.part, {
        base: serviceOf(activity.settings),
        idPrefix: `${activity.key}-`,
        nameOf: (field) => fieldName(`in.${field}`),
        values: (answer as ExerciseFields | null)?.fields ?? {},
        disabled,
      }),
  };
}
