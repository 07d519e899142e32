create schema similarity;

-- What the newest submissions of an activity have in common, as it was found at some moment.
create table similarity.comparison (
  id uuid primary key default uuidv7(),
  run_id uuid not null,
  activity_key text not null,
  -- failed: the comparison took more memory or time than it may.
  state text not null default 'waiting' check (state in ('waiting', 'comparing', 'ready', 'failed')),
  -- Null: the nightly job.
  made_by uuid,
  made_at timestamptz not null default clock_timestamp(),
  settled_at timestamptz,
  -- Submissions that are compared, and how many of them are read so far.
  works integer not null default 0,
  done integer not null default 0,
  -- Too short to say anything.
  too_short integer not null default 0,
  -- For each tenth of similarity, how many learners have somebody just so similar.
  histogram integer[] not null default '{}'
);
create index comparison_of on similarity.comparison (run_id, activity_key, made_at desc);
-- Asking twice is asking once.
create unique index comparison_open on similarity.comparison (run_id, activity_key)
  where state in ('waiting', 'comparing');

-- Two submissions that have much in common. The left learner has the smaller id.
create table similarity.pair (
  comparison_id uuid not null references similarity.comparison (id) on delete cascade,
  left_learner uuid not null,
  right_learner uuid not null,
  left_submission uuid not null,
  right_submission uuid not null,
  -- Part of both that is in both, 0 to 1.
  similarity double precision not null check (similarity between 0 and 1),
  -- Part of each that is in the other.
  left_share double precision not null,
  right_share double precision not null,
  -- Matching passages: lines and columns, left and right.
  passages jsonb not null,
  primary key (comparison_id, left_learner, right_learner),
  check (left_learner < right_learner)
);
create index pair_by_similarity on similarity.pair (comparison_id, similarity desc);

-- What staff think of two learners' work: rows are only added; the newest counts, whatever is compared again.
create table similarity.review (
  id uuid primary key default uuidv7(),
  run_id uuid not null,
  activity_key text not null,
  left_learner uuid not null,
  right_learner uuid not null,
  state text not null check (state in ('to-look-at', 'no-case', 'suspected', 'reported')),
  note text not null default '',
  made_by uuid not null,
  made_at timestamptz not null default clock_timestamp(),
  check (left_learner < right_learner)
);
create index review_of on similarity.review (run_id, activity_key, left_learner, right_learner, id desc);
