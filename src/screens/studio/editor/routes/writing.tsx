/** A unit is written, looked at, saved, and settled where it clashes with what others saved. */
import { translateTo } from '#lib/messages.ts';
import { activityTypes } from '#modules/content/contract.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { evidenceBeside } from '#screens/studio/evidence/index.ts';
import { studioLinks } from '#screens/studio/outline/index.ts';
import { inCourse } from '#screens/teach/index.ts';
import { problemsOf } from '#ui/problems.ts';
import { textOf } from '../rules/unit-file.ts';
import { PreviewQuery, ResolveBody, refusals, SaveBody, type UnitParams } from '../schema.ts';
import { type Looked, lookAt, type OpenUnit, openUnit } from '../service/open-unit.ts';
import { type Conflict, type Outcome, resolveUnit, saveUnit } from '../service/save-unit.ts';
import { CheckPage } from '../views/check.tsx';
import { ConflictPage } from '../views/conflict.tsx';
import { EditorPage, type EditorProps } from '../views/editor.tsx';
import { LookPage } from '../views/look.tsx';
import { remarksOf } from '../views/problems.tsx';

const allow = inCourse('course.edit');
const hasForm = (type: string) => activityTypes().get(type)?.form !== undefined;
/** Longer texts are refused with a word; a form writes each letter as three. */
const bodyLimit = 4 * 1024 ** 2;

const titled = (
  call: Call,
  { course }: OpenUnit,
  key: 'editor' | 'preview' | 'check',
  body: () => unknown,
): Page => ({
  title: `${translateTo(call.locale)(`editor.page-${key}`)} · ${course.title}`,
  robots: 'noindex',
  body,
});

async function editorPage(call: Call, props: EditorProps): Promise<Page> {
  const evidence = await evidenceBeside(props.open, props.open.params.unit, call.now);
  return titled(call, props.open, 'editor', () => (
    <EditorPage {...props} evidence={evidence} hasForm={hasForm} />
  ));
}

const conflictPage = (call: Call, open: OpenUnit, conflict: Conflict): Page => ({
  ...titled(call, open, 'editor', () => <ConflictPage open={open} conflict={conflict} />),
  status: 409,
});

/** The form's fields; all that is not the text belongs to the front matter. A tick that is off is not sent. */
function fromForm(sent: Record<string, string | string[]>): unknown {
  const { base, head, body, ...rest } = Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [name, [value].flat().at(-1) ?? '']),
  );
  const fields = 'title' in rest ? { exam: '', ...rest } : {};
  return { base: Number(base), head, body, fields };
}

export const showEditor = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/units/:unit',
  summary: 'A unit of the draft: its text, its mistakes by line, and how it will be read',
  allow,
  async run(call, { params }) {
    const open = await openUnit(call, params);
    return { open, looked: await lookAt(open, open.text) };
  },
  page: ({ open, looked }, call) =>
    editorPage(call, { open, looked, text: open.text, base: open.draft.revision }),
  json: ({ open, looked }) => ({
    ...{ file: open.file, text: open.text, revision: open.draft.revision },
    ...{ problems: looked.draft?.problems ?? [], findings: looked.findings },
  }),
});

/** What was typed, shown again with what is wrong: nothing typed is ever lost. */
async function again(call: Call, params: UnitParams, body: SaveBody, refusal?: Refusal): Promise<Page> {
  const open = await openUnit(call, params);
  const { base, fields } = body;
  const typed = textOf(body, open.text) ?? `${body.head ?? ''}${body.body ?? ''}`.replaceAll('\r\n', '\n');
  const t = translateTo(call.locale);
  const problems = refusal && problemsOf(refusal, t, { title: t('editor.field-title') });
  const known = refusal && fields && Object.keys(fields).length > 0 ? { fields } : {};
  const looked = await lookAt(open, typed);
  const unsaved = typed !== open.text;
  const page = await editorPage(call, { open, looked, text: typed, base, problems, unsaved, ...known });
  return refusal ? { ...page, status: 422 } : page;
}

