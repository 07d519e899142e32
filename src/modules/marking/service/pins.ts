/** Comments at a place of an answer. */
import type { Run } from '#modules/catalog/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Marker } from '../rules/part.ts';
import { isPlace } from '../rules/place.ts';
import { type Anchor, refusals } from '../schema.ts';
import * as store from '../store/marks.ts';
import { getTask } from './open.ts';

export interface PinOrder {
  run: Run;
  taskId: string;
  viewer: Marker;
  anchor: Anchor;
  body: string;
}

export async function addPin(
  _call: Call,
  { run, taskId, viewer, anchor, body }: PinOrder,
): Promise<{ id: string }> {
  const { task, part, answer, marks } = await getTask(run, taskId, viewer);
  if (!part) throw new Refusal(refusals['mark-not-yours']);
  if (!isPlace(anchor, answer))
    throw new Refusal(refusals['pin-nowhere'], { fields: [{ path: 'from', message: 'pin-nowhere' }] });
  const text = body.trim();
  if (!text)
    throw new Refusal(refusals['message-empty'], { fields: [{ path: 'body', message: 'required' }] });
  const done = task.state === 'marked' && marks.some((mark) => mark.state === 'done');
  return { id: await store.addPin({ ...task, part, markerId: viewer.id, anchor, body: text, done }) };
}

export async function removePin(
  _call: Call,
  { run, taskId, viewer, id }: { run: Run; taskId: string; viewer: Marker; id: string },
): Promise<void> {
  const { task } = await getTask(run, taskId, viewer);
  if (!(await store.removePin(task, id, viewer.id))) throw new Refusal(refusals['task-not-found']);
}
