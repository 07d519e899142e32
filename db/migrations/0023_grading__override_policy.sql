-- What staff set for one learner at one activity, in place of what the attempts say. Appended: the highest version holds,
-- and two people who change the same grade at once cannot both write the next one.
create table grading.override (
  learner_id uuid not null,
  run_id uuid not null,
  activity_key text not null,
  version integer not null check (version > 0),
  -- Null: the attempts decide (again).
  points double precision check (points >= 0 and points <= 10000),
  -- The activity is left out for this learner.
  excused boolean not null default false,
  -- For the learner.
  comment text,
  -- For staff and history.
  reason text,
  -- Null: the program.
  made_by uuid,
  made_at timestamptz not null default clock_timestamp(),
  primary key (learner_id, run_id, activity_key, version)
);

-- How the grades of a run are made, where its staff decided otherwise than the release. Appended: the highest version
-- holds; null policy: the release decides again.
create table grading.policy (
  run_id uuid not null,
  version integer not null check (version > 0),
  policy jsonb,
  reason text not null,
  made_by uuid,
  made_at timestamptz not null default clock_timestamp(),
  primary key (run_id, version)
);
