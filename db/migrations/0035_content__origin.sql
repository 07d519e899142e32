-- What in a draft was taken from a release of another course. It stands in the files; here it is found by where it is from.
create table content.origin (
  course_id uuid not null references content.draft (course_id) on delete cascade,
  path text not null,
  kind text not null check (kind in ('course', 'unit', 'block')),
  -- Of the copy; '' of a whole course.
  key text not null,
  -- `org/key`, what in it ('' the whole course), and the number of the release that was taken last.
  from_course text not null,
  from_key text not null,
  from_release integer not null,
  primary key (course_id, path, kind, key)
);
create index origin_from on content.origin (from_course, from_key);

-- Where is this file used: the same bytes, whatever they are called.
create index draft_file_bytes on content.draft_file (sha256);

-- What the authors of a course may not change, since another course of the organization decides it.
create table content.lock (
  course_id uuid primary key,
  -- `org/key` of the course that decides.
  holder text not null,
  -- all, outline, grading, dates, or unit:<path>
  parts text[] not null
);
