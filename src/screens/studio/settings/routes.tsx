/** The settings of a course: as a form, and as the text that they stand in. */
import { translateTo } from '#lib/messages.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import type { Refusal } from '#platform/refusal.ts';
import { languageSent } from '#screens/languages/index.ts';
import { type CourseParams, studioLinks } from '#screens/studio/outline/index.ts';
import { inCourse } from '#screens/teach/index.ts';
import type { FormValues } from '#ui/form.tsx';
import { problemsOf } from '#ui/problems.ts';
import { settingNames } from './rules/course-yaml.ts';
import { formOfSettings, settingsOfForm } from './rules/fields.ts';
import { SettingsBody, SourceBody } from './schema.ts';
import { openSettings, problemsAtFields, saveSettings, saveSource } from './service.ts';
import { SettingsPage, type SettingsPageProps } from './views/settings.tsx';
import { SourcePage } from './views/source.tsx';

const allow = inCourse('course.edit');

const titled = (call: Call, course: { title: string }, body: () => unknown): Page => ({
  title: `${translateTo(call.locale)('outline.settings')} · ${course.title}`,
  robots: 'noindex',
  body,
});

type Fields = Record<string, string | string[]>;

const single = (fields: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(languageSent(fields)).map(([name, value]) => [name, [value].flat().join('\n')]),
  );

/** The form shows all settings: what is empty in it is taken away. */
function bodyOfForm(fields: Fields) {
  const { revision = '', about = '', ...rest } = single(fields);
  const settings = settingsOfForm(rest);
  return {
    ...(revision !== '' && { revision: Number(revision) }),
    ...Object.fromEntries(settingNames.map((name) => [name, settings[name] ?? null])),
    title: settings.title ?? '',
    about,
  };
}

/** The form as it was sent, with what is wrong in it, or with what somebody else has written meanwhile. */
function againOf(refusal: Refusal, call: Call, values: FormValues): NonNullable<SettingsPageProps['again']> {
  const { fields = [] } = refusal.details;
  if (refusal.code === 'settings-changed') return { values, problems: [], theirs: fields };
  const said = refusal.code === 'settings-wrong' && fields.length > 0;
  return { values, problems: said ? fields : problemsOf(refusal, translateTo(call.locale), {}), theirs: [] };
}

export const showSettings = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/settings',
  summary: 'The settings of a course in its draft, as they stand in course.yaml, and the text of about.md',
  allow,
  run: (call, { params }) => openSettings(call, params),
  page(settings, call) {
    const { fields, text, problems, about } = settings;
    const found = problemsAtFields(text, problems);
    const again = { values: { ...fields, pace: fields?.pace ?? 'self', about }, problems: found, theirs: [] };
    return titled(call, settings.course, () => (
      <SettingsPage {...settings} {...(found.length > 0 && { again })} />
    ));
  },
  json: ({ draft, fields, about, problems }) => ({
    revision: draft.revision,
    settings: fields && settingsOfForm(fields),
    about,
    problems,
  }),
});

export const sendSettings = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/settings',
  summary: 'Changes settings of a course in its draft: null takes one away, what is absent stays',
  body: SettingsBody,
  fromForm: bodyOfForm,
  allow,
  run: (call, { params, body }) => saveSettings(call, params, body),
  page: (_result, _call, { params }) => ({
    redirect: studioLinks.settings(params),
    flash: { message: 'outline.flash-saved', tone: 'success' },
  }),
  async refused(refusal, call, { params, body }) {
    const { about, ...sent } = single(body as Fields);
    const values = { ...formOfSettings(settingsOfForm(sent)), about };
    const settings = await openSettings(call, params);
    return titled(call, settings.course, () => (
      <SettingsPage {...settings} again={againOf(refusal, call, values)} />
    ));
  },
  json: (saved) => saved,
});

const sourcePage = async (
  call: Call,
  params: CourseParams,
  again?: SettingsPageProps['again'],
): Promise<Page> => {
  const settings = await openSettings(call, params);
  return titled(call, settings.course, () => <SourcePage {...settings} again={again} />);
};

export const showSource = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/settings/source',
  summary: 'course.yaml as a text',
  allow,
  run: () => null,
  page: (_result, call, { params }) => sourcePage(call, params),
});

export const sendSource = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/settings/source',
  summary:
    'Replaces course.yaml of the draft; what others changed since the revision that it began with is merged',
  body: SourceBody,
  allow,
  run: (call, { params, body }) => saveSource(call, params, body),
  page: (_result, _call, { params }) => ({
    redirect: studioLinks.courseFile(params),
    flash: { message: 'outline.flash-saved', tone: 'success' },
  }),
  refused(refusal, call, { params, body }) {
    const again = againOf(refusal, call, body);
    const problems = again.problems.map(({ message }) => ({ path: 'source', message }));
    return sourcePage(call, params, { ...again, problems });
  },
  json: (saved) => saved,
});
