create schema grading;

-- A learner said "done" on a unit.
create table grading.unit_done (
  learner_id uuid not null,
  run_id uuid not null,
  unit_key text not null,
  done_at timestamptz not null default now(),
  primary key (learner_id, run_id, unit_key)
);

-- Where a learner was last in a run.
create table grading.position (
  learner_id uuid not null,
  run_id uuid not null,
  unit_key text not null,
  seen_at timestamptz not null default now(),
  primary key (learner_id, run_id)
);
