-- What HomeOps may mend, what it tried, and what came of it.
create schema healing;
grant usage on schema healing to homeops_server, homeops_person;

-- How far a remedy may go; one without a row suggests.
create table healing.mode (
  home_id int not null references people.home on delete cascade,
  remedy  text not null,
  mode    text not null check (mode in ('off', 'suggest', 'ask', 'act')),
  since   timestamptz not null,        -- what failed before counts no more against it
  user_id uuid references public.users on delete set null,
  primary key (home_id, remedy)
);
create index mode_user on healing.mode (user_id);

-- A row means that nothing is done in this home until somebody takes it away.
create table healing.stop (
  home_id    int primary key references people.home on delete cascade,
  stopped_at timestamptz not null,
  user_id    uuid references public.users on delete set null
);
create index stop_user on healing.stop (user_id);

-- Which switch a device gets its power through. Declared by a person, never guessed.
create table healing.feed (
  home_id   int not null references people.home on delete cascade,
  device_id text not null,
  switch_id int not null references house.entity on delete cascade,
  since     timestamptz not null,
  user_id   uuid references public.users on delete set null,
  primary key (home_id, device_id)
);
create index feed_switch on healing.feed (switch_id);
create index feed_user on healing.feed (user_id);

-- A plan that was shown to somebody, who may say yes to it once, and for ten minutes.
create table healing.offer (
  id         int primary key generated always as identity,
  home_id    int not null references people.home on delete cascade,
  finding_id int not null references ledger.finding on delete cascade,
  remedy     text not null,
  hash       text not null,
  entities   text[] not null,
  user_id    uuid references public.users on delete cascade, -- who may say yes; null: whoever administers the home
  made_at    timestamptz not null,
  until      timestamptz not null,
  used_at    timestamptz,              -- said yes to, or withdrawn
  mentions   int[] not null            -- as of its finding
);
create index offer_home on healing.offer (home_id, until);
create index offer_finding on healing.offer (finding_id);
create index offer_user on healing.offer (user_id);

-- Each attempt: written before anything is sent, and never sent again. A verdict that is null is to come.
create table healing.attempt (
  id           int primary key generated always as identity,
  home_id      int not null references people.home on delete cascade,
  finding_id   int,                    -- outlives its finding; no reference, since a snapshot brings rows in pages
  remedy       text not null,
  check_name   text not null,
  subject_kind text not null,
  subject      text not null,          -- as Home Assistant calls it: entity id, device id, config entry id
  name         text not null,          -- as people called it
  entities     text[] not null,
  mentions     int[] not null,         -- as of its finding; the household's law looks at these
  plan         jsonb not null,         -- steps, proof, undo
  hash         text not null,
  by_whom      text not null check (by_whom in ('act', 'person')),
  user_id      uuid references public.users on delete set null,
  intent_at    timestamptz not null,
  sent         int not null default 0, -- steps that may have been sent: counted before each is
  sent_at      timestamptz,            -- by the home's own clock, the last of them
  context_ids  text[] not null default '{}',
  outcome      text check (outcome in ('done', 'refused', 'unknown')),
  before       jsonb not null,
  after        jsonb,
  verdict      text check (verdict in ('fixed', 'not_fixed', 'unknown')),
  verdict_at   timestamptz,
  why          text,
  restored_at  timestamptz,            -- when what a broken-off attempt had left was put right
  undone_at    timestamptz,
  undo_outcome text check (undo_outcome in ('done', 'refused', 'unknown')),
  told         int not null default 0  -- how many of its events the memory was told
);
create index attempt_by_time on healing.attempt (home_id, intent_at); -- caps, and the history of a home
create index attempt_pending on healing.attempt (home_id) where verdict is null;
create index attempt_user on healing.attempt (user_id);

-- What somebody is told of once: so much is sick that it is no single thing, or a remedy does not help.
create table healing.incident (
  id        int primary key generated always as identity,
  home_id   int not null references people.home on delete cascade,
  kind      text not null check (kind in ('systemic', 'breaker', 'useless')),
  about     text not null,             -- the class of things that is sick, or the remedy
  opened_at timestamptz not null,
  closed_at timestamptz,
  details   jsonb not null,
  is_told   boolean not null default false
);
create unique index incident_open on healing.incident (home_id, kind, about) where closed_at is null; -- told once
create index incident_by_time on healing.incident (home_id, opened_at);

select people.guard(format('healing.%I', name)::regclass)
from unnest(array['mode', 'stop', 'feed', 'offer', 'attempt', 'incident']) as name;

-- What may not be known may not be seen mended either.
create policy law on healing.offer as restrictive for select to homeops_person
  using ((select people.speaking()) is null and not mentions && (select people.hidden())::int[]);
create policy law on healing.attempt as restrictive for select to homeops_person
  using ((select people.speaking()) is null and not mentions && (select people.hidden())::int[]);
create policy law on healing.feed as restrictive for select to homeops_person
  using ((select people.speaking()) is null and switch_id <> all ((select people.hidden())::int[]));
create policy law on healing.incident as restrictive for select to homeops_person
  using ((select people.speaking()) is null);
