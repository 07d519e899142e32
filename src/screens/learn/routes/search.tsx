/** Searching in a run, in the language that its units are read in. */
import { translateTo } from '#lib/messages.ts';
import { searchUnits } from '#modules/content/index.ts';
import { endpoint } from '#platform/endpoint.ts';
import { links } from '../links.ts';
import { SearchInput } from '../schema.ts';
import { openOutline } from '../service/reading.ts';
import { SearchPage } from '../views/run.tsx';
import { readers } from './reading.tsx';

export const searchRun = endpoint({
  method: 'GET',
  path: '/search/:organization/:course/:run',
  summary: 'Search in the units of a run',
  query: SearchInput,
  allow: readers,
  async run(call, { params, query }) {
    const { run, course } = await openOutline(call, params);
    const q = query.q?.trim() ?? '';
    return {
      run,
      course,
      q,
      hits: q ? await searchUnits(run.releaseId, q, course.release.course.language) : [],
    };
  },
  page({ course, q, hits }, call, { params }) {
    const to = links(params);
    return {
      title: `${translateTo(call.locale)('learn.search-title')} · ${course.release.course.title}`,
      robots: 'noindex',
      body: () => (
        <SearchPage
          courseTitle={course.release.course.title}
          courseHref={to.run}
          action={to.search}
          q={q}
          hits={hits.map((hit) => ({
            href: to.unit(hit.unitKey),
            title: hit.title,
            language: course.units.get(hit.unitKey)?.language ?? course.release.course.language,
            path:
              course.units
                .get(hit.unitKey)
                ?.path.map(({ title }) => title)
                .join(' › ') ?? '',
            snippet: hit.snippet,
          }))}
        />
      ),
    };
  },
  json: ({ hits }) => ({ hits }),
});
