create schema catalog;

create table catalog.organization (
  id uuid primary key default uuidv7(),
  key text not null unique check (key ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null,
  about text not null default '',
  created_at timestamptz not null default now()
);

create table catalog.course (
  id uuid primary key default uuidv7(),
  organization_id uuid not null references catalog.organization (id),
  key text not null check (key ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  -- Copied from the newest release, so that lists need no release.
  title text not null,
  summary text not null default '',
  language text not null default 'en',
  subject text,
  level text check (level in ('introductory', 'intermediate', 'advanced')),
  pace text not null default 'self' check (pace in ('self', 'scheduled')),
  license text,
  cover text,
  -- The newest published release.
  release_id text,
  listed boolean not null default true,
  search tsvector generated always as (
    setweight(to_tsvector('simple', platform.fold(title)), 'A') ||
    setweight(to_tsvector('simple', platform.fold(coalesce(subject, ''))), 'B') ||
    setweight(to_tsvector('simple', platform.fold(summary)), 'C')) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, key)
);
create index course_search on catalog.course using gin (search);
create index course_title_similar on catalog.course using gin (platform.fold(title) gin_trgm_ops);

create table catalog.run (
  id uuid primary key default uuidv7(),
  course_id uuid not null references catalog.course (id),
  key text not null check (key ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  release_id text not null,
  -- Anybody reads without an account.
  open boolean not null default false,
  -- Local wall times in `zone`; null: no bound.
  zone text not null default 'UTC',
  starts_at timestamp,
  ends_at timestamp,
  enrollment_opens_at timestamp,
  enrollment_closes_at timestamp,
  -- Who enrolls must know it; null: nobody asks.
  enrollment_key text,
  self_enrollment boolean not null default true,
  created_at timestamptz not null default now(),
  unique (course_id, key)
);
