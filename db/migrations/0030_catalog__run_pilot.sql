-- A run may show another release to one cohort, before all of it does.
alter table catalog.run
  add column pilot_release_id text,
  add column pilot_cohort text,
  add constraint run_pilot_whole check ((pilot_release_id is null) = (pilot_cohort is null));
