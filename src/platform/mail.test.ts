import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { query, transaction } from './database.ts';
import { closeJobs, openJobs } from './jobs.ts';
import {
  closeMail,
  deliverMail,
  deliverMailJob,
  findOutboxMail,
  isOutboxOpen,
  layOutMail,
  listOutbox,
  openMail,
  sendMail,
} from './mail.ts';
import { useTestMachines } from './testing.ts';

useTestMachines();

const from = 'Lectern <lectern@example.org>';
const message = { to: 'ada@example.org', subject: 'Grüße · مرحبا', text: 'Read this:\n\nhttp://localhost/x' };
const received: string[] = [];
let server: SMTPServer;
let url: string;
let answer: 'take' | 'refuse' = 'take';

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (chunk) => (text += chunk));
      stream.on('end', () => {
        if (answer === 'refuse') return done(new Error('mailbox full'));
        received.push(text);
        return done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.server.address();
  url = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  await openJobs([deliverMailJob], { work: false });
});
afterAll(async () => {
  await closeJobs();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});
afterEach(() => {
  closeMail();
  answer = 'take';
  received.length = 0;
});

const last = async () => (await listOutbox({ limit: 1 }))[0];
const waiting = () => query("select data from jobs.job where name = 'platform.deliver-mail'");

describe('sending', () => {
  test('without a server a mail stays in the outbox and waits for nobody', async () => {
    openMail({ url: null, from });
    await sendMail(message);
    expect(await last()).toMatchObject({ ...message, state: 'queued' });
    expect(await waiting()).toEqual([]);
  });

  test('with a server it is delivered by a job, once, however often the job runs', async () => {
    openMail({ url, from });
    await sendMail(message);
    const mail = await last();
    expect(await waiting()).toEqual([{ data: { id: mail?.id } }]);
    await deliverMail(mail?.id ?? '');
    await deliverMail(mail?.id ?? '');
    expect(received).toHaveLength(1);
    expect(received[0]).toContain('From: Lectern <lectern@example.org>');
    expect(received[0]).toContain('Auto-Submitted: auto-generated');
    expect(received[0]).toContain(`Message-ID: <${mail?.id}@localhost>`);
    expect(await last()).toMatchObject({ state: 'sent', error: null });
  });

  test('a refusal of the server is kept with the mail, and the job comes again', async () => {
    openMail({ url, from });
    await sendMail(message);
    const { id = '' } = (await last()) ?? {};
    answer = 'refuse';
    await expect(transaction(() => deliverMail(id))).rejects.toThrow('mailbox full');
    expect(await findOutboxMail(id)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('mailbox full'),
    });
    answer = 'take';
    await deliverMail(id);
    expect(await findOutboxMail(id)).toMatchObject({ state: 'sent' });
  });

  test('a mail whose cause was rolled back was never written', async () => {
    openMail({ url: null, from });
    const undone = transaction(async () => {
      await sendMail({ ...message, to: 'ghost@example.org' });
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    expect((await last())?.to).not.toBe('ghost@example.org');
  });

  test.each([
    { to: 'ada@example.org\r\nBcc: all@example.org' },
    { to: 'ada@example.org, all@example.org' },
    { to: 'Ada <ada@example.org>' },
    { to: '' },
    { subject: 'Hello\nBcc: all@example.org' },
    { subject: 'Hello\u0000' },
  ])('a header cannot be smuggled in: %j', async (part) => {
    await expect(sendMail({ ...message, ...part })).rejects.toThrow();
  });
});

test('a mail says at its end who it is from', () => {
  expect(layOutMail(['One.', 'Two.'])).toBe('One.\n\nTwo.\n\n-- \nLectern\nhttp://localhost:8080');
});

describe('the outbox is open without signing in', () => {
  const caller = (ip: string, host: string) => ({ ip, header: () => host });
  const here = caller('127.0.0.1', 'localhost:8080');

  test('only in a trial, from the same computer, under its own name, while no mail leaves', () => {
    openMail({ url: null, from, openOutbox: true });
    expect(isOutboxOpen(here)).toBe(true);
    expect(isOutboxOpen(caller('::1', '[::1]:8080'))).toBe(true);
    expect(isOutboxOpen(caller('192.0.2.1', 'localhost:8080'))).toBe(false);
    expect(isOutboxOpen(caller('127.0.0.1', 'rebound.example:8080'))).toBe(false);
    expect(isOutboxOpen(caller('127.0.0.1', 'localhost.evil.example'))).toBe(false);
    openMail({ url, from, openOutbox: true });
    expect(isOutboxOpen(here)).toBe(false);
    openMail({ url: null, from });
    expect(isOutboxOpen(here)).toBe(false);
  });
});
