create schema enrollment;

create table enrollment.enrollment (
  learner_id uuid not null,
  run_id uuid not null,
  state text not null default 'active' check (state in ('active', 'left')),
  -- Who brought them in: themselves or staff.
  origin text not null default 'self' check (origin in ('self', 'staff', 'import')),
  enrolled_at timestamptz not null default now(),
  left_at timestamptz,
  primary key (learner_id, run_id)
);
create index enrollment_run on enrollment.enrollment (run_id, enrolled_at);
