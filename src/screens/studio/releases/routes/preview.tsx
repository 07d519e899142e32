/** The draft for whoever has a link to it: no account, no search engine, nothing to hand in. */
import { translateTo } from '#lib/messages.ts';
import { endpoint } from '#platform/endpoint.ts';
import { openPreview, openPreviewUnit } from '../service/preview.ts';
import { PreviewAside, PreviewPage, PreviewUnitPage } from '../views/preview.tsx';

const whoHasTheLink = { who: 'everybody who has the signed address of a draft', check: () => true };

export const showPreview = endpoint({
  method: 'GET',
  path: '/studio/preview/:token',
  summary: 'The draft of a course as a learner would see it: its outline',
  allow: whoHasTheLink,
  run: (call, { params }) => openPreview(call, params.token),
  page: (open, call, { params }) => ({
    title: `${translateTo(call.locale)('releases.preview-title')} · ${open.title}`,
    robots: 'noindex',
    body: () => <PreviewPage {...open} token={params.token} />,
  }),
});

export const showPreviewUnit = endpoint({
  method: 'GET',
  path: '/studio/preview/:token/:unit',
  summary: 'A unit of the draft of a course as a learner would see it',
  allow: whoHasTheLink,
  run: (call, { params }) => openPreviewUnit(call, params),
  page: ({ course, unit, title, preview }, _call, { params }) => ({
    title: `${unit.title} · ${title}`,
    shell: 'reading',
    robots: 'noindex',
    aside: () => <PreviewAside course={course} token={params.token} unit={unit} />,
    body: () => (
      <PreviewUnitPage course={course} unit={unit} token={params.token} expiresAt={preview.expiresAt} />
    ),
  }),
});
