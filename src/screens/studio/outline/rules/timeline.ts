/** All dates of a course in the order in which they come: those of the calendar, and those after each learner's start. */
import { addDuration, isDuration, isWallTime } from '#lib/wall-time.ts';
import { type DateName, type Dates, dateNames } from './course-file.ts';

export interface DatedThing {
  /** `section:sky`, `unit:moon` or `activity:tide-cause`. */
  item: string;
  title: string;
  dates: Dates;
}

export interface Moment {
  thing: DatedThing;
  name: DateName;
  text: string;
}

export interface Timeline {
  calendar: Moment[];
  afterStart: Moment[];
  /** What is no date: a mistake of the source. */
  wrong: Moment[];
}

const start = new Date(0);
const lengthOf = (duration: string) => addDuration(start, duration, 'UTC').getTime();

export function timelineOf(things: readonly DatedThing[]): Timeline {
  const moments = things.flatMap((thing) =>
    dateNames.flatMap((name): Moment[] => {
      const text = thing.dates[name];
      return text ? [{ thing, name, text }] : [];
    }),
  );
  return {
    // Wall times compare as text.
    calendar: moments
      .filter(({ text }) => isWallTime(text))
      .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)),
    afterStart: moments
      .filter(({ text }) => isDuration(text))
      .sort((a, b) => lengthOf(a.text) - lengthOf(b.text)),
    wrong: moments.filter(({ text }) => !isWallTime(text) && !isDuration(text)),
  };
}
