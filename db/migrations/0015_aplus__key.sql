create schema aplus;

-- The key with which this site signs what it sends to graders of A+ (RS256): one for all processes, sealed with the
-- secret of the site, so that the table alone is worth nothing.
create table aplus.signing_key (
  one boolean primary key default true check (one),
  sealed text not null,
  created_at timestamptz not null default clock_timestamp()
);
