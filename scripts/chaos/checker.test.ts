/** A good history, and what happens to it when one thing in it is wrong: the checker must object. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rule } from './checker/objection.ts';
import { goodRun, pem, signed, start } from './checker/testing.ts';
import { check } from './checker.ts';
import { type Entry, sha256Of } from './history.ts';
import type { StoredSubmission } from './state.ts';

type Run = ReturnType<typeof goodRun>;
const rulesBroken = ({ history, state }: Run): Set<Rule> =>
  new Set(check(history, state, pem).map(({ rule }) => rule));

/** Does one wrong thing to the row, or the entry, at a place. */
interface Mutation {
  title: string;
  rule: Rule;
  mutate(run: Run, place: number): void;
}

const rowAt = ({ state }: Run, place: number): StoredSubmission => {
  const row = state.submissions[place % state.submissions.length];
  if (!row) throw new Error('there are no rows');
  return row;
};

const entryAt = <E extends Entry['event']>({ history }: Run, event: E, place: number) => {
  const all = history.filter((entry): entry is Entry & { event: E } => entry.event === event);
  const entry = all[place % all.length];
  if (!entry) throw new Error(`there is no ${event}`);
  return entry;
};

const remove = <T>(from: T[], item: T): void => void from.splice(from.indexOf(item), 1);

const mutations: Mutation[] = [
  {
    title: 'an acknowledged row is gone',
    rule: 'lost',
    mutate: (run, place) => remove(run.state.submissions, rowAt(run, place)),
  },
  {
    title: 'a row is there twice',
    rule: 'doubled',
    mutate: (run, place) => void run.state.submissions.push({ ...rowAt(run, place), attempt: 4 }),
  },
  {
    title: 'a repeat got another receipt',
    rule: 'doubled',
    mutate(run, place) {
      const { call, receipt, at } = entryAt(run, 'acked', place);
      const sent = run.history.find((entry) => entry.event === 'sent' && entry.call === call);
      if (sent?.event !== 'sent') throw new Error('an answer without a call');
      run.history.push({ ...sent, call: 1e6, at: at + 1 });
      run.history.push({ event: 'acked', call: 1e6, at: at + 2, receipt: { ...receipt, signature: 'AAAA' } });
    },
  },
  {
    title: 'an answer was changed',
    rule: 'changed',
    mutate: (run, place) => void Object.assign(rowAt(run, place), { answer: 'something else' }),
  },
  {
    title: 'an answer and its hash were changed',
    rule: 'changed',
    mutate: (run, place) =>
      void Object.assign(rowAt(run, place), { answer: 'new', answerSha256: sha256Of('"new"') }),
  },
  {
    title: 'a row was signed by somebody else',
    rule: 'changed',
    mutate: (run, place) =>
      void Object.assign(rowAt(run, place), { signature: Buffer.alloc(64, 7).toString('base64url') }),
  },
  {
    title: 'a row belongs to another learner',
    rule: 'changed',
    mutate: (run, place) => void Object.assign(rowAt(run, place), { learner: 'somebody' }),
  },
  {
    title: 'a given receipt is another one than the stored',
    rule: 'changed',
    mutate: (run, place) => void Object.assign(entryAt(run, 'acked', place).receipt, { signature: 'AAAA' }),
  },
  {
    title: 'a row is there that nobody sent',
    rule: 'invented',
    mutate: (run, place) =>
      void run.state.submissions.push(signed({ ...rowAt(run, place), id: 'nobody', learner: 'nobody' })),
  },
  {
    title: 'a call never got an answer',
    rule: 'undecided',
    mutate(run, place) {
      const { call } = entryAt(run, 'acked', place);
      run.history = run.history.filter((entry) => !(entry.event === 'acked' && entry.call === call));
    },
  },
  {
    title: 'an answer came 31 s after healing',
    rule: 'undecided',
    mutate(run, place) {
      entryAt(run, 'acked', place).at += 1e6;
    },
  },
  {
    title: 'another body under an old key was accepted',
    rule: 'refused',
    mutate(run, place) {
      const { call, at } = entryAt(run, 'refused', place);
      const sent = run.history.find((entry) => entry.event === 'sent' && entry.call === call);
      const receipt = entryAt(run, 'acked', place).receipt;
      if (sent?.event !== 'sent') throw new Error('an answer without a call');
      sent.sha256 = 'not what was first sent';
      run.history.push(
        { ...sent, call: 1e6, sha256: 'other', at },
        { event: 'acked', call: 1e6, at: at + 1, receipt },
      );
    },
  },
  {
    title: 'a learner was told to sign in again',
    rule: 'refused',
    mutate: (run, place) => void Object.assign(entryAt(run, 'refused', place), { code: 'sign-in-required' }),
  },
  {
    title: 'one more was accepted than attempts allow',
    rule: 'attempts',
    mutate(run, place) {
      for (const entry of run.history)
        if (entry.event === 'sent' && entry.learner === rowAt(run, place).learner) entry.limit = 2;
    },
  },
  {
    title: 'one was refused though an attempt was left',
    rule: 'attempts',
    mutate(run, place) {
      for (const entry of run.history)
        if (entry.event === 'sent' && entry.learner === rowAt(run, place).learner) entry.limit = 4;
    },
  },
  {
    title: 'a time of receipt lies after the answer',
    rule: 'time',
    mutate: (run, place) =>
      void Object.assign(rowAt(run, place), { receivedAt: new Date(start + 3_600_000).toISOString() }),
  },
  {
    title: 'a receipt names another one before it',
    rule: 'chain',
    mutate: (run, place) => void Object.assign(rowAt(run, place), { previousSha256: sha256Of('another') }),
  },
  {
    title: 'a promised mail is not in the outbox',
    rule: 'mail',
    mutate: (run, place) => void run.state.mails.splice(place % run.state.mails.length, 1),
  },
  {
    title: 'a mail is stuck',
    rule: 'mail',
    mutate(run, place) {
      const mail = run.state.mails[place % run.state.mails.length];
      if (mail) mail.state = 'failed';
    },
  },
  {
    title: 'a mail counts as sent and never arrived',
    rule: 'mail',
    mutate: (run, place) => remove(run.history, entryAt(run, 'mail-delivered', place)),
  },
];

describe('the checker of the chaos run', () => {
  test('finds nothing in a good history', () => {
    const { history, state } = goodRun(4);
    expect(check(history, state, pem)).toEqual([]);
  });

  test('does not miss a row whose answer nobody ever got', () => {
    const run = goodRun(2);
    const late = run.history.find((entry) => entry.event === 'refused' && entry.code === 'no-attempts-left');
    if (late) remove(run.history, late);
    expect(rulesBroken(run)).toContain('undecided');
  });

  test.each(mutations)('objects where $title', ({ rule, mutate }) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.nat(1_000), (learners, place) => {
        const run = goodRun(learners);
        mutate(run, place);
        expect(rulesBroken(run)).toContain(rule);
      }),
      { numRuns: 25 },
    );
  });
});
