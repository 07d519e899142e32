/** Writing a unit: its text beside its preview, its activities as forms, its pictures, and what is wrong with it. */
import { addActivity, sendOneActivity, showActivities, showActivity } from './routes/activities.tsx';
import { sendPicture, showPictures } from './routes/pictures.tsx';
import {
  previewTyped,
  resolveConflict,
  sendUnit,
  showCheck,
  showEditor,
  showPreview,
} from './routes/writing.tsx';

export { insertBlock } from './rules/activity-source.ts';
export { findUnitFile } from './service/open-unit.ts';
export { MomentControl } from './views/moment.tsx';
export { ActivityPreview, UnitPreview } from './views/preview.tsx';

export const endpoints = [
  showEditor,
  sendUnit,
  resolveConflict,
  showPreview,
  previewTyped,
  showCheck,
  showPictures,
  sendPicture,
  showActivities,
  addActivity,
  showActivity,
  sendOneActivity,
];
