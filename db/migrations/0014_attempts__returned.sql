-- The attempt of a submission that a grader could not judge is given back.
create table attempts.returned (
  learner_id uuid not null,
  submission_id uuid not null,
  run_id uuid not null,
  activity_key text not null,
  returned_at timestamptz not null default clock_timestamp(),
  primary key (learner_id, run_id, activity_key, submission_id)
);
