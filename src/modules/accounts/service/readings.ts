/** A *reading* is the language in which a person reads a course, where it has several. */
import { transaction } from '#platform/database.ts';
import { setReading } from '../store.ts';
import { announceChange } from './announce.ts';

export async function keepReading(personId: string, course: string, language: string): Promise<void> {
  await transaction(async () => {
    await setReading(personId, course, language);
    await announceChange(personId);
  });
}
