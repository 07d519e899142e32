/** A course and its repository: how they are linked, and what came of each pull and push. */
import { type MessageKey, type Translate, translateTo } from '#lib/messages.ts';
import {
  askSync,
  dropLink,
  enqueueSync,
  folderOf,
  forgeAt,
  type LinkInput,
  renewSecret,
  saveLink,
} from '#modules/authoring/index.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import type { Refusal } from '#platform/refusal.ts';
import { type CourseParams, openDraft } from '#screens/studio/outline/index.ts';
import { inCourse } from '#screens/teach/index.ts';
import type { FormValues, Problem } from '#ui/form.tsx';
import { problemsOf } from '#ui/problems.ts';
import { links } from '../links.ts';
import { LinkBody } from '../schema.ts';
import { type OpenGit, openGit } from '../service/open-git.ts';
import { GitPage } from '../views/git.tsx';
import { fieldOf, labelsOf } from '../views/settings.tsx';

const allow = inCourse('course.publish');

const page = (git: OpenGit, call: Call, again: { values?: FormValues; problems?: Problem[] } = {}): Page => ({
  title: `${translateTo(call.locale)('git.title')} · ${git.studio.course.title}`,
  robots: 'noindex',
  body: () => <GitPage {...git} {...again} />,
});

/** The secret is for the page, where somebody copies it: programs that read the state need it not. */
const json = ({ link, syncs, revision, underWay, hook }: OpenGit) => ({
  ...{ link, syncs, revision, underWay },
  hook: hook && { url: hook.url },
});

export const showGit = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/git',
  summary: 'How a course is linked to a git repository, and what came of the last pulls and pushes',
  allow,
  run: (call, { params }) => openGit(call, params),
  page: (git, call) => page(git, call),
  json,
});

const courseIdOf = async (call: Call, params: CourseParams): Promise<string> =>
  (await openDraft(call, params, 'course.publish')).draft.courseId;

function inputOf(courseId: string, { token, forgetToken, url, folder, forge, ...body }: LinkBody): LinkInput {
  const address = url.trim();
  return {
    ...body,
    courseId,
    url: address,
    branch: body.branch.trim(),
    folder: folderOf(folder) ?? folder,
    forge: forge ?? forgeAt(address),
    token: forgetToken ? null : token?.trim() || undefined,
  };
}

/** Cause and remedy, at the field that has to change. */
function problemsWith(refusal: Refusal, t: Translate): Problem[] {
  const { code, details } = refusal;
  const field = fieldOf(code);
  if (!field) return problemsOf(refusal, t, labelsOf(t));
  const [cause, remedy] = ['', '.remedy'].map((part) =>
    t(`refusals.${code}${part}` as MessageKey, details.values),
  );
  return [{ path: field, message: `${cause}. ${remedy}` }];
}

export const linkGit = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/git',
  summary: 'Links a course to a branch of a git repository, or changes how it is linked',
  body: LinkBody,
  // What is not chosen is sent empty.
  fromForm: ({ forge, ...rest }) => (forge ? { forge, ...rest } : rest),
  allow,
  async run(call, { params, body }) {
    await saveLink(call, inputOf(await courseIdOf(call, params), body));
    return openGit(call, params);
  },
  page: (_git, _call, { params }) => ({
    redirect: links.git(params),
    flash: { message: 'git.flash-saved', tone: 'success' },
  }),
  async refused(refusal, call, { params, body }) {
    const { token: _, ...values } = body;
    const problems = problemsWith(refusal, translateTo(call.locale));
    return page(await openGit(call, params), call, { values, problems });
  },
  json,
});

const ask = async (call: Call, params: CourseParams, direction: 'pull' | 'push') =>
  askSync(call, await courseIdOf(call, params), direction, enqueueSync);

export const pullGit = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/git/pull',
  summary: 'Asks for what is new in the repository to be checked and saved into the draft',
  allow,
  successStatus: 202,
  run: (call, { params }) => ask(call, params, 'pull'),
  page: (_, _call, { params }) => ({ redirect: links.git(params), flash: { message: 'git.flash-pulling' } }),
  json: () => ({ asked: 'pull' }),
});

export const pushGit = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/git/push',
  summary: 'Asks for the revisions of the draft to be sent to the repository as commits',
  allow,
  successStatus: 202,
  run: (call, { params }) => ask(call, params, 'push'),
  page: (_, _call, { params }) => ({ redirect: links.git(params), flash: { message: 'git.flash-pushing' } }),
  json: () => ({ asked: 'push' }),
});

export const renewGitSecret = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/git/secret',
  summary: 'Makes a new secret for the webhook; the old one is void at once',
  allow,
  run: async (call, { params }) => renewSecret(call, await courseIdOf(call, params)),
  page: (_, _call, { params }) => ({
    redirect: links.git(params),
    flash: { message: 'git.flash-secret', tone: 'success' },
  }),
  json: () => ({ renewed: true }),
});

export const unlinkGit = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/git/unlink',
  summary: 'Ends the link of a course to its repository; both stay as they are',
  allow,
  run: async (call, { params }) => dropLink(call, await courseIdOf(call, params)),
  page: (_, _call, { params }) => ({
    redirect: links.git(params),
    flash: { message: 'git.flash-unlinked', tone: 'success' },
  }),
  json: () => ({ unlinked: true }),
});
