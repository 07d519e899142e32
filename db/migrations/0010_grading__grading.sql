-- One row is one judgement of a submission by a machine or by people. The newest judged one is current: it counts.
create table grading.grading (
  learner_id uuid not null,
  submission_id uuid not null,
  -- From 1 for each submission. A result counts only for the number that was claimed: a worker believed dead, that wakes
  -- up, cannot overwrite what another found.
  number integer not null check (number > 0),
  run_id uuid not null,
  activity_key text not null,
  attempt integer not null,
  source text not null check (source in ('machine', 'staff', 'peers', 'regrade')),
  -- waiting: for a worker; running: a worker holds the lease; pending: a grading service will call back; judged; rejected:
  -- the grader refused the answer, it costs no attempt; needs-staff: three system failures; replaced: a later one began.
  state text not null check (state in
    ('waiting', 'running', 'pending', 'judged', 'rejected', 'needs-staff', 'replaced')),
  current boolean not null default false check (not current or state = 'judged'),
  score double precision check (score between 0 and 1),
  judgement jsonb,
  -- System failures so far.
  tries integer not null default 0,
  worker text,
  lease_until timestamptz,
  not_before timestamptz,
  -- Who of the staff, and why; null: a machine.
  made_by uuid,
  reason text,
  created_at timestamptz not null default clock_timestamp(),
  judged_at timestamptz,
  -- Null: held; the learner sees that it is judged, not what came of it.
  released_at timestamptz,
  primary key (learner_id, submission_id, number),
  check ((state = 'judged') = (score is not null and judged_at is not null))
);
create unique index grading_current on grading.grading (learner_id, submission_id) where current;
create index grading_of_run on grading.grading (run_id, activity_key, learner_id) where current;
create index grading_open on grading.grading (created_at) where state in ('waiting', 'running', 'pending');
create index grading_needs_staff on grading.grading (run_id, created_at) where state = 'needs-staff';
