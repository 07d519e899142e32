/** A learner's own dates and calendar. */
import { translateTo } from '#lib/messages.ts';
import { everyone, signedIn } from '#modules/access/index.ts';
import { getOwnTimes, renewCalendar } from '#modules/enrollment/index.ts';
import { endpoint } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { absoluteUrl } from '#platform/site.ts';
import { links } from '../links.ts';
import { calendarOf, listDue } from '../service/mine.ts';
import { MyDatesPage } from '../views/mine.tsx';

export const showMine = endpoint({
  method: 'GET',
  path: '/dates',
  summary: 'Everything that is due for me, in all courses, and what holds for me everywhere',
  allow: signedIn,
  priority: 'reading',
  async run(call) {
    const { actor } = call;
    if (actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
    const [due, own] = await Promise.all([listDue(call, actor.id), getOwnTimes(actor.id)]);
    return { due, ...own };
  },
  page: ({ due, accommodations, token }, call) => ({
    title: translateTo(call.locale)('times.mine'),
    robots: 'noindex',
    body: () => (
      <MyDatesPage due={due} accommodations={accommodations} feed={absoluteUrl(links.feed(`${token}.ics`))} />
    ),
  }),
  // The address of the calendar is for its owner's eyes: a program that may read dates is not given it.
  json: ({ due, accommodations }) => ({ due, accommodations }),
});

export const renewMyCalendar = endpoint({
  method: 'POST',
  path: '/dates/calendar',
  summary: 'Gives my calendar a new address; the old one is void',
  allow: signedIn,
  run: (call) => renewCalendar(call),
  page: () => ({ redirect: links.mine, flash: { message: 'times.flash-renewed', tone: 'success' } }),
  json: () => ({ renewed: true }),
});

/** No cookie comes with a calendar program: the address itself says who it is. */
export const showFeed = endpoint({
  method: 'GET',
  path: '/calendar/:token',
  summary: 'Deadlines of a learner as iCalendar; the address is the secret',
  allow: everyone,
  priority: 'background',
  run: ({ locale, now }, { params }) => calendarOf(params.token, locale, now),
  page: (calendar) => ({
    file: Buffer.from(calendar),
    type: 'text/calendar; charset=utf-8',
    headers: { 'cache-control': 'private, max-age=600' },
  }),
});
