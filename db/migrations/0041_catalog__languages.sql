-- All languages that a course can be read in, its own first.
alter table catalog.course add column languages text[] not null default '{}';
update catalog.course set languages = array[language];
