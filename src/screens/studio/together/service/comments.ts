/** The comments of a unit beside its blocks, and those of a course. Authors may, and whoever was asked for a review. */
import { may } from '#modules/access/index.ts';
import {
  acceptSuggestion,
  addComment,
  addReply,
  blocksOf,
  type Comment,
  elementsOf,
  findBlock,
  getComment,
  listComments,
  listReviews,
  type Outcome,
  type SourceBlock,
  settleComment,
} from '#modules/authoring/index.ts';
import { type Activity, activityTypes } from '#modules/content/contract.ts';
import { compileUnitDraft, type UnitDraft } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { findUnitFile } from '#screens/studio/editor/index.ts';
import { type OpenDraft, openDraftWith } from '#screens/studio/outline/index.ts';
import { authorsOf, placeOf } from '#screens/teach/index.ts';
import type { CommentBody, CourseParams, UnitParams } from '../schema.ts';

export interface CommentedBlock extends SourceBlock {
  /** As readers see it; a block that shows nothing by itself (a footnote) has none. */
  html: string;
  activity: Activity | null;
  comments: Comment[];
}

interface Commented extends OpenDraft {
  /** May put suggestions into the draft. */
  mayEdit: boolean;
  nameOf(id: string): string;
}

export interface UnitComments extends Commented {
  params: UnitParams;
  file: string;
  title: string;
  language: string;
  blocks: CommentedBlock[];
  /** Their block is gone. */
  orphans: Comment[];
  settled: Comment[];
}

export interface CourseComments extends Commented {
  comments: Comment[];
  /** Of units that are there, by key. */
  files: ReadonlyMap<string, string>;
}

/** With the comments that a filter names; null: none are asked for. */
async function openCommented(
  call: Call,
  params: CourseParams,
  filter: { unit?: string; open?: boolean } | null = null,
) {
  const mayEdit = may(call.actor, 'course.edit', placeOf(params));
  const [open, [asked, comments]] = await openDraftWith(call, params, 'course.view-as-staff', (id) =>
    Promise.all([mayEdit ? [] : listReviews(id), filter ? listComments(id, filter) : []]),
  );
  const own = call.actor.kind === 'person' ? call.actor.id : '';
  if (!mayEdit && !asked.some(({ reviewerId }) => reviewerId === own))
    throw new Refusal(commonRefusals['not-allowed']);
  return { ...open, mayEdit, comments };
}

const namesIn = (comments: readonly Comment[], { locale }: Call) =>
  authorsOf(
    comments.flatMap(({ madeBy, settledBy, replies }) =>
      [madeBy, ...replies.map((reply) => reply.madeBy), ...(settledBy ? [settledBy] : [])].map(
        (createdBy) => ({
          createdBy,
        }),
      ),
    ),
    locale,
  );

/** What readers see of each block: elements of the compiled unit go to the block on whose lines they stand. */
function seen({ compiled }: UnitDraft, blocks: readonly SourceBlock[]): Omit<CommentedBlock, 'comments'>[] {
  const shown = blocks.map((block) => ({ ...block, html: '', activity: null as Activity | null }));
  const blockAt = (line: number) => shown.findLast((block) => block.line <= line) ?? shown[0];
  for (const block of compiled?.unit.blocks ?? []) {
    if (block.kind === 'activity') {
      const at = blockAt(compiled?.places.get(block.key)?.line ?? 1);
      if (at) at.activity = compiled?.activities.find(({ key }) => key === block.key) ?? null;
      continue;
    }
    for (const html of elementsOf(block.html)) {
      const line = /\bdata-line="(\d+)"/.exec(html)?.[1];
      const at = line ? blockAt(Number(line)) : undefined;
      if (at) at.html += html;
    }
  }
  return shown;
}

export async function openUnitComments(call: Call, params: UnitParams): Promise<UnitComments> {
  const { comments, ...open } = await openCommented(call, params, { unit: params.unit });
  const { file, text } = await findUnitFile(open.source, params.unit);
  const draft = await compileUnitDraft(open.source, file, activityTypes());
  const blocks = blocksOf(text);
  const unsettled = comments.filter(({ outcome }) => outcome === null);
  const placed = new Map(unsettled.map((comment) => [comment, findBlock(blocks, comment)]));
  const commentsOf = (wanted: SourceBlock) =>
    unsettled
      .filter((comment) => placed.get(comment)?.line === wanted.line)
      .sort((a, b) => a.madeAt.getTime() - b.madeAt.getTime());
  const shown = draft ? seen(draft, blocks) : blocks.map((block) => ({ ...block, html: '', activity: null }));
  return {
    ...{ ...open, params, file, nameOf: await namesIn(comments, call) },
    title: draft?.compiled?.unit.title ?? params.unit,
    language: draft?.course.language ?? open.course.language,
    blocks: shown.map((block) => ({ ...block, comments: commentsOf(block) })),
    orphans: unsettled.filter((comment) => !placed.get(comment)),
    settled: comments.filter(({ outcome }) => outcome !== null),
  };
}

export async function openCourseComments(call: Call, params: CourseParams): Promise<CourseComments> {
  const open = await openCommented(call, params, { open: true });
  const { comments } = open;
  const files = new Map<string, string>();
  for (const unit of new Set(comments.map(({ unitKey }) => unitKey))) {
    const found = await findUnitFile(open.source, unit).catch(() => null);
    if (found) files.set(unit, found.file);
  }
  return { ...open, files, nameOf: await namesIn(comments, call) };
}

export async function openComment(call: Call, params: CourseParams, id: string): Promise<Comment> {
  const { course } = await openCommented(call, params);
  return getComment(course, id);
}

export async function comment(call: Call, params: UnitParams, body: CommentBody): Promise<{ id: string }> {
  const { course, source } = await openCommented(call, params);
  const { file } = await findUnitFile(source, params.unit);
  const { replacement = null, ...rest } = body;
  const unit = { key: params.unit, file };
  return { id: await addComment(call, course, { ...rest, unit, replacement }) };
}

export async function reply(call: Call, params: CourseParams, id: string, body: string): Promise<Comment> {
  const { course } = await openCommented(call, params);
  await addReply(call, await getComment(course, id), body);
  return getComment(course, id);
}

/** Who said it may take it back; all else is for authors. */
export async function settle(
  call: Call,
  params: CourseParams,
  id: string,
  outcome: Outcome,
): Promise<Comment> {
  const { course, source, mayEdit } = await openCommented(call, params);
  const found = await getComment(course, id);
  const isOwn = call.actor.kind === 'person' && found.madeBy === call.actor.id;
  if (!mayEdit && (outcome === 'accepted' || !isOwn)) throw new Refusal(commonRefusals['not-allowed']);
  if (outcome === 'accepted')
    await acceptSuggestion(call, found, (await findUnitFile(source, found.unitKey)).file);
  else await settleComment(call, found, outcome);
  return getComment(course, id);
}
