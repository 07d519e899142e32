/** What authors and reviewers say of blocks; a suggestion that is accepted becomes an edit of the draft. */
import { isUuid } from '#lib/uuid.ts';
import { record } from '#modules/audit/index.ts';
import type { Course } from '#modules/catalog/index.ts';
import { type Author, editDraft, nameOf, readDraft } from '#modules/content/index.ts';
import { transaction } from '#platform/database.ts';
import { Refusal } from '#platform/refusal.ts';
import { blocksOf, findBlock, replaceBlock } from '../rules/blocks.ts';
import type { Comment } from '../schema/comments.ts';
import { refusals } from '../schema.ts';
import * as store from '../store/comments.ts';

type CourseId = Pick<Course, 'id'>;

async function fileAt(courseId: string, revision: number, path: string): Promise<string> {
  const source = await readDraft(courseId, revision);
  if (!source.paths.includes(path)) throw new Refusal(refusals['block-not-found']);
  return new TextDecoder().decode(await source.read(path));
}

export interface NewComment {
  unit: { key: string; file: string };
  /** What they saw: the block that begins at a line of a revision. */
  revision: number;
  line: number;
  body: string;
  replacement: string | null;
}

export async function addComment(call: Author, course: CourseId, input: NewComment): Promise<string> {
  const { unit, revision, line, body, replacement } = input;
  const blocks = blocksOf(await fileAt(course.id, revision, unit.file));
  const block = blocks.find((one) => one.line === line);
  if (!block) throw new Refusal(refusals['block-not-found']);
  if (body.trim() === '' && (replacement === null || replacement.trim() === block.text.trim()))
    throw new Refusal(refusals['comment-empty'], { fields: [{ path: 'body', message: 'required' }] });
  return transaction(async () => {
    const id = await store.addComment({
      ...{ courseId: course.id, unitKey: unit.key, revision, line, block: block.text, body: body.trim() },
      ...{ replacement, madeBy: nameOf(call), madeAt: call.now },
    });
    await record(call, 'authoring.comment', `course:${course.id}`, { comment: id, unit: unit.key });
    return id;
  });
}

export async function getComment(course: CourseId, id: string): Promise<Comment> {
  const comment = isUuid(id) ? await store.findComment(course.id, id) : null;
  if (!comment) throw new Refusal(refusals['comment-not-found']);
  return comment;
}

export const addReply = (call: Author, comment: Comment, body: string): Promise<void> =>
  transaction(async () => {
    await store.addReply(comment.id, body.trim(), nameOf(call), call.now);
    await record(call, 'authoring.reply', `course:${comment.courseId}`, { comment: comment.id });
  });

export const settleComment = (
  call: Author,
  { id, courseId }: Comment,
  outcome: NonNullable<Comment['outcome']>,
): Promise<void> =>
  transaction(async () => {
    if (!(await store.settleComment(id, outcome, nameOf(call), call.now)))
      throw new Refusal(refusals['comment-settled']);
    await record(call, 'authoring.settle-comment', `course:${courseId}`, { comment: id, outcome });
  });

/** The edit begins where the suggestion was made: what others changed since stays beside it, or is a conflict. */
export async function acceptSuggestion(call: Author, comment: Comment, path: string): Promise<void> {
  const { courseId, revision, replacement } = comment;
  if (replacement === null) throw new Refusal(refusals['comment-not-found']);
  const before = await fileAt(courseId, revision, path);
  const block = findBlock(blocksOf(before), comment);
  if (!block) throw new Refusal(refusals['block-not-found']);
  const edits = [{ path, content: replaceBlock(before, block, replacement) }];
  await transaction(async () => {
    await settleComment(call, comment, 'accepted');
    const alsoBy = comment.madeBy === nameOf(call) ? [] : [comment.madeBy];
    const edited = await editDraft(call, { courseId, base: revision, origin: 'browser', alsoBy, edits });
    if (edited.kind === 'conflict') throw new Refusal(refusals['suggestion-clashes']);
  });
}
