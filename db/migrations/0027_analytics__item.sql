create schema analytics;

-- What the answers of a run say about one question: rolled up, so that a page of ten thousand learners is one read.
create table analytics.item (
  run_id uuid not null,
  activity_key text not null,
  -- Who answered it and was judged.
  learners integer not null,
  attempts integer not null,
  -- Means of the score of the first attempt, and of the best one; 0 to 1.
  facility double precision,
  best double precision,
  -- How the first attempt goes together with the rest of what the learner answered (corrected item-total correlation);
  -- null: all have the same score, or too few have answered anything else.
  discrimination double precision,
  -- Learners that it was computed from.
  paired integer not null,
  -- Half of the learners needed no longer, from what they handed in before; null: not known of enough of them.
  seconds double precision,
  timed integer not null,
  -- By id of the option: how many chose it first, and how they did in the rest on average.
  options jsonb not null default '{}',
  primary key (run_id, activity_key)
);

create table analytics.rollup (
  run_id uuid primary key,
  computed_at timestamptz not null,
  learners integer not null
);
