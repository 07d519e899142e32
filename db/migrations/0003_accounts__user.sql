create schema accounts;

-- The tables of better-auth, in our spelling. Addresses are kept in lower case, so that one person has one.
create table accounts.user (
  id uuid primary key default uuidv7(),
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  -- Null: as the browser says.
  locale text,
  time_zone text,
  suspended_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index user_search on accounts.user using gin (platform.fold(name || ' ' || email) gin_trgm_ops);

create table accounts.session (
  id uuid primary key default uuidv7(),
  token text not null unique,
  user_id uuid not null references accounts.user on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  -- When it was last seen, to the hour.
  updated_at timestamptz not null default now()
);
create index session_of_user on accounts.session (user_id);
create index session_expires on accounts.session (expires_at);

-- A way to sign in: `credential` with the password's hash, or an outside provider.
create table accounts.account (
  id uuid primary key default uuidv7(),
  user_id uuid not null references accounts.user on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index account_of_user on accounts.account (user_id);

-- Short-lived proofs: reset and sign-in links. The identifier is a hash of what the mail carries.
create table accounts.verification (
  id uuid primary key default uuidv7(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on accounts.verification (identifier);
create index verification_expires on accounts.verification (expires_at);
