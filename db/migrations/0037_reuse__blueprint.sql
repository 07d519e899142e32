create schema reuse;

-- A course that others of its organization follow.
create table reuse.blueprint (
  course_id uuid primary key,
  -- offer: their authors are asked; draft: put into their drafts; release: and released where nothing else waits.
  push text not null default 'offer' check (push in ('offer', 'draft', 'release')),
  -- What its children may not change: all, outline, grading, dates, or unit:<path>
  locked text[] not null default '{}',
  made_by text not null,
  made_at timestamptz not null
);

create table reuse.child (
  course_id uuid primary key,
  blueprint_id uuid not null references reuse.blueprint (course_id) on delete cascade,
  added_by text not null,
  added_at timestamptz not null
);
create index child_of_blueprint on reuse.child (blueprint_id);
