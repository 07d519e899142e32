/** SQL of calendars: which address of a learner's feed is the current one. */
import { query } from '#platform/database.ts';

/** 1 where the learner never asked for another. */
export async function getCalendarNumber(learnerId: string): Promise<number> {
  const [row] = await query<{ number: number }>(
    'select number from enrollment.calendar where learner_id = $1',
    [learnerId],
  );
  return row?.number ?? 1;
}

export async function renewCalendar(learnerId: string): Promise<void> {
  await query(
    `insert into enrollment.calendar (learner_id, number) values ($1, 2)
     on conflict (learner_id) do update set number = enrollment.calendar.number + 1`,
    [learnerId],
  );
}
