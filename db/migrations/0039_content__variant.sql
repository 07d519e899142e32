-- A unit of a release in another language of the course; null: as it was written.
alter table content.release_unit add column language text;
