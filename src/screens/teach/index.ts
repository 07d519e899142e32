/** The teachers' desk, as endpoints. */
import { showCourseDesk, showDesk } from './routes/desk.tsx';
import { enrollPeople, removePerson, showRoster } from './routes/people.tsx';
import { changeSettings, showSettings } from './routes/settings.tsx';

export { links as teachLinks } from './links.ts';
export { inCourse, isAddress, limitOf, placeOf, type ReleaseLimit, splitAddresses } from './rules.ts';
export { authorsOf, findByAddress, openRun, type Rights, rightsIn } from './service.ts';
export { OnlyFor } from './views/only.tsx';
export { RunHead } from './views/run-head.tsx';

export const endpoints = [
  showDesk,
  showCourseDesk,
  showRoster,
  enrollPeople,
  removePerson,
  showSettings,
  changeSettings,
];
