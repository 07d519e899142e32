-- That staff showed the learners of a run what an activity keeps hidden until then (`reveal-score=released`).
create table attempts.released (
  run_id uuid not null,
  activity_key text not null,
  released_at timestamptz not null default clock_timestamp(),
  released_by uuid not null,
  primary key (run_id, activity_key)
);
