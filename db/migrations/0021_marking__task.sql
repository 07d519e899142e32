create schema marking;

-- How an activity of a run is marked. Without a row: one marker, names shown, held until released.
create table marking.policy (
  run_id uuid not null,
  activity_key text not null,
  -- Markers see an alias until the grade is released.
  anonymous boolean not null default false,
  -- Two people mark apart; where they differ they agree on one mark.
  second boolean not null default false,
  -- Grades show as soon as they are given; else when staff release them.
  at_once boolean not null default false,
  -- Learners see who marked.
  named boolean not null default true,
  -- Who gets what comes in; null: nobody, it waits for whoever takes it.
  allotment jsonb,
  primary key (run_id, activity_key)
);

-- One row is one submission that people judge: a line of the desk.
create table marking.task (
  -- Addresses name this one: the ids of learners would give away who it is.
  id uuid not null default uuidv7(),
  learner_id uuid not null,
  submission_id uuid not null,
  run_id uuid not null,
  activity_key text not null,
  attempt integer not null,
  received_at timestamptz not null,
  -- second: one of two has marked; differ: both have, and not alike; marked: a grading came of it; older: nobody began
  -- before the learner handed in again.
  state text not null default 'to-mark'
    check (state in ('to-mark', 'draft', 'second', 'differ', 'marked', 'older')),
  -- To whom it is allotted; null: to nobody.
  marker_id uuid,
  second_id uuid,
  primary key (learner_id, submission_id)
);
create index task_of_run on marking.task (run_id, received_at, id);
create index task_by_id on marking.task (id);
create index task_of_marker on marking.task (run_id, marker_id);

-- What one person thinks of a submission. `agreed` joins the two that differed.
create table marking.mark (
  learner_id uuid not null,
  submission_id uuid not null,
  part text not null check (part in ('first', 'second', 'agreed')),
  marker_id uuid not null,
  state text not null check (state in ('draft', 'done')),
  -- Grows with each save: a save that began from an older one is refused.
  version integer not null,
  marks jsonb not null,
  -- Points where there is no rubric; null: not given yet.
  points double precision check (points >= 0),
  -- 0 to 1; null: not all is marked.
  score double precision check (score between 0 and 1),
  comment text not null default '',
  -- Of an agreed mark: why.
  reason text not null default '',
  saved_at timestamptz not null default clock_timestamp(),
  primary key (learner_id, submission_id, part)
);

-- A comment that is pinned to a place of the answer.
create table marking.pin (
  learner_id uuid not null,
  submission_id uuid not null,
  id uuid not null default uuidv7(),
  part text not null check (part in ('first', 'second', 'agreed')),
  marker_id uuid not null,
  anchor jsonb not null,
  body text not null,
  -- Learners see it only with a finished mark.
  done boolean not null default false,
  made_at timestamptz not null default clock_timestamp(),
  primary key (learner_id, submission_id, id)
);

-- Texts that a marker writes again and again.
create table marking.reply (
  id uuid primary key default uuidv7(),
  course_id uuid not null,
  person_id uuid not null,
  -- For all markers of the course.
  shared boolean not null default false,
  body text not null
);
create index reply_of_course on marking.reply (course_id, person_id);
