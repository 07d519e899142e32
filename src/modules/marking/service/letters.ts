/** The mails of this module: texts of the catalog, in the receiver's language, with links that we build. */
import { type MessageKey, translateTo } from '#lib/messages.ts';
import { listPeopleByIds } from '#modules/accounts/index.ts';
import { layOutMail, sendMail } from '#platform/mail.ts';
import { absoluteUrl, site } from '#platform/site.ts';
import type { ReleasedNews } from './desk.ts';

export interface Letter {
  /** Null: nobody. */
  to: string | null;
  course: string;
  path: string;
  about: 'learner' | 'staff' | 'released';
}

const closings: Partial<Record<Letter['about'], MessageKey>> = {
  learner: 'marking.mail-once',
  staff: 'marking.mail-once',
};

export async function post({ to, course, path, about }: Letter): Promise<void> {
  const [person] = to ? await listPeopleByIds([to]) : [];
  if (!person) return;
  const t = translateTo(person.locale ?? 'en');
  const closing = closings[about];
  await sendMail({
    to: person.email,
    subject: t(`marking.mail-${about}-subject`, { course, site: site().name }),
    text: layOutMail([
      t('mail.hello', { name: person.name }),
      t(`marking.mail-${about}-text`, { course }),
      absoluteUrl(path),
      ...(closing ? [t(closing)] : []),
    ]),
  });
}

/** The grade itself does not stand in the mail: others may read it on the way. */
export async function postReleased({ course, letters }: ReleasedNews): Promise<void> {
  for (const { learnerId, path } of letters) await post({ to: learnerId, course, path, about: 'released' });
}
