create schema authoring;

-- A release that is to come at a time: this revision of the draft, whatever is written meanwhile.
create table authoring.plan (
  id uuid primary key default uuidv7(),
  course_id uuid not null,
  revision integer not null,
  notes text not null default '',
  at timestamptz not null,
  made_by text not null,
  made_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed', 'cancelled')),
  -- Of the release it became.
  number integer,
  problem text,
  settled_at timestamptz,
  settled_by text
);
create index plan_of_course on authoring.plan (course_id, at);
create index plan_waiting on authoring.plan (at) where state = 'waiting';

-- A release that one cohort of a run sees before everybody does; what shows it stands with the run.
create table authoring.pilot (
  id uuid primary key default uuidv7(),
  course_id uuid not null,
  run_id uuid not null,
  cohort text not null,
  release_id text not null,
  started_by text not null,
  started_at timestamptz not null,
  -- everybody: all see it now; stopped: nobody does; replaced: everybody sees another release.
  outcome text check (outcome in ('everybody', 'stopped', 'replaced')),
  ended_by text,
  ended_at timestamptz
);
create unique index pilot_of_run on authoring.pilot (run_id) where outcome is null;
create index pilot_of_course on authoring.pilot (course_id, started_at);

-- A link that shows the draft to whoever has it. Its secret is a signature over the id, so none is stored.
create table authoring.preview (
  id uuid primary key default uuidv7(),
  course_id uuid not null,
  note text not null default '',
  made_by text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index preview_of_course on authoring.preview (course_id, made_at);

-- Somebody was asked what they think of a revision, and what they said.
create table authoring.review (
  id uuid primary key default uuidv7(),
  course_id uuid not null,
  revision integer not null,
  reviewer_id uuid not null,
  message text not null default '',
  asked_by text not null,
  asked_at timestamptz not null,
  verdict text check (verdict in ('approved', 'changes')),
  comment text not null default '',
  decided_at timestamptz,
  unique (course_id, revision, reviewer_id)
);

-- Courses (`org/course`) and organizations (`org`) whose releases somebody else must have approved.
create table authoring.approval_rule (
  target text primary key,
  set_by text not null,
  set_at timestamptz not null
);
