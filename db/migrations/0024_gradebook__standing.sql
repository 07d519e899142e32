create schema gradebook;

-- What a learner's grade came to when it was last computed: derived, so that a thousand learners can be sorted and
-- filtered. Whatever is shown of a learner is computed anew.
create table gradebook.standing (
  run_id uuid not null,
  learner_id uuid not null,
  -- Null: the course is not graded, or nothing is known.
  percent double precision,
  letter text,
  passed boolean,
  -- Activities that are handed in and not judged.
  waiting integer not null,
  -- Activities where staff set points or excused.
  overridden integer not null,
  -- The earliest deadline of what is not handed in; null: nothing has one.
  missing_since timestamptz,
  computed_at timestamptz not null default clock_timestamp(),
  primary key (run_id, learner_id)
);

-- That something changed which a standing comes from. Rows are only added, by the transactions that change it, and taken
-- away once the standing is computed: nobody who hands in waits for whoever computes.
create table gradebook.change (
  id bigint generated always as identity primary key,
  run_id uuid not null,
  learner_id uuid not null
);

create function gradebook.note_learners() returns trigger language plpgsql as $$
begin
  insert into gradebook.change (run_id, learner_id) select distinct run_id, learner_id from fresh;
  return null;
end $$;
create trigger gradebook_change after insert on attempts.submission
  referencing new table as fresh for each statement execute function gradebook.note_learners();
create trigger gradebook_change after insert on grading.override
  referencing new table as fresh for each statement execute function gradebook.note_learners();
create trigger gradebook_change after insert on enrollment.enrollment
  referencing new table as fresh for each statement execute function gradebook.note_learners();

create function gradebook.note_learner() returns trigger language plpgsql as $$
declare changed record := coalesce(new, old);
begin
  insert into gradebook.change (run_id, learner_id) values (changed.run_id, changed.learner_id);
  return null;
end $$;
create trigger gradebook_change_new after insert on grading.grading
  for each row execute function gradebook.note_learner();
-- Not on every step of a worker's lease.
create trigger gradebook_change after update on grading.grading for each row
  when ((old.state, old.current, old.released_at) is distinct from (new.state, new.current, new.released_at))
  execute function gradebook.note_learner();
create trigger gradebook_change_cohort after update of state, cohort on enrollment.enrollment
  for each row execute function gradebook.note_learner();
create trigger gradebook_change after insert or update or delete on enrollment.extension
  for each row execute function gradebook.note_learner();

create function gradebook.note_run() returns trigger language plpgsql as $$
declare changed record := coalesce(new, old);
begin
  insert into gradebook.change (run_id, learner_id)
  select run_id, learner_id from enrollment.enrollment where run_id = changed.run_id;
  return null;
end $$;
create trigger gradebook_change after insert on grading.policy
  for each row execute function gradebook.note_run();
create trigger gradebook_change after insert or update or delete on enrollment.target_dates
  for each row execute function gradebook.note_run();
create trigger gradebook_change after insert or update or delete on enrollment.run_policy
  for each row execute function gradebook.note_run();

create function gradebook.note_released() returns trigger language plpgsql as $$
begin
  insert into gradebook.change (run_id, learner_id)
  select run_id, learner_id from enrollment.enrollment where run_id = new.id;
  return null;
end $$;
create trigger gradebook_change after update of release_id, zone, starts_at, ends_at on catalog.run for each row
  when ((old.release_id, old.zone, old.starts_at, old.ends_at)
    is distinct from (new.release_id, new.zone, new.starts_at, new.ends_at))
  execute function gradebook.note_released();

create function gradebook.note_accommodated() returns trigger language plpgsql as $$
declare changed record := coalesce(new, old);
begin
  insert into gradebook.change (run_id, learner_id)
  select run_id, learner_id from enrollment.enrollment where learner_id = changed.learner_id;
  return null;
end $$;
create trigger gradebook_change after insert or update or delete on enrollment.accommodation
  for each row execute function gradebook.note_accommodated();

-- Learners of before.
insert into gradebook.change (run_id, learner_id) select run_id, learner_id from enrollment.enrollment;

-- A file of grades that was read, with what each of its cells would change; nothing counts before it is applied.
create table gradebook.import (
  id uuid primary key default uuidv7(),
  run_id uuid not null,
  file_name text not null,
  lines jsonb not null,
  made_by uuid not null,
  made_at timestamptz not null default clock_timestamp(),
  applied_at timestamptz
);

-- A regrading as a proposal: run in the shadow, looked at, applied or not, taken back in one step.
create table gradebook.regrade (
  id uuid primary key default uuidv7(),
  run_id uuid not null,
  activity_key text not null,
  -- With whose settings it judges.
  release_id text not null,
  reason text not null,
  state text not null check (state in
    ('judging', 'ready', 'stopped', 'applying', 'applied', 'undoing', 'undone')),
  -- Chosen when it is applied.
  only_raises boolean,
  notify boolean,
  learners integer not null,
  done integer not null default 0,
  -- The batches go through the learners in the order of their ids.
  after_learner uuid,
  made_by uuid not null,
  made_at timestamptz not null default clock_timestamp(),
  settled_at timestamptz
);
create index regrade_of_run on gradebook.regrade (run_id, made_at desc);

create table gradebook.regrade_line (
  regrade_id uuid not null references gradebook.regrade (id),
  learner_id uuid not null,
  submission_id uuid not null,
  attempt integer not null,
  -- 0 to 1; null: not judged.
  before double precision,
  after double precision,
  judgement jsonb,
  -- Why it could not be judged.
  problem text,
  -- Number of the grading that counted before (null: the rule's own, or none), and of the one that applying made.
  previous_number integer,
  applied_number integer,
  primary key (regrade_id, learner_id, submission_id)
);
