alter table grading.grading
  -- What judges: the sandbox, a grading service by its address.
  add column grader text,
  -- Judged by this release where it is not the submission's: the exercise was mended, then the grading tried again.
  add column release_id text,
  -- Workers that died while they held it.
  add column losses integer not null default 0,
  -- Results that came when they no longer counted.
  add column refused integer not null default 0,
  -- Of the last system failure, for staff.
  add column failure text;
create index grading_refused on grading.grading (refused) where refused > 0;
create index grading_of_learner_running on grading.grading (learner_id) where state = 'running';

-- What is known of a grader while it is out of order; no row: all is well.
create table grading.grader (
  name text primary key,
  -- One after the other.
  failures integer not null,
  failing_since timestamptz not null default clock_timestamp(),
  -- Until then nothing is sent to it; after that one grading at a time tries whether it is well again.
  closed_until timestamptz
);

-- An answer run on the visible tests before it is handed in. The newest one of a learner and activity; it counts nowhere.
create table grading.trial (
  learner_id uuid not null,
  run_id uuid not null,
  activity_key text not null,
  -- Each trial has its own: a result counts only for the one that was claimed.
  id uuid not null default uuidv7(),
  release_id text not null,
  answer jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'judged', 'rejected', 'failed')),
  judgement jsonb,
  lease_until timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  primary key (learner_id, run_id, activity_key)
);
create index trial_open on grading.trial (created_at) where state in ('waiting', 'running');
