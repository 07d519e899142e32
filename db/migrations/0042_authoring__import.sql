-- A file on its way to a course: sent, read, looked at, then taken into a draft or left. Its bytes are gone once it is read.
create table authoring.import (
  id uuid primary key default uuidv7(),
  asked_by uuid not null,
  asked_at timestamptz not null,
  file_name text not null,
  size bigint not null check (size > 0),
  received bigint not null default 0,
  state text not null default 'arriving'
    check (state in ('arriving', 'waiting', 'reading', 'ready', 'refused', 'cancelled', 'taken')),
  -- Of reading, from 0 to 1.
  progress real not null default 0,
  -- Why it cannot be read: code, values, fields.
  refusal jsonb,
  -- What was found: format, title, key, counts.
  finding jsonb,
  -- What became of everything, as the importer says it.
  report jsonb,
  -- The course source that came of it: path to hash and size.
  files jsonb,
  -- Texts of the file, as far as people can read them: place in the file to hash.
  originals jsonb,
  course_id uuid,
  revision integer,
  check (received <= size),
  check (state not in ('ready', 'taken') or files is not null),
  check ((state = 'taken') = (course_id is not null))
);
create index import_of on authoring.import (asked_by, id desc);
-- What came last into a course is what the next import begins with.
create index import_into on authoring.import (course_id, id desc) where course_id is not null;
