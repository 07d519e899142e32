create schema audit;

create table audit.entry (
  id uuid not null default uuidv7(),
  at timestamptz not null default clock_timestamp(),
  actor_kind text not null check (actor_kind in ('person', 'anonymous', 'system')),
  -- The person, or the name of the part of the program.
  actor text not null,
  action text not null,
  subject text not null,
  details jsonb not null default '{}',
  request_id text,
  primary key (id)
);
create index entry_actor on audit.entry (actor, id);
create index entry_subject on audit.entry (subject, id);

-- The door for other schemas: one more row inside their statement, no further round trip.
create function audit.record(actor_kind text, actor text, action text, subject text, details jsonb, request_id text)
returns uuid language sql as $$
  insert into audit.entry (actor_kind, actor, action, subject, details, request_id)
  values (actor_kind, actor, action, subject, coalesce(details, '{}'), request_id)
  returning id
$$;

-- Append-only: not even a mistake in our own code may change or remove an entry.
create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are append-only';
end $$;
create trigger entry_append_only before update or delete on audit.entry
  for each row execute function audit.refuse_change();
