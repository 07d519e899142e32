/** Writing together: the rooms of units, and comments on their blocks. */
import {
  sendComment,
  sendOutcome,
  sendReply,
  showCourseComments,
  showUnitComments,
} from './routes/comments.tsx';
import { unitRoom } from './routes/room.ts';

export const endpoints = [showUnitComments, sendComment, showCourseComments, sendReply, sendOutcome];

export const sockets = [unitRoom];
