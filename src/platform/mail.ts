/**
 * Terms: the *outbox* holds every mail, written in the transaction that caused it; a job *delivers* it by SMTP. Without
 * SMTP_URL it stays in the outbox, where `/dev/mail` shows it. Mail is plain text: every reader shows it, in the
 * direction of its language, and nothing in it can track.
 */
import { createTransport, type Transporter } from 'nodemailer';
import { Type } from 'typebox';
import { isUuid } from '#lib/uuid.ts';
import { outsideTransaction, query } from './database.ts';
import type { Call } from './endpoint.ts';
import { defineJob, enqueue } from './jobs.ts';
import { site } from './site.ts';

export interface MailOptions {
  /** smtp://… or null. */
  url: string | null;
  from: string;
  /** A trial on one's own computer: there everybody may read the outbox, to follow the links in it. */
  openOutbox?: boolean;
}

export interface MailMessage {
  to: string;
  subject: string;
  text: string;
}

export interface OutboxMail extends MailMessage {
  id: string;
  state: 'queued' | 'sent' | 'failed';
  error: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

let carrier: Transporter | null = null;
let sender = 'Lectern <lectern@localhost>';

let trial = false;

/** Sets how mail leaves; called once at the start. */
export function openMail({ url, from, openOutbox = false }: MailOptions): void {
  sender = from;
  trial = openOutbox;
  carrier = url
    ? createTransport(url, { pool: true, disableFileAccess: true, disableUrlAccess: true } as object)
    : null;
}

export function closeMail(): void {
  carrier?.close();
  carrier = null;
}

const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const localHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Whether this caller may read the outbox without being an administrator. Its links open accounts, so: only where no
 * mail leaves, from the same computer, and not through a name that another site made point here (DNS rebinding).
 */
export const isOutboxOpen = (call: Pick<Call, 'ip' | 'header'>): boolean =>
  trial && carrier === null && loopback.test(call.ip) && localHost.test(call.header('host') ?? '');

const columns = `id, recipient as "to", subject, body_text as "text", state, error,
  created_at as "createdAt", sent_at as "sentAt"`;

/** Newest first; `before` is the last id already seen. */
export function listOutbox(page: { before?: string; limit: number }): Promise<OutboxMail[]> {
  return query<OutboxMail>(
    `select ${columns} from platform.outbox_mail where ($1::uuid is null or id < $1) order by id desc limit $2`,
    [page.before ?? null, page.limit],
  );
}

/** Mails that have waited for over an hour. */
export async function countOverdueMail(): Promise<number> {
  const [row] = await query<{ count: number }>(
    `select count(*) as count from platform.outbox_mail
     where state <> 'sent' and created_at < now() - interval '1 hour'`,
  );
  return row?.count ?? 0;
}

export async function findOutboxMail(id: string): Promise<OutboxMail | null> {
  if (!isUuid(id)) return null;
  const [mail] = await query<OutboxMail>(`select ${columns} from platform.outbox_mail where id::text = $1`, [
    id,
  ]);
  return mail ?? null;
}

/** Sends one mail of the outbox. A repeat of a sent one does nothing; its Message-ID lets servers drop a double. */
export async function deliverMail(id: string): Promise<void> {
  const mail = await findOutboxMail(id);
  if (!carrier || !mail || mail.state === 'sent') return;
  try {
    await carrier.sendMail({
      from: sender,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      messageId: `<${mail.id}@${new URL(site().baseUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } catch (error) {
    // The job rolls back and comes again; why it failed must be seen meanwhile.
    await outsideTransaction(() =>
      query(`update platform.outbox_mail set state = 'failed', error = $2 where id = $1`, [
        id,
        String(error),
      ]),
    );
    throw error;
  }
  await query(`update platform.outbox_mail set state = 'sent', sent_at = now(), error = null where id = $1`, [
    id,
  ]);
}

export const deliverMailJob = defineJob({
  name: 'platform.deliver-mail',
  payload: Type.Object({ id: Type.String() }),
  // Soon at first, since people wait for a link; in the end for hours, since their server may be down.
  retry: { limit: 10, delaySeconds: 5 },
  run: ({ id }) => deliverMail(id),
});

/** Paragraphs one below the other, then who it is from. */
export const layOutMail = (paragraphs: readonly string[]): string =>
  [...paragraphs, `-- \n${site().name}\n${site().baseUrl}`].join('\n\n');

/** One address and nothing else: a line break or a comma would add headers or receivers. */
const address = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/;
const oneLine = (text: string) => !/\p{Cc}/u.test(text);

/** Puts a mail into the outbox, in the ambient transaction. */
export async function sendMail(message: MailMessage): Promise<void> {
  if (!address.test(message.to) || !oneLine(message.to)) throw new Error('a mail needs one plain address');
  if (!oneLine(message.subject)) throw new Error('a subject is one line');
  const [row] = await query<{ id: string }>(
    'insert into platform.outbox_mail (recipient, subject, body_text) values ($1, $2, $3) returning id',
    [message.to, message.subject, message.text],
  );
  if (carrier && row) await enqueue(deliverMailJob, { id: row.id });
}
