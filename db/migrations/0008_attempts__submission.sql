create schema attempts;

-- The ledger. One row is one thing handed in; rows are only ever added.
create table attempts.submission (
  learner_id uuid not null,
  -- Made by the browser before the first send: the same id twice is one submission.
  id uuid not null,
  run_id uuid not null,
  activity_key text not null,
  attempt integer not null check (attempt > 0),
  release_id text not null,
  answer jsonb not null,
  -- Of the canonical JSON of the answer, as the receipt names it.
  answer_sha256 bytea not null,
  -- By the database's clock.
  received_at timestamptz not null,
  -- 0 to 1; null: not judged (a poll), or not yet.
  score double precision check (score between 0 and 1),
  -- Best score of this and all earlier attempts, so that the newest row says all about an activity.
  best_score double precision check (best_score between 0 and 1),
  judgement jsonb,
  -- sha256 of the receipt before this one in the same activity: a removed row breaks the chain.
  previous_sha256 bytea,
  signature bytea not null,
  primary key (learner_id, id),
  unique (learner_id, run_id, activity_key, attempt)
);
-- Shares of polls count what nobody judges.
create index submission_unjudged on attempts.submission (run_id, activity_key) where score is null;

create function attempts.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'submissions are append-only';
end $$;
create trigger submission_append_only before update or delete on attempts.submission
  for each row execute function attempts.refuse_change();

-- What is typed but not handed in.
create table attempts.draft (
  learner_id uuid not null,
  run_id uuid not null,
  activity_key text not null,
  answer jsonb not null,
  saved_at timestamptz not null default clock_timestamp(),
  primary key (learner_id, run_id, activity_key)
);
