-- In which language a person reads a course, where they have chosen: `org/course` to a BCP 47 tag.
alter table accounts.user add column readings jsonb not null default '{}';
