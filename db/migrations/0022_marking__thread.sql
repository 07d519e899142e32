-- What learner and staff say to each other about a submission.
create table marking.thread (
  learner_id uuid not null,
  submission_id uuid not null,
  run_id uuid not null,
  activity_key text not null,
  -- open: staff should answer; answered: they have.
  state text not null check (state in ('open', 'answered')),
  -- The learner asks that the grade be looked at again.
  regrade boolean not null default false,
  -- The other side has written since this one last looked.
  learner_unread boolean not null default false,
  staff_unread boolean not null default false,
  -- A mail went out that nobody has followed yet: no second one before.
  learner_mailed boolean not null default false,
  staff_mailed boolean not null default false,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (learner_id, submission_id)
);
create index thread_of_run on marking.thread (run_id) where state = 'open';
create index thread_unread on marking.thread (learner_id, run_id) where learner_unread;

create table marking.message (
  learner_id uuid not null,
  submission_id uuid not null,
  id uuid not null default uuidv7(),
  author_id uuid not null,
  by_staff boolean not null,
  body text not null,
  sent_at timestamptz not null default clock_timestamp(),
  primary key (learner_id, submission_id, id)
);
