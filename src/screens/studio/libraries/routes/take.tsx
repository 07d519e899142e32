/** Taking from libraries, and where something is used. */
import { translateTo } from '#lib/messages.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { type CourseParams, studioLinks } from '#screens/studio/outline/index.ts';
import { inCourse } from '#screens/teach/index.ts';
import { problemsOf } from '#ui/problems.ts';
import { partOf } from '../rules.ts';
import { TakeBody, TakeQuery } from '../schema.ts';
import { type OpenTake, openTake } from '../service/find.ts';
import { takeFrom } from '../service/take.ts';
import { openUses } from '../service/uses.ts';
import { TakePage, type TakePageProps } from '../views/take.tsx';
import { UsesPage } from '../views/uses.tsx';

const allow = inCourse('course.edit');

const takePage = (call: Call, open: OpenTake, problems?: TakePageProps['problems']): Page => ({
  title: `${translateTo(call.locale)('outline.take')} · ${open.course.title}`,
  robots: 'noindex',
  body: () => <TakePage {...open} problems={problems} />,
});

export const showTake = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/take',
  summary: 'Blocks and units of the libraries that you may take from, and one of them as learners see it',
  query: TakeQuery,
  allow,
  run: (call, { params, query }) => openTake(call, params, query),
  page: (open, call) => takePage(call, open),
  json: ({ found, total, targets }) => ({
    total,
    targets: targets.map(({ ref, title }) => ({ ref, title })),
    found: found.map(({ library: { course, shared, fits }, part, kind, title }) => ({
      ...{ library: `${course.organization.key}/${course.key}`, release: shared.number, fits },
      ...{ part, kind, title },
    })),
  }),
});

export const sendTake = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/take',
  summary:
    'Copies a block of a library into a unit, or a unit of it into a section, with its origin and files',
  body: TakeBody,
  allow,
  successStatus: 201,
  run: (call, { params, body }) => takeFrom(call, params, body),
  page: ({ item }, _call, { params }) => ({
    redirect: studioLinks.unit(params, partOf(item).key),
    flash: { message: 'libraries.flash-taken', tone: 'success' },
  }),
  async refused(refusal, call, { params, body }) {
    const into = typeof body.into === 'string' ? body.into : undefined;
    const open = await openTake(call, params as unknown as CourseParams, { q: '', kind: '', page: 1, into });
    return takePage(call, open, problemsOf(refusal, translateTo(call.locale), {}));
  },
  json: (taken) => taken,
});

export const showUses = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/uses',
  summary: 'Which courses took what from this one, what it took from others, and which files others hold too',
  allow,
  run: (call, { params }) => openUses(call, params),
  page: (open, call) => ({
    title: `${translateTo(call.locale)('outline.uses')} · ${open.course.title}`,
    robots: 'noindex',
    body: () => <UsesPage {...open} />,
  }),
  json: ({ parts, hidden, taken, files }) => ({
    hidden,
    parts: parts.map(({ takers, ...part }) => ({
      ...part,
      takers: takers.map(({ course, ...taker }) => ({
        course: `${course.organization.key}/${course.key}`,
        ...taker,
      })),
    })),
    taken: taken.flatMap(({ uses }) => uses.map(({ courseId: _, ...use }) => use)),
    files: files.map(({ path, places }) => ({
      path,
      places: places.map(({ course, path: at }) => ({
        course: `${course.organization.key}/${course.key}`,
        path: at,
      })),
    })),
  }),
});
