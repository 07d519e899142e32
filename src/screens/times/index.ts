/** Pages about times, as endpoints. */
import { endAccommodations, setAccommodation, showAccommodations } from './routes/accommodations.tsx';
import { giveExtensions, showExtensions, withdraw } from './routes/extensions.tsx';
import { renewMyCalendar, showFeed, showMine } from './routes/mine.tsx';
import {
  addCohort,
  assignToCohort,
  dissolve,
  setDates,
  setPolicy,
  showCohorts,
  showDates,
  showViewAs,
} from './routes/run.tsx';

export { links as timesLinks } from './links.ts';

export const endpoints = [
  showDates,
  setDates,
  setPolicy,
  showExtensions,
  giveExtensions,
  withdraw,
  showCohorts,
  addCohort,
  assignToCohort,
  dissolve,
  showViewAs,
  showAccommodations,
  setAccommodation,
  endAccommodations,
  showMine,
  renewMyCalendar,
  showFeed,
];
