import { Type } from 'typebox';
import { translateTo } from '#lib/messages.ts';
import { everyone, may } from '#modules/access/index.ts';
import { type Call, endpoint } from '#platform/endpoint.ts';
import { findOutboxMail, isOutboxOpen, listOutbox } from '#platform/mail.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { desks } from '../links.ts';
import { MailPage, OutboxPage } from './views.tsx';

const pageSize = 50;

/** Mails hold links that open accounts: to others the outbox does not exist. */
function checkReader(call: Call): void {
  if (!may(call.actor, 'site.administer') && !isOutboxOpen(call))
    throw new Refusal(commonRefusals['not-found']);
}

export const showOutbox = endpoint({
  method: 'GET',
  path: desks.outbox,
  summary: 'Mail of this site, newest first; for administrators, and for a trial on this computer',
  query: Type.Object({ before: Type.Optional(Type.String({ format: 'uuid' })) }),
  allow: everyone,
  run: async (call, { query }) => {
    checkReader(call);
    const mails = await listOutbox({ before: query.before, limit: pageSize + 1 });
    return { mails: mails.slice(0, pageSize), more: mails.length > pageSize };
  },
  page: ({ mails, more }, call) => ({
    title: translateTo(call.locale)('admin.outbox'),
    robots: 'noindex',
    body: () => (
      <OutboxPage
        mails={mails}
        administrator={may(call.actor, 'site.administer')}
        hrefOf={(id) => showMail.url({ id })}
        older={more ? showOutbox.url({}, { before: mails.at(-1)?.id }) : null}
      />
    ),
  }),
});

export const showMail = endpoint({
  method: 'GET',
  path: '/dev/mail/:id',
  summary: 'One mail',
  allow: everyone,
  run: async (call, { params }) => {
    checkReader(call);
    const mail = await findOutboxMail(params.id);
    if (!mail) throw new Refusal(commonRefusals['not-found']);
    return mail;
  },
  page: (mail) => ({
    title: mail.subject,
    robots: 'noindex',
    body: () => <MailPage mail={mail} outbox={showOutbox.url({})} />,
  }),
});

export const endpoints = [showOutbox, showMail];
