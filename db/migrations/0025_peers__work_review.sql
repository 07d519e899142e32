create schema peers;

-- What an author handed in to be reviewed by fellow learners.
create table peers.work (
  -- Addresses name this one: the ids of learners would give away who it is.
  id uuid not null default uuidv7(),
  learner_id uuid not null,
  submission_id uuid not null,
  run_id uuid not null,
  activity_key text not null,
  attempt integer not null,
  received_at timestamptz not null,
  -- Until then the reviews are there.
  review_by timestamptz not null,
  -- older: another of the same author is the one that is read; settled: a grading came of its reviews.
  state text not null default 'open' check (state in ('open', 'older', 'settled')),
  -- Claims that no learner could meet were handed to staff.
  staffed boolean not null default false,
  primary key (learner_id, submission_id)
);
create unique index work_read on peers.work (run_id, activity_key, learner_id) where state <> 'older';
create unique index work_by_id on peers.work (id);
create index work_due on peers.work (review_by) where state = 'open';

-- A piece that staff have judged: training before the first review, and something to review where there is nothing else.
create table peers.sample (
  id uuid primary key default uuidv7(),
  run_id uuid not null,
  activity_key text not null,
  title text not null,
  answer jsonb not null,
  marks jsonb not null,
  points double precision,
  score double precision not null check (score between 0 and 1),
  -- Why staff judge it so; shown after the learner has.
  comment text not null default '',
  made_by uuid not null,
  made_at timestamptz not null default clock_timestamp(),
  removed_at timestamptz
);
create index sample_of on peers.sample (run_id, activity_key) where removed_at is null;

-- One reader's judgement of one work or sample. What is done is not changed any more; it can be left out.
create table peers.review (
  id uuid primary key default uuidv7(),
  run_id uuid not null,
  activity_key text not null,
  work_id uuid,
  sample_id uuid,
  kind text not null check (kind in ('peer', 'self', 'staff', 'sample')),
  -- Null: of staff, nobody has taken it yet.
  reviewer_id uuid,
  state text not null default 'open' check (state in ('open', 'done', 'lapsed', 'excluded')),
  -- Grows with each save: a save that began from an older one is refused.
  version integer not null default 0,
  marks jsonb not null default '[]',
  points double precision,
  score double precision check (score between 0 and 1),
  comment text not null default '',
  begun_at timestamptz not null default clock_timestamp(),
  -- The work goes to somebody else then.
  lapses_at timestamptz,
  done_at timestamptz,
  -- What the author says of it: 1 not useful, 2 useful, 3 very useful.
  rating smallint check (rating between 1 and 3),
  rated_at timestamptz,
  excluded_by uuid,
  excluded_reason text,
  check ((work_id is null) = (kind = 'sample')),
  check ((sample_id is null) = (kind <> 'sample')),
  check (reviewer_id is not null or (kind = 'staff' and state in ('open', 'lapsed'))),
  check (state not in ('done', 'excluded') or score is not null)
);
-- Staff may be asked for several of one work, and be few.
create unique index review_once on peers.review (work_id, reviewer_id, kind) where reviewer_id is not null and kind <> 'staff';
create unique index review_sample_once on peers.review (sample_id, reviewer_id) where kind = 'sample';
-- One at a time: nobody holds works back.
create unique index review_one_open on peers.review (run_id, activity_key, reviewer_id)
  where state = 'open' and kind = 'peer' and lapses_at is not null;
create index review_of_work on peers.review (work_id);
create index review_of_reviewer on peers.review (run_id, activity_key, reviewer_id);
create index review_lapsing on peers.review (lapses_at) where state = 'open';
create index review_for_staff on peers.review (run_id, begun_at) where state = 'open' and kind = 'staff';

-- An author does not agree with what the reviews say.
create table peers.appeal (
  work_id uuid primary key,
  run_id uuid not null,
  reason text not null,
  made_at timestamptz not null default clock_timestamp(),
  answer text,
  answered_by uuid,
  answered_at timestamptz
);
create index appeal_open on peers.appeal (run_id, made_at) where answered_at is null;
