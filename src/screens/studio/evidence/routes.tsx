/** Evidence, as an endpoint. */
import { translateTo } from '#lib/messages.ts';
import { endpoint } from '#platform/endpoint.ts';
import { inCourse } from '#screens/teach/index.ts';
import { EvidenceQuery } from './schema.ts';
import { openEvidence } from './service.ts';
import { EvidencePage } from './views/page.tsx';

export const showEvidence = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/units/:unit/evidence',
  summary:
    'What learners of the live release did in a unit: who came, went on and stopped, and what they answered; of five learners at least',
  query: EvidenceQuery,
  allow: inCourse('course.edit'),
  run: (call, { params, query }) => openEvidence(call, params, query.run),
  page: (open, call) => ({
    title: `${translateTo(call.locale)('evidence.title')} · ${open.known?.unit.title ?? open.params.unit}`,
    robots: 'noindex',
    body: () => <EvidencePage {...open} />,
  }),
  json: ({ runs, run, known }) => ({
    runs: (run ? [run] : runs).map(({ key }) => key),
    releaseId: known?.release.id ?? null,
    evidence: known?.evidence ?? null,
  }),
});

export const endpoints = [showEvidence];
