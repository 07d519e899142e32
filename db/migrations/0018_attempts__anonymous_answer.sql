-- Answers that nobody may tie to their learner. The ledger holds that a learner answered; what they answered stands here,
-- without learner, time or number. Answers can be read once five are together, and are all written anew at that moment,
-- so that neither two looks nor the order on disk tells one answer from the others.
create table attempts.anonymous_answer (
  id uuid not null default gen_random_uuid(),
  run_id uuid not null,
  activity_key text not null,
  answer jsonb not null,
  readable boolean not null default false,
  primary key (run_id, activity_key, id)
);
