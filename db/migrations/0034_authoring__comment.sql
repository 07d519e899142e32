-- What authors and reviewers say of a block of a unit. The block is found again by its text, and by its line where
-- several have the same.
create table authoring.comment (
  id uuid primary key default uuidv7(),
  course_id uuid not null,
  unit_key text not null,
  -- Of the draft that they saw.
  revision integer not null,
  line integer not null,
  block text not null,
  body text not null default '',
  -- A suggestion: what shall stand there instead; '' takes the block away.
  replacement text,
  made_by text not null,
  made_at timestamptz not null,
  -- accepted: the suggestion stands in the draft; declined: it will not; resolved: nothing is left to say.
  outcome text check (outcome in ('resolved', 'accepted', 'declined')),
  settled_by text,
  settled_at timestamptz
);
create index comment_of_course on authoring.comment (course_id, unit_key, made_at);

create table authoring.reply (
  id uuid primary key default uuidv7(),
  comment_id uuid not null references authoring.comment (id),
  body text not null,
  made_by text not null,
  made_at timestamptz not null
);
create index reply_of_comment on authoring.reply (comment_id, made_at);
