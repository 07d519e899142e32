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

/** A refusal by this code, at a place. */
function refusedWith(run: Run, code: string, place: number) {
  const history = run.history.filter((entry) => entry.event === 'refused' && entry.code === code);
  return entryAt({ ...run, history }, 'refused', place);
}

function sentBy({ history }: Run, call: number) {
  const sent = history.find((entry) => entry.event === 'sent' && entry.call === call);
  if (sent?.event !== 'sent') throw new Error('an answer without a call');
  return sent;
}

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
      const { call, at, ...acked } = entryAt(run, 'acked', place);
      const receipt = { ...acked.receipt, signature: 'AAAA' };
      run.history.push(
        { ...sentBy(run, call), call: 1e6, at: at + 1 },
        { ...acked, call: 1e6, at: at + 2, receipt },
      );
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
    title: 'an answer came long after healing',
    rule: 'undecided',
    mutate(run, place) {
      entryAt(run, 'acked', place).at += 1e6;
    },
  },
  {
    title: 'another body under an old key was accepted',
    rule: 'refused',
    mutate(run, place) {
      const { call, at } = refusedWith(run, 'submission-id-reused', place);
      const sent = sentBy(run, call);
      const { receipt } = entryAt(run, 'acked', place);
      run.history.push(
        { ...sent, call: 1e6, at },
        { event: 'acked', call: 1e6, at: at + 1, receipt, repeated: true },
      );
    },
  },
  {
    title: 'a learner was told to sign in again',
    rule: 'refused',
    mutate: (run, place) =>
      void Object.assign(refusedWith(run, 'no-attempts-left', place), { code: 'sign-in-required' }),
  },
  {
    title: 'one attempt too many never got its refusal',
    rule: 'undecided',
    mutate: (run, place) => remove(run.history, refusedWith(run, 'no-attempts-left', place)),
  },
  {
    title: 'a forged session was accepted',
    rule: 'admitted',
    mutate(run, place) {
      const { receipt } = entryAt(run, 'acked', place);
      const forged = run.history.find((entry) => entry.event === 'sent' && entry.forged);
      if (forged?.event !== 'sent') throw new Error('nobody forged');
      run.history.push({ event: 'acked', call: forged.call, at: forged.at + 1, receipt, repeated: false });
    },
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

  test('does not count the time in which something was broken', () => {
    const run = goodRun(1);
    const healed = run.history.findIndex(({ event }) => event === 'healed');
    for (const entry of run.history.slice(healed)) entry.at += 3_600_000;
    expect(rulesBroken(run)).not.toContain('undecided');
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
