-- A course that lives in a git repository as well. Token and secret are sealed with the secret of the site, so that the
-- table alone is worth nothing.
create table authoring.git_link (
  id uuid primary key default uuidv7(),
  course_id uuid not null unique,
  url text not null,
  branch text not null,
  -- Of the course in the repository; '' where it is the whole of it.
  folder text not null default '',
  forge text not null check (forge in ('github', 'gitlab', 'gitea', 'other')),
  releases boolean not null,
  sends boolean not null,
  begin text not null check (begin in ('repository', 'studio')),
  sealed_token text,
  sealed_secret text not null,
  made_by text not null,
  made_at timestamptz not null,
  -- A revision of the draft and a commit of the repository that hold the same.
  synced_revision integer,
  synced_commit text,
  -- The newest commit of the branch that is in the draft.
  branch_commit text
);

-- One pull or push, and what came of it.
create table authoring.git_sync (
  id uuid primary key default uuidv7(),
  link_id uuid not null references authoring.git_link (id) on delete cascade,
  direction text not null check (direction in ('pull', 'push')),
  cause text not null check (cause in ('person', 'hook', 'clock')),
  asked_by text not null,
  asked_at timestamptz not null,
  -- The forge's name for its call.
  delivery text,
  begun_at timestamptz,
  settled_at timestamptz,
  commit_id text,
  revision integer,
  outcome text check (outcome in ('unchanged', 'merged', 'mistakes', 'conflict', 'sent', 'sent-aside', 'refused')),
  details jsonb not null default '{}',
  check ((outcome is null) = (settled_at is null))
);
create index git_sync_of on authoring.git_sync (link_id, id desc);
-- Asking twice is asking once; what has begun may have looked already, so that a later asking counts.
create unique index git_sync_waiting on authoring.git_sync (link_id, direction) where begun_at is null;
create unique index git_sync_delivery on authoring.git_sync (link_id, delivery) where delivery is not null;

-- That a commit of the branch was merged into the draft, and which revision that gave.
create table authoring.git_join (
  id uuid primary key default uuidv7(),
  link_id uuid not null references authoring.git_link (id) on delete cascade,
  revision integer not null,
  commit_id text not null
);
create index git_join_of on authoring.git_join (link_id, revision);
