-- A revision that several people wrote at once: who, beside created_by.
alter table content.revision add column also_by text[] not null default '{}';
