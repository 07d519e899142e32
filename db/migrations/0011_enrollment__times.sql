-- Cohorts of a run, and dates that staff write beside the release: for the run ('' as cohort) or one of its cohorts.
create table enrollment.cohort (
  run_id uuid not null,
  key text not null check (key ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  title text not null,
  primary key (run_id, key)
);

alter table enrollment.enrollment add column cohort text;
create index enrollment_cohort on enrollment.enrollment (run_id, cohort) where cohort is not null;

create table enrollment.target_dates (
  run_id uuid not null,
  cohort text not null default '',
  target_kind text not null check (target_kind in ('run', 'section', 'unit', 'activity')),
  -- '' for the run.
  target_key text not null,
  -- Wall times in the run's zone, durations after the learner's start, `none`; null: as the course says.
  opens text,
  due text,
  late_until text,
  closes text,
  primary key (run_id, cohort, target_kind, target_key)
);

create table enrollment.run_policy (
  run_id uuid primary key,
  -- { percent, per, grace, floor }; null: as the course says.
  late jsonb,
  -- When a degraded service moves a deadline; null: as everywhere.
  window_hours integer check (window_hours between 0 and 72),
  minimum_minutes integer check (minimum_minutes between 1 and 1440)
);

-- More time or attempts for one learner.
create table enrollment.extension (
  learner_id uuid not null,
  run_id uuid not null,
  target_kind text not null check (target_kind in ('run', 'section', 'unit', 'activity')),
  target_key text not null,
  -- A duration that everything after the opening moves by, or a wall time in the run's zone.
  by_duration text,
  until_time text,
  attempts integer not null default 0 check (attempts between 0 and 1000),
  reason text not null default '',
  given_by text not null,
  given_at timestamptz not null default clock_timestamp(),
  primary key (learner_id, run_id, target_kind, target_key),
  check (by_duration is null or until_time is null)
);
create index extension_run on enrollment.extension (run_id, given_at);

-- What holds for a learner in all courses of an organization ('' for the site).
create table enrollment.accommodation (
  learner_id uuid not null,
  organization text not null default '',
  time_factor double precision not null default 1 check (time_factor between 1 and 5),
  later_by text,
  valid_until date,
  -- For the staff who give them.
  note text not null default '',
  given_by text not null,
  given_at timestamptz not null default clock_timestamp(),
  primary key (learner_id, organization)
);

-- What one learner has of their own in a run: small enough to ride along in the statement of any page.
create view enrollment.learner_times as
select e.learner_id, e.run_id, e.state, json_build_object(
    'learnerId', e.learner_id,
    'enrolledAt', e.enrolled_at,
    'cohort', e.cohort,
    'extensions', coalesce((
      select json_agg(json_build_object('kind', x.target_kind, 'key', x.target_key, 'by', x.by_duration,
        'until', x.until_time, 'attempts', x.attempts, 'reason', x.reason))
      from enrollment.extension x where x.learner_id = e.learner_id and x.run_id = e.run_id), '[]'),
    'accommodations', coalesce((
      select json_agg(json_build_object('organization', a.organization, 'timeFactor', a.time_factor,
        'laterBy', a.later_by, 'validUntil', a.valid_until))
      from enrollment.accommodation a where a.learner_id = e.learner_id), '[]')) as times
from enrollment.enrollment e;
