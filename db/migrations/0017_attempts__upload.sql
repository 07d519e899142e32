-- Files that learners send, before and after they are handed in. A file arrives in pieces; it is complete when it has
-- a hash, under which its bytes stand in the object storage.
create table attempts.upload (
  learner_id uuid not null,
  -- Where the file is read follows from it; it says nothing about who sent it.
  id uuid not null,
  run_id uuid not null,
  activity_key text not null,
  name text not null,
  size bigint not null check (size >= 0),
  -- Bytes that are on disk.
  received bigint not null default 0 check (received between 0 and size),
  sha256 text,
  -- Media type, found by looking at the bytes.
  type text,
  created_at timestamptz not null default clock_timestamp(),
  primary key (learner_id, id),
  check ((sha256 is null) = (type is null))
);
create unique index upload_id on attempts.upload (id);
-- What never became complete is removed after a while.
create index upload_unfinished on attempts.upload (created_at) where sha256 is null;
