/** What became of everything in an import. */
import { translateTo } from '#lib/messages.ts';
import { maySomewhere } from '#modules/access/index.ts';
import { endpoint } from '#platform/endpoint.ts';
import { teachLinks } from '#screens/teach/index.ts';
import { ReportQuery } from '../schema.ts';
import { openReport } from '../service/report.ts';
import { ReportPage } from '../views/report.tsx';

export const showReport = endpoint({
  method: 'GET',
  path: '/studio/imports/:id',
  summary: 'The fidelity report of an import: what was taken over exactly, approximated or left out',
  query: ReportQuery,
  allow: maySomewhere('course.view-as-staff'),
  run: (call, { params, query }) => openReport(call, params.id, query),
  page(report, call, { params }) {
    const { course } = report;
    return {
      title: `${translateTo(call.locale)('studio.report-title')} · ${course.title}`,
      robots: 'noindex',
      body: () => (
        <ReportPage
          {...report}
          deskHref={teachLinks.desk()}
          courseHref={teachLinks.course({ organization: course.organization.key, course: course.key })}
          href={(query) => showReport.url(params, query)}
        />
      ),
    };
  },
  json: ({ course, ...report }) => ({
    ...report,
    course: { id: course.id, organization: course.organization.key, key: course.key, title: course.title },
  }),
});
