/** The way out: a course as a file, and before that what of it does not go along. */
import { translateTo } from '#lib/messages.ts';
import { endpoint } from '#platform/endpoint.ts';
import { studioLinks } from '#screens/studio/outline/index.ts';
import { inCourse } from '#screens/teach/index.ts';
import { ExportFileQuery, ExportQuery } from '../schema.ts';
import { openExport, writeExport } from '../service/export-course.ts';
import { ExportPage } from '../views/export.tsx';

const allow = inCourse('course.edit');

export const showExport = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/export',
  summary: 'Formats in which a course leaves, and what of a draft or a release one of them does not say',
  query: ExportQuery,
  allow,
  run: (call, { params, query }) => openExport(call, params, query),
  page(open, call, { params }) {
    const { format, of, language } = open.query;
    const download =
      format && open.problems.length === 0 ? downloadExport.url(params, { format, of, language }) : null;
    return {
      title: `${translateTo(call.locale)('book.export-title')} · ${open.studio.course.title}`,
      robots: 'noindex',
      body: () => <ExportPage {...open} action={studioLinks.export(params)} download={download} />,
    };
  },
  json: ({ releases, languages, query, report, problems }) => ({
    ...query,
    languages,
    releases: releases.map(({ number, releaseId }) => ({ number, releaseId })),
    report,
    problems,
  }),
});

export const downloadExport = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/export/file',
  summary:
    'A draft or a release of a course as one file: our source, OLX, Common Cartridge, QTI, HTML or EPUB',
  query: ExportFileQuery,
  allow,
  run: (call, { params, query }) => writeExport(call, params, query),
  page: ({ bytes: file, type, name }) => ({ file, type, name }),
});
