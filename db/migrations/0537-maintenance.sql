-- When somebody works on a part of the home, or all are on holiday: what would be said of it then is held back.
create table ledger.maintenance (
  id           int primary key generated always as identity,
  home_id      int not null references people.home on delete cascade,
  kind         text not null check (kind in ('work', 'holiday')),
  subject_kind text not null check (subject_kind in ('home', 'area', 'device')),
  subject      text not null,          -- Home Assistant's id; of a home empty
  started_at   timestamptz not null,
  ended_at     timestamptz not null,
  why          text,
  user_id      uuid references public.users on delete set null,
  check (ended_at >= started_at)
);
create index maintenance_by_time on ledger.maintenance (home_id, ended_at); -- what holds now, read by every diagnosis
create index maintenance_user on ledger.maintenance (user_id);
select people.guard('ledger.maintenance');
create policy law on ledger.maintenance as restrictive for select to homeops_person
  using ((select people.speaking()) is null); -- a holiday is when nobody is at home
