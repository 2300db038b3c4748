-- What is held to be true of a home's health now and was before, and who did what about it. settle() of store/ledger is the only door.
create schema ledger;
grant usage on schema ledger to homeops_server, homeops_person;

create table ledger.finding (
  id            int primary key generated always as identity,
  home_id       int not null references people.home on delete cascade,
  check_name    text not null,
  subject_kind  text not null check (subject_kind in ('entity', 'automation', 'device', 'integration', 'area', 'home')),
  subject       text not null,         -- row of house.entity, so that a rename changes nothing; else Home Assistant's id; of a home empty
  severity      text not null check (severity in ('info', 'warning', 'error', 'critical')),
  evidence      jsonb not null,
  mentions      int[] not null,        -- rows of house.entity that it tells of; the household's law looks at these
  cause_id      int,                   -- the finding of which it is an effect; no reference, since a snapshot brings rows in pages
  since         timestamptz not null,  -- true from then on, as far as the memory tells
  opened_at     timestamptz not null,  -- said from then on
  closed_at     timestamptz,
  closed_as     text check (closed_as in ('gone', 'fixed', 'not_a_problem')),
  snoozed_until timestamptz,
  check ((closed_at is null) = (closed_as is null))
);
create unique index finding_open on ledger.finding (home_id, check_name, subject_kind, subject) where closed_at is null; -- one at a time
create index finding_closed on ledger.finding (home_id, closed_at); -- those that stand, and lists of what was
create index finding_effects on ledger.finding (cause_id); -- what an incident explains

-- What became of a finding. Each step but a person's own verbs becomes an event of the memory: is_told.
create table ledger.step (
  id         int primary key generated always as identity,
  home_id    int not null references people.home on delete cascade,
  finding_id int not null references ledger.finding on delete cascade,
  at         timestamptz not null,
  what       text not null check (what in ('opened', 'reopened', 'changed', 'closed', 'fixed', 'snoozed', 'woken', 'muted', 'unmuted', 'not_a_problem', 'a_problem')),
  severity   text not null,            -- as it was then
  user_id    uuid references public.users on delete set null, -- null: HomeOps itself, or whoever is gone
  details    jsonb,
  is_told    boolean not null
);
create index step_of_finding on ledger.step (finding_id, id);
create index step_by_time on ledger.step (home_id, at, id); -- the history of a home
create index step_user on ledger.step (user_id);
create index step_untold on ledger.step (home_id, id) where not is_told;

-- What a person wants to hear no more of. Null: whatever the check, whatever the subject.
create table ledger.rule (
  id           int primary key generated always as identity,
  home_id      int not null references people.home on delete cascade,
  kind         text not null check (kind in ('muted', 'tolerated')),
  check_name   text,
  subject_kind text,
  subject      text,
  evidence     jsonb,                  -- tolerated: as it was when somebody said that this is no problem
  user_id      uuid references public.users on delete set null,
  created_at   timestamptz not null,
  unique nulls not distinct (home_id, kind, check_name, subject_kind, subject)
);
create index rule_user on ledger.rule (user_id);

-- Each run of the checks.
create table ledger.diagnosis (
  id        int primary key generated always as identity,
  home_id   int not null references people.home on delete cascade,
  at        timestamptz not null,
  took_ms   int not null,
  by_whom   text not null check (by_whom in ('schedule', 'person')),
  checks    text[] not null,           -- those that ran
  held_back jsonb not null,            -- [{check, reason}], those that did not
  waiting   int not null,              -- seen, but not long enough to be said
  opened    int not null,
  changed   int not null,
  closed    int not null
);
create index diagnosis_by_time on ledger.diagnosis (home_id, at);

select people.guard(format('ledger.%I', name)::regclass)
from unnest(array['finding', 'step', 'rule', 'diagnosis']) as name;

-- Of what may not be known nothing may be found either.
create policy law on ledger.finding as restrictive for select to homeops_person
  using ((select people.speaking()) is null and not mentions && (select people.hidden())::int[]);
create policy law on ledger.step as restrictive for select to homeops_person
  using (exists (select from ledger.finding where finding.id = step.finding_id));
create policy law on ledger.rule as restrictive for select to homeops_person
  using ((select people.speaking()) is null
    and (subject_kind not in ('entity', 'automation') or subject <> all (select unnest(people.hidden())::text)));
create policy law on ledger.diagnosis as restrictive for select to homeops_person
  using ((select people.speaking()) is null);
