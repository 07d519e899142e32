-- A library holds blocks and questions that courses take from: nobody enrolls in it, and the catalog does not show it.
alter table catalog.course add column kind text not null default 'course' check (kind in ('course', 'library'));
