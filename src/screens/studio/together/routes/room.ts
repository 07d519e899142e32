/** The room of a unit: its text, written by several people at once. */

import { roomEnds } from '#lib/room-protocol.ts';
import { takeSeat } from '#modules/authoring/index.ts';
import { socket } from '#platform/sockets.ts';
import { inCourse } from '#screens/teach/index.ts';
import { fileOfUnit } from '../service/unit.ts';

export const unitRoom = socket({
  path: '/studio/:organization/:course/units/:unit/room',
  allow: inCourse('course.edit'),
  async open(line, params, query) {
    const file = await fileOfUnit(params);
    const seat = { ...line, close: (end: keyof typeof roomEnds) => line.close(roomEnds[end]) };
    const { hear, leave } = await takeSeat(file, seat, query.get('epoch'));
    return { hear, closed: () => void leave() };
  },
});
