-- Extensions that search needs, and the tables of the machines themselves.
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists citext;

-- `unaccent` is only stable because its dictionary may change; ours does not, and an index needs an immutable function.
create function platform.fold(text) returns text language sql immutable parallel safe strict
  return lower(public.unaccent('public.unaccent'::regdictionary, $1));

create table platform.idempotency (
  actor text not null,
  key text not null,
  endpoint text not null,
  body_sha256 text not null,
  status smallint,
  answer jsonb,
  created_at timestamptz not null default now(),
  primary key (actor, key)
);
create index idempotency_created on platform.idempotency (created_at);

create table platform.outbox_mail (
  id uuid primary key default uuidv7(),
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text,
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);

create table platform.rate_limit (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

create table platform.fact (
  name text primary key,
  value jsonb not null,
  at timestamptz not null default now()
);
comment on table platform.fact is 'Small facts of this installation: seeded, administrator invited.';
