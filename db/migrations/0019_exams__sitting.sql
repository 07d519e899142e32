create schema exams;

-- One learner under the clock of one exam. The answers stand here until they are handed in to the ledger together.
create table exams.sitting (
  learner_id uuid not null,
  run_id uuid not null,
  -- Key of the unit.
  exam_key text not null,
  number integer not null check (number > 0),
  -- What the learner began with; a release that comes later does not change questions under their hands.
  release_id text not null,
  -- Keys of the questions in the order of this sitting.
  questions text[] not null,
  -- All times are the database's.
  started_at timestamptz not null,
  -- Null: the exam has no clock and never closes.
  ends_at timestamptz,
  -- Minutes that staff gave on top; they are in ends_at.
  extra_minutes integer not null default 0 check (extra_minutes >= 0),
  -- The furthest page that was opened, from 1.
  reached integer not null default 1 check (reached > 0),
  -- Key of the question to answer, in the shape of its kind.
  answers jsonb not null default '{}',
  -- Counts changes: what is handed in is what was read.
  version integer not null default 0,
  saved_at timestamptz,
  finished_at timestamptz,
  finished_by text check (finished_by in ('learner', 'time', 'staff')),
  -- How often staff opened it again; what is handed in after that is another submission.
  reopened integer not null default 0,
  primary key (learner_id, run_id, exam_key, number),
  check ((finished_at is null) = (finished_by is null))
) with (fillfactor = 70);
-- At most one is open: two tabs that begin at once get the same sitting.
create unique index sitting_open on exams.sitting (learner_id, run_id, exam_key) where finished_at is null;
-- What time has ended is handed in by a job.
create index sitting_ends on exams.sitting (ends_at) where finished_at is null;
create index sitting_of_run on exams.sitting (run_id, exam_key, started_at);

-- The ledger's door for whoever hands in many answers with a change of their own, in one statement. `rows` are made by
-- the ledger's own code; a signature stands in hex.
create function attempts.append(rows jsonb) returns setof uuid language sql as $$
  insert into attempts.submission (learner_id, id, run_id, activity_key, attempt, release_id, answer, answer_sha256,
    received_at, score, best_score, judgement, previous_sha256, signature)
  select learner_id, id, run_id, activity_key, attempt, release_id, answer, decode(answer_sha256, 'hex'), received_at,
    score, best_score, nullif(judgement, 'null'), decode(previous_sha256, 'hex'), decode(signature, 'hex')
  from jsonb_to_recordset(rows) as r (learner_id uuid, id uuid, run_id uuid, activity_key text, attempt integer,
    release_id text, answer jsonb, answer_sha256 text, received_at timestamptz, score double precision,
    best_score double precision, judgement jsonb, previous_sha256 text, signature text)
  returning id
$$;
