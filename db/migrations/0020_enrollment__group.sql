-- Learners who hand in together. One group serves an activity, or all activities of the run with the same group set.
create table enrollment.learner_group (
  id uuid primary key,
  run_id uuid not null,
  -- The key of the activity, or `set:` and the name of the set.
  group_key text not null,
  -- Who knows it may join.
  code text not null unique,
  made_at timestamptz not null default clock_timestamp(),
  -- Of the first submission; null: members may still come and go.
  fixed_at timestamptz,
  unique (id, run_id, group_key)
);
create index learner_group_run on enrollment.learner_group (run_id, group_key);

-- The key says that nobody is in two groups for one activity.
create table enrollment.group_member (
  learner_id uuid not null,
  run_id uuid not null,
  group_key text not null,
  group_id uuid not null,
  joined_at timestamptz not null default clock_timestamp(),
  primary key (learner_id, run_id, group_key),
  foreign key (group_id, run_id, group_key) references enrollment.learner_group (id, run_id, group_key) on delete cascade
);
create index group_member_group on enrollment.group_member (group_id);

create function enrollment.refuse_fixed_group() returns trigger language plpgsql as $$
begin
  if exists (select from enrollment.learner_group where fixed_at is not null
    and (id = (case when tg_op <> 'INSERT' then old.group_id end) or id = (case when tg_op <> 'DELETE' then new.group_id end)))
  then
    raise exception 'a group that has handed in stays as it is';
  end if;
  return coalesce(new, old);
end $$;
create trigger group_member_fixed before insert or update or delete on enrollment.group_member
  for each row execute function enrollment.refuse_fixed_group();

create view enrollment.own_times as
select e.learner_id, e.run_id, e.state, json_build_object(
    'learnerId', e.learner_id,
    'enrolledAt', e.enrolled_at,
    'cohort', e.cohort,
    'extensions', coalesce((
      select json_agg(json_build_object('kind', x.target_kind, 'key', x.target_key, 'by', x.by_duration,
        'until', x.until_time, 'attempts', x.attempts, 'reason', x.reason))
      from enrollment.extension x where x.learner_id = e.learner_id and x.run_id = e.run_id), '[]'),
    'accommodations', coalesce((
      select json_agg(json_build_object('organization', a.organization, 'timeFactor', a.time_factor,
        'laterBy', a.later_by, 'validUntil', a.valid_until))
      from enrollment.accommodation a where a.learner_id = e.learner_id), '[]')) as times
from enrollment.enrollment e;

-- With the groups of the learner: a group has the time of the member who has most.
create or replace view enrollment.learner_times as
select e.learner_id, e.run_id, e.state, json_build_object(
    'learnerId', e.learner_id,
    'enrolledAt', e.enrolled_at,
    'cohort', e.cohort,
    'extensions', coalesce((
      select json_agg(json_build_object('kind', x.target_kind, 'key', x.target_key, 'by', x.by_duration,
        'until', x.until_time, 'attempts', x.attempts, 'reason', x.reason))
      from enrollment.extension x where x.learner_id = e.learner_id and x.run_id = e.run_id), '[]'),
    'accommodations', coalesce((
      select json_agg(json_build_object('organization', a.organization, 'timeFactor', a.time_factor,
        'laterBy', a.later_by, 'validUntil', a.valid_until))
      from enrollment.accommodation a where a.learner_id = e.learner_id), '[]'),
    'groups', coalesce((
      select json_agg(json_build_object('id', g.id, 'key', g.group_key, 'code', g.code,
        'fixed', g.fixed_at is not null, 'members', (
          select json_agg(json_build_object('name', coalesce(u.name, ''), 'since', f.joined_at, 'times', t.times)
            order by f.joined_at, f.learner_id)
          from enrollment.group_member f
          join enrollment.own_times t on t.learner_id = f.learner_id and t.run_id = f.run_id and t.state = 'active'
          left join accounts."user" u on u.id = f.learner_id
          where f.group_id = g.id)))
      from enrollment.group_member m join enrollment.learner_group g on g.id = m.group_id
      where m.learner_id = e.learner_id and m.run_id = e.run_id), '[]')) as times
from enrollment.enrollment e;

-- One thing that a group handed in stands in the ledger of each member; these rows belong together.
create table attempts.joint_submission (
  learner_id uuid not null,
  submission_id uuid not null,
  -- The submission of whoever handed in.
  sent_id uuid not null,
  sender_id uuid not null,
  group_id uuid not null,
  primary key (learner_id, submission_id)
);
create index joint_submission_sent on attempts.joint_submission (sent_id);
