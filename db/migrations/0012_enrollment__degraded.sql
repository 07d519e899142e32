-- When a service last said that it was well.
create table enrollment.heartbeat (
  service text primary key,
  at timestamptz not null
);

-- Times in which people could not work as they should; deadlines that fall into them move.
create table enrollment.degraded (
  id uuid primary key default uuidv7(),
  -- `platform`, `machine`, or a kind of activity.
  service text not null,
  -- Null: every run.
  run_id uuid,
  from_at timestamptz not null,
  until_at timestamptz not null,
  check (until_at > from_at)
);
create index degraded_until on enrollment.degraded (until_at);

-- The private address of a learner's calendar carries this number, signed: a new number makes the old address void.
create table enrollment.calendar (
  learner_id uuid primary key,
  number integer not null default 1
);
