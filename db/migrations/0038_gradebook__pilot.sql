-- Standings follow a pilot, too: who is in its cohort is graded by another release from its start to its end.
drop trigger gradebook_change on catalog.run;
create trigger gradebook_change
  after update of release_id, pilot_release_id, pilot_cohort, zone, starts_at, ends_at on catalog.run for each row
  when ((old.release_id, old.pilot_release_id, old.pilot_cohort, old.zone, old.starts_at, old.ends_at)
    is distinct from (new.release_id, new.pilot_release_id, new.pilot_cohort, new.zone, new.starts_at, new.ends_at))
  execute function gradebook.note_released();
