/** The outline of a draft: seen as a tree, changed item by item, or many at once. */
import { translateTo } from '#lib/messages.ts';
import { type Call, endpoint, type Page } from '#platform/endpoint.ts';
import type { Refusal } from '#platform/refusal.ts';
import { inCourse } from '#screens/teach/index.ts';
import { problemsOf } from '#ui/problems.ts';
import { links } from '../links.ts';
import {
  AddSectionBody,
  AddUnitBody,
  BulkBody,
  ChangeItemBody,
  type CourseParams,
  MoveBody,
} from '../schema.ts';
import {
  addSection,
  addUnit,
  changeItem,
  changeItems,
  moveItem,
  removeItem,
} from '../service/change-outline.ts';
import { duplicateItem } from '../service/duplicate.ts';
import { openItem } from '../service/item.ts';
import { openOutline } from '../service/outline.ts';
import { dateLabels } from '../views/dates.tsx';
import { ItemPage, type ItemPageProps } from '../views/item.tsx';
import { OutlinePage } from '../views/outline.tsx';
import { anchorOf, type OutlinePageProps } from '../views/tree.tsx';
import { bulkOfForm, changeOfForm, moveOfForm, titleOfForm } from './forms.ts';

const allow = inCourse('course.edit');

const titled = (call: Call, course: { title: string }, body: () => unknown): Page => ({
  title: `${translateTo(call.locale)('outline.outline')} · ${course.title}`,
  robots: 'noindex',
  body,
});

const labelsOf = (call: Call) => {
  const t = translateTo(call.locale);
  return {
    title: t('outline.title'),
    category: t('outline.category'),
    points: t('outline.points-each'),
    items: t('outline.chosen'),
    files: t('outline.unlisted-files'),
    into: t('outline.move-into'),
    ...dateLabels(t),
  };
};

const problemTexts = { 'not-a-date': 'outline.problem-date' } as const;
const problems = (refusal: Refusal, call: Call) =>
  problemsOf(refusal, translateTo(call.locale), labelsOf(call), problemTexts);

async function outlineAgain(
  call: Call,
  params: CourseParams,
  again: NonNullable<OutlinePageProps['again']>,
): Promise<Page> {
  const outline = await openOutline(call, params);
  return titled(call, outline.course, () => <OutlinePage {...outline} again={again} />);
}

async function itemAgain(
  call: Call,
  params: CourseParams & { item: string },
  again: NonNullable<ItemPageProps['again']>,
): Promise<Page> {
  const item = await openItem(call, params, params.item);
  return titled(call, item.course, () => <ItemPage {...item} again={again} />);
}

const toItem = (params: CourseParams, item: string) => `${links.outline(params)}#${anchorOf(item)}`;

export const showOutline = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course',
  summary: 'The outline of a course as its authors work on it: sections, units, activities, dates, mistakes',
  allow,
  run: (call, { params }) => openOutline(call, params),
  page: (outline, call) => titled(call, outline.course, () => <OutlinePage {...outline} />),
  json: ({ draft, released, changed, sections, categories, problems: found, unlisted }) => ({
    revision: draft.revision,
    ...{ released, changed, sections, categories, problems: found, unlisted },
  }),
});

export const sendSection = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/sections',
  summary: 'Adds a section to the outline, at its end or inside another one',
  body: AddSectionBody,
  fromForm: titleOfForm,
  allow,
  successStatus: 201,
  run: (call, { params, body }) => addSection(call, params, body),
  page: ({ item }, _call, { params }) => ({ redirect: toItem(params, item) }),
  refused: (refusal, call, { params, body }) =>
    outlineAgain(call, params, { form: 'sections', problems: problems(refusal, call), values: body }),
  json: (added) => added,
});

export const sendUnit = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/units',
  summary: 'Adds to a section an empty unit by its title, or units that no section names by their files',
  body: AddUnitBody,
  fromForm: titleOfForm,
  allow,
  successStatus: 201,
  run: (call, { params, body }) => addUnit(call, params, body),
  page: ({ item }, _call, { params }) => ({ redirect: toItem(params, item) }),
  refused: (refusal, call, { params, body }) =>
    outlineAgain(call, params, {
      form: 'title' in body ? `units ${String(body.section)}` : 'unlisted',
      problems: problems(refusal, call),
      values: body,
    }),
  json: (added) => added,
});

export const showItem = endpoint({
  method: 'GET',
  path: '/studio/:organization/:course/items/:item',
  summary: 'A section or unit of the outline, with how much learners have handed in to it',
  allow,
  run: (call, { params }) => openItem(call, params, params.item),
  page: (item, call) => titled(call, item.course, () => <ItemPage {...item} />),
  json: ({ item, handedIn, linkedFrom }) => ({
    item,
    handedIn,
    linkedFrom: linkedFrom.map(({ key }) => key),
  }),
});

export const changeOne = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/items/:item',
  summary: 'Changes title, category or dates of a section or unit; null takes one away, what is absent stays',
  body: ChangeItemBody,
  fromForm: changeOfForm,
  allow,
  run: (call, { params, body }) => changeItem(call, params, params.item, body),
  page: ({ item }, _call, { params }) => ({
    redirect: toItem(params, item),
    flash: { message: 'outline.flash-saved', tone: 'success' },
  }),
  refused: (refusal, call, { params, body }) =>
    itemAgain(call, params, { form: 'change', problems: problems(refusal, call), values: body }),
  json: (changed) => changed,
});

export const moveOne = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/items/:item/move',
  summary:
    'Moves a section or unit by one step, or into a section before another item; says where it is then',
  body: MoveBody,
  fromForm: moveOfForm,
  allow,
  run: (call, { params, body }) => moveItem(call, params, params.item, body),
  page: ({ item }, _call, { params }) => ({ redirect: toItem(params, item) }),
  refused: (refusal, call, { params, body }) =>
    itemAgain(call, params, { form: 'move', problems: problems(refusal, call), values: body }),
  json: (moved) => moved,
});

export const duplicateOne = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/items/:item/duplicate',
  summary: 'Copies a section or unit with all that is in it; each copy of an activity gets a key of its own',
  allow,
  successStatus: 201,
  run: (call, { params }) => duplicateItem(call, params, params.item),
  page: ({ item }, _call, { params }) => ({
    redirect: toItem(params, item),
    flash: { message: 'outline.flash-duplicated', tone: 'success' },
  }),
  json: (added) => added,
});

export const removeOne = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/items/:item/remove',
  summary:
    'Deletes a section or unit from the draft; learners see it until the next release, the history keeps it',
  allow,
  run: (call, { params }) => removeItem(call, params, params.item),
  page: (_result, _call, { params }) => ({
    redirect: links.outline(params),
    flash: { message: 'outline.flash-removed', tone: 'success' },
  }),
  json: (removed) => removed,
});

export const changeMany = endpoint({
  method: 'POST',
  path: '/studio/:organization/:course/items',
  summary: 'Sets category, dates or points of many units and sections at once, in one revision',
  body: BulkBody,
  fromForm: bulkOfForm,
  allow,
  run: (call, { params, body }) => changeItems(call, params, body),
  page: ({ changed }, _call, { params }) => ({
    redirect: links.outline(params),
    flash: { message: 'outline.flash-bulk', values: { count: changed }, tone: 'success' },
  }),
  refused: (refusal, call, { params, body }) =>
    outlineAgain(call, params, { form: 'items', problems: problems(refusal, call), values: body }),
  json: (result) => result,
});