const savedPage = (params: UnitParams, { merged }: { merged: boolean }) => ({
  redirect: studioLinks.unit(params, params.unit),
  flash: { message: merged ? 'editor.flash-merged' : 'editor.flash-saved', tone: 'success' as const },
});

function savedOf(outcome: Outcome) {
  if (outcome.kind === 'saved') return outcome.saved;
  throw new Refusal(refusals['edit-conflict']);
}

export const sendUnit = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/units/:unit',
  summary:
    'Save a unit that was opened at the revision `base`; merged with what others saved since, or refused as a conflict',
  body: SaveBody,
  bodyLimit,
  allow,
  fromForm,
  idempotency: 'none',
  run: (call, { params, body }) => saveUnit(call, params, body),
  page: ({ open, outcome }, call, { params }) =>
    outcome.kind === 'saved' ? savedPage(params, outcome.saved) : conflictPage(call, open, outcome.conflict),
  refused: (refusal, call, { params, body }) => {
    const sent = fromForm(body as Record<string, string>) as SaveBody;
    if (refusal.code === refusals['unit-not-in-draft'].code || Number.isNaN(sent.base)) throw refusal;
    return again(call, params as unknown as UnitParams, sent, refusal);
  },
  json: ({ outcome }) => savedOf(outcome),
});

export const resolveConflict = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/units/:unit/resolutions',
  summary: 'Save a unit whose clashes with what others saved were settled one by one',
  body: ResolveBody,
  bodyLimit,
  allow,
  idempotency: 'none',
  fromForm(sent) {
    const one = (name: string) => [sent[name] ?? ''].flat().at(-1) ?? '';
    const numbers = Object.keys(sent).flatMap((name) => /^choice\.(\d+)$/.exec(name)?.[1] ?? []);
    const inOrder = numbers.map(Number).sort((a, b) => a - b);
    return {
      ...{ base: Number(one('base')), theirs: Number(one('theirs')), mine: one('mine') },
      choices: inOrder.map((at) => one(`choice.${at}`)),
      texts: inOrder.map((at) => one(`text.${at}`)),
    };
  },
  run: (call, { params, body }) => resolveUnit(call, params, body),
  page: ({ open, outcome }, call, { params }) =>
    outcome.kind === 'saved' ? savedPage(params, outcome.saved) : conflictPage(call, open, outcome.conflict),
  json: ({ outcome }) => savedOf(outcome),
});

export const showPreview = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/units/:unit/preview',
  summary: 'A unit of the draft as learners will read it, wide or narrow, light or dark',
  query: PreviewQuery,
  allow,
  async run(call, { params }) {
    const open = await openUnit(call, params);
    return { open, looked: await lookAt(open, open.text) };
  },
  page: ({ open, looked }, call, { query }) =>
    titled(call, open, 'preview', () => <LookPage open={open} looked={looked} query={query} />),
});

export const previewTyped = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/units/:unit/preview',
  summary: 'The editor with what was typed, its mistakes and how it would be read; nothing is saved',
  body: SaveBody,
  bodyLimit,
  allow,
  fromForm,
  idempotency: 'none',
  run: (_call, { body }) => body,
  page: (body, call, { params }) => again(call, params, body),
});

const remarks = ({ open, looked }: { open: OpenUnit; looked: Looked }, call: Call) =>
  remarksOf(
    { problems: looked.draft?.problems ?? [], findings: looked.findings },
    translateTo(call.locale),
    open.text,
    0,
  ).map(({ severity, line, message, remedy }) => ({ severity, line, message, remedy }));

export const showCheck = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/units/:unit/check',
  summary: 'What is wrong with a unit of the draft, and what readers may stumble over, by line',
  allow,
  async run(call, { params }) {
    const open = await openUnit(call, params);
    return { open, looked: await lookAt(open, open.text) };
  },
  page: ({ open, looked }, call) =>
    titled(call, open, 'check', () => <CheckPage open={open} looked={looked} />),
  json: (result, call) => ({ remarks: remarks(result, call) }),
});
