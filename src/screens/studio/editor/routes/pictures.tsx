/** Adding a picture to a unit. */
import { translateTo } from '#lib/messages.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { inCourse } from '#screens/teach/index.ts';
import type { FormValues, Problem } from '#ui/form.tsx';
import { problemsOf } from '#ui/problems.ts';
import { largestPicture, PictureBody, pictureField, type UnitParams } from '../schema.ts';
import { openUnit } from '../service/open-unit.ts';
import { type AddedPicture, addPicture } from '../service/pictures.ts';
import { PicturePage } from '../views/picture.tsx';

const allow = inCourse('course.edit');

interface Again {
  added?: AddedPicture;
  problems?: readonly Problem[];
  values?: FormValues;
}

async function picturePage(call: Call, params: UnitParams, { added, ...form }: Again = {}): Promise<Page> {
  const open = await openUnit(call, params);
  const title = translateTo(call.locale)('editor.add-picture');
  return {
    title: `${title} · ${open.course.title}`,
    robots: 'noindex',
    body: () => <PicturePage params={params} title={params.unit} added={added ?? null} {...form} />,
  };
}

export const showPictures = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/units/:unit/pictures',
  summary: 'The form that adds a picture to the files of a course',
  allow,
  run: (_call, { params }) => params,
  page: (params, call) => picturePage(call, params),
});

export const sendPicture = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/units/:unit/pictures',
  summary: 'Adds a picture, with its text for those who do not see it, and says how the unit shows it',
  body: PictureBody,
  upload: { field: pictureField, maxBytes: largestPicture },
  allow,
  idempotency: 'none',
  successStatus: 201,
  run: (call, { params, body }) => addPicture(call, params, body, call.upload),
  page: (added, call, { params }) => picturePage(call, params, { added }),
  async refused(refusal, call, { params, body }) {
    const t = translateTo(call.locale);
    const labels = { alt: t('editor.alt'), [pictureField]: t('editor.picture') };
    const problems = problemsOf(refusal, t, labels).map((problem) =>
      problem.path === '' ? { ...problem, path: pictureField } : problem,
    );
    const again = { problems, values: body };
    return { ...(await picturePage(call, params as unknown as UnitParams, again)), status: 422 };
  },
  json: (added) => added,
});
