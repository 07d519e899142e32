create schema access;

-- `grant` is a word of SQL; a role holds for the whole site, one organization or one course.
create table access.role_grant (
  person_id uuid not null,
  role text not null,
  scope text not null check (scope in ('site', 'organization', 'course')),
  target text not null,
  granted_by text not null,
  granted_at timestamptz not null default now(),
  primary key (person_id, scope, target, role),
  check ((scope = 'site') = (target = ''))
);
create index role_grant_target on access.role_grant (scope, target);
