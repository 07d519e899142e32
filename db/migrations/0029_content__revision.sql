-- Drafts keep their history: each saving is a revision that says what stood before and after, so that edits which
-- began at different revisions can be merged, shown and taken back.
alter table content.draft add column revision integer not null default 0;
alter table content.draft drop column source_hash;
alter table content.publication add column revision integer;

create table content.revision (
  course_id uuid not null references content.draft (course_id) on delete cascade,
  number integer not null,
  -- path → {before, after}: sha256 and size, null where there was or is no such file
  changes jsonb not null,
  note text not null default '',
  origin text not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (course_id, number)
);
