-- Drafts (what authors edit), releases (what learners see), and what both are made of. Course ids are the catalog's,
-- which stands above this schema: no foreign key.
create schema content;

-- One text search configuration a language, as PostgreSQL ships them, but blind to accents: `cancion` finds `canción`.
do $$
declare
  language record;
  part record;
begin
  for language in
    select c.oid, c.cfgname from pg_ts_config c join pg_namespace n on n.oid = c.cfgnamespace where n.nspname = 'pg_catalog'
  loop
    execute format('create text search configuration content.%I (copy = pg_catalog.%I)', language.cfgname, language.cfgname);
    for part in
      select t.alias, string_agg(m.mapdict::regdictionary::text, ', ' order by m.mapseqno) as dictionaries
      from pg_ts_config_map m join ts_token_type('default') t on t.tokid = m.maptokentype
      where m.mapcfg = language.oid and t.alias in ('word', 'hword', 'hword_part')
      group by t.alias
    loop
      execute format('alter text search configuration content.%I alter mapping for %I with public.unaccent, %s',
        language.cfgname, part.alias, part.dictionaries);
    end loop;
  end loop;
end $$;

-- An asset under the name it is served by; the bytes stand in object storage. The name fixes the type, so that nobody
-- can have bytes served as something else.
create table content.asset (
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null,
  size bigint not null,
  type text not null,
  primary key (sha256, name)
);

create table content.draft (
  course_id uuid primary key,
  source_hash text not null,
  updated_at timestamptz not null,
  updated_by text not null
);

create table content.draft_file (
  course_id uuid not null references content.draft (course_id) on delete cascade,
  path text not null,
  sha256 text not null,
  size bigint not null,
  primary key (course_id, path)
);

-- Never changed: its id is the hash of all that is in it.
create table content.release (
  id text primary key check (id ~ '^[0-9a-f]{64}$'),
  -- Course, grading, outline and assets; the units stand in their own rows.
  manifest jsonb not null,
  created_at timestamptz not null
);

-- A unit with its activities, stored once however many releases hold it.
create table content.unit (
  sha256 text primary key,
  key text not null,
  title text not null,
  body jsonb not null,
  text text not null,
  config regconfig not null,
  search tsvector not null
);

create table content.release_unit (
  release_id text not null references content.release (id),
  position integer not null,
  unit_sha256 text not null references content.unit (sha256),
  primary key (release_id, position)
);
create index release_unit_sha256 on content.release_unit (unit_sha256);

-- That a course published a release. Equal courses may share one.
create table content.publication (
  course_id uuid not null,
  number integer not null,
  release_id text not null references content.release (id),
  -- Path to { sha256, size }: what it was compiled from.
  source jsonb not null,
  notes text not null default '',
  created_at timestamptz not null,
  created_by text not null,
  primary key (course_id, number),
  unique (course_id, release_id)
);
create index publication_release on content.publication (release_id);

create table content.import_report (
  id uuid primary key default uuidv7(),
  course_id uuid not null,
  -- olx, aplus, imscc …
  format text not null,
  file_name text not null,
  report jsonb not null,
  created_at timestamptz not null,
  created_by text not null
);
create index import_report_course on content.import_report (course_id, created_at desc);
