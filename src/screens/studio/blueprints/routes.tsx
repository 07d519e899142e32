/** Blueprints, as endpoints. */
import { translateTo } from '#lib/messages.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import type { Refusal } from '#platform/refusal.ts';
import { type CourseParams, studioLinks } from '#screens/studio/outline/index.ts';
import { inCourse } from '#screens/teach/index.ts';
import { problemsOf } from '#ui/problems.ts';
import { BlueprintBody, ChildBody } from './schema.ts';
import {
  addChild,
  endBlueprint,
  type OpenBlueprint,
  openBlueprint,
  removeChild,
  saveBlueprint,
} from './service.ts';
import { BlueprintPage, type BlueprintPageProps } from './views.tsx';

const path = '/studio/:organization/:course/blueprint';
const allow = inCourse('course.publish');

const blueprintPage = (call: Call, open: OpenBlueprint, problems?: BlueprintPageProps['problems']): Page => ({
  title: `${translateTo(call.locale)('blueprints.title')} · ${open.course.title}`,
  robots: 'noindex',
  body: () => <BlueprintPage {...open} problems={problems} />,
});

const again = async (
  refusal: Refusal,
  call: Call,
  { params }: { params: Record<string, unknown> },
): Promise<Page> =>
  blueprintPage(
    call,
    await openBlueprint(call, params as unknown as CourseParams),
    problemsOf(refusal, translateTo(call.locale), {}),
  );

const done = (params: CourseParams, message: string) => ({
  redirect: studioLinks.blueprint(params),
  flash: { message, tone: 'success' as const },
});

export const showBlueprint = endpoint({
  method: 'GET',
  path,
  summary: 'Whether a course is a blueprint, what it locks, and how far the courses that follow it are',
  allow: inCourse('course.edit'),
  run: (call, { params }) => openBlueprint(call, params),
  page: (open, call) => blueprintPage(call, open),
  json: ({ blueprint, follows, children }) => ({
    blueprint: blueprint && { push: blueprint.push, locked: blueprint.locked },
    follows: follows && `${follows.course.organization.key}/${follows.course.key}`,
    children: children.map(({ course, update, released, changed }) => ({
      ...{ course: `${course.organization.key}/${course.key}`, released, changed },
      ...{ release: update?.from.release ?? null, newest: update?.from.newest ?? null },
      clashes: update?.clashes ?? 0,
    })),
  }),
});

export const sendBlueprint = endpoint({
  method: 'POST',
  path,
  summary: 'Makes a course a blueprint, or changes how far its releases go and what it locks in its children',
  body: BlueprintBody,
  allow,
  fromForm: ({ push, locked = [], 'lock-all': all }) => ({
    ...(push !== undefined && { push }),
    locked: [...[locked].flat(), ...(all ? ['all'] : [])],
  }),
  run: async (call, { params, body }) => {
    await saveBlueprint(call, params, body);
    return body;
  },
  page: (_result, _call, { params }) => done(params, 'blueprints.flash-saved'),
  refused: again,
  json: (body) => body,
});

export const sendEnd = endpoint({
  method: 'POST',
  path: `${path}/end`,
  summary: 'A blueprint is one no more: its children stay as they are, and nothing in them is locked',
  allow,
  run: (call, { params }) => endBlueprint(call, params),
  page: (_result, _call, { params }) => done(params, 'blueprints.flash-ended'),
  json: () => ({ blueprint: null }),
});

export const sendChild = endpoint({
  method: 'POST',
  path: `${path}/children`,
  summary: 'A course that was made of the blueprint follows it from now on',
  body: ChildBody,
  allow,
  successStatus: 201,
  run: async (call, { params, body: { child } }) => {
    await addChild(call, params, child);
    return { child };
  },
  page: (_result, _call, { params }) => done(params, 'blueprints.flash-added'),
  refused: again,
  json: (result) => result,
});

export const sendRemoval = endpoint({
  method: 'POST',
  path: `${path}/children/remove`,
  summary: 'A course follows the blueprint no more, and nothing in it is locked',
  body: ChildBody,
  allow,
  run: async (call, { params, body: { child } }) => {
    await removeChild(call, params, child);
    return { child };
  },
  page: (_result, _call, { params }) => done(params, 'blueprints.flash-removed'),
  refused: again,
  json: (result) => result,
});
