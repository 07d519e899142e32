/** SQL of calendars: which address of a learner's feed is the current one. */
import { query } from '#platform/database.ts';
import type { Accommodation } from '../schema.ts';

/** 1 where the learner never asked for another. */
export async function getCalendarNumber(learnerId: string): Promise<number> {
  const [row] = await query<{ number: number }>(
    'select number from enrollment.calendar where learner_id = $1',
    [learnerId],
  );
  return row?.number ?? 1;
}

/** The number of the calendar's address, and accommodations as their learner may see them: without the note. */
export async function getOwn(
  learnerId: string,
): Promise<{ number: number; accommodations: Accommodation[] }> {
  const [row] = await query<{ number: number; accommodations: Accommodation[] }>(
    `select coalesce((select number from enrollment.calendar where learner_id = $1), 1) as number,
       coalesce((select json_agg(json_build_object('organization', organization, 'timeFactor', time_factor,
           'laterBy', later_by, 'validUntil', valid_until) order by organization)
         from enrollment.accommodation where learner_id = $1), '[]') as accommodations`,
    [learnerId],
  );
  return row ?? { number: 1, accommodations: [] };
}

export async function renewCalendar(learnerId: string): Promise<void> {
  await query(
    `insert into enrollment.calendar (learner_id, number) values ($1, 2)
     on conflict (learner_id) do update set number = enrollment.calendar.number + 1`,
    [learnerId],
  );
}
