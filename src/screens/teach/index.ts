/** The teachers' desk, as endpoints. */
import { showCourseDesk, showDesk } from './routes/desk.tsx';
import { enrollPeople, removePerson, showRoster } from './routes/people.tsx';
import { changeSettings, showSettings } from './routes/settings.tsx';

export { links as teachLinks } from './links.ts';

export const endpoints = [
  showDesk,
  showCourseDesk,
  showRoster,
  enrollPeople,
  removePerson,
  showSettings,
  changeSettings,
];
