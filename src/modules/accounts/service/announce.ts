import { afterCommit } from '#platform/database.ts';
import { publishNews, tellHere } from '#platform/news.ts';

export const personTopic = 'actor:';

/** After the commit every process forgets what it keeps of a person; this one before the caller's next line. */
export async function announceChange(personId: string): Promise<void> {
  const topic = `${personTopic}${personId}`;
  await publishNews(topic);
  afterCommit(() => tellHere(topic));
}
