-- What is on its way to whom: rules, wishes of each person, alerts, and the outbox, in which every message is a row before it is sent.
create table alerts.rule (
  id      int primary key generated always as identity,
  home_id int not null references people.home on delete cascade,
  name    text not null,               -- of a default one, in whose place it stands; else own-<id>
  place   int not null,                -- the first that fits decides
  said    jsonb not null,
  unique (home_id, name)
);

create table alerts.person (
  home_id int not null references people.home on delete cascade,
  user_id uuid not null references public.users on delete cascade,
  wishes  jsonb not null,
  primary key (home_id, user_id)
);
create index person_user on alerts.person (user_id); -- goes with the account

create table alerts.alert (
  id            int primary key generated always as identity,
  home_id       int not null references people.home on delete cascade,
  key           text not null,         -- what it is about: finding:12, danger:smoke
  kind          text not null,         -- the check, or the danger
  finding_id    int references ledger.finding on delete cascade, -- null: a danger, or an event
  mentions      int[] not null,        -- rows of house.entity that a danger or an event tells of
  is_danger     boolean not null,
  severity      text not null check (severity in ('info', 'warning', 'error', 'critical')),
  rule          text not null,         -- by which it is told
  level         int not null default 0, -- how many levels of the rule have begun
  level_at      timestamptz,
  opened_at     timestamptz not null,
  quiet_since   timestamptz,           -- it is not so any more, but that may not last
  closed_at     timestamptz,
  told_at       timestamptz,           -- the first time that it reached somebody
  acked_at      timestamptz,
  acked_by      uuid references public.users on delete set null,
  snoozed_until timestamptz
);
create unique index alert_standing on alerts.alert (home_id, key) where closed_at is null; -- one at a time
create index alert_closed on alerts.alert (home_id, closed_at); -- those that stand, and the history
create index alert_finding on alerts.alert (finding_id); -- goes with its finding
create index alert_acked_by on alerts.alert (acked_by); -- forgets who has gone

-- No words are in it: they are made when it is sent, as its person may see the finding then.
create table alerts.sending (
  id         int primary key generated always as identity,
  home_id    int not null references people.home on delete cascade,
  alert_id   int references alerts.alert on delete cascade, -- null: a digest
  user_id    uuid references public.users on delete cascade, -- whom it tells; null: the household
  channel_id int references alerts.channel on delete set null, -- null: waits for a digest, or the way has gone
  rest       int[] not null default '{}', -- the ways to try where this one refuses
  telling    uuid not null,            -- what is said to one person at one time, by one or more ways
  kind       text not null check (kind in ('alert', 'reminder', 'recovery', 'eased', 'clear', 'daily', 'weekly')),
  level      int not null default 0,
  severity   text not null check (severity in ('info', 'warning', 'error', 'critical')),
  is_danger  boolean not null,
  counts     boolean not null,         -- in its person's budget of pushes
  state      text not null check (state in ('waiting', 'sending', 'sent', 'refused', 'unknown', 'held', 'digested', 'dropped')),
  digest     text check (digest in ('daily', 'weekly')), -- in which one it is told, while held
  digest_id  int,                      -- in which it was told; no reference, since a snapshot brings rows in pages
  key        uuid not null unique default gen_random_uuid(), -- tried again it is the same
  attempts   int not null default 0,
  runner     uuid,                     -- which program sends it
  made_at    timestamptz not null,
  due_at     timestamptz not null,
  began_at   timestamptz,
  ended_at   timestamptz,
  why        text
);
create index sending_due on alerts.sending (home_id, due_at) where state in ('waiting', 'sending'); -- what is to be done
create index sending_held on alerts.sending (home_id, user_id) where state = 'held'; -- what a digest will tell
create index sending_alert on alerts.sending (alert_id); -- who was told
create index sending_budget on alerts.sending (user_id, began_at); -- how often somebody was disturbed
create index sending_channel on alerts.sending (channel_id); -- forgets a way that has gone
create index sending_digest on alerts.sending (digest_id) where digest_id is not null; -- what a digest tells

-- One program at a time looks after a home, for as long as it says so.
create table alerts.runner (
  home_id int primary key references people.home on delete cascade,
  holder  uuid not null,
  until   timestamptz not null
);

select people.guard(format('alerts.%I', name)::regclass)
from unnest(array['rule', 'person', 'alert', 'sending', 'runner']) as name;

create policy law on alerts.rule as restrictive for select to homeops_person
  using ((select people.speaking()) is null);
create policy own on alerts.person as restrictive for select to homeops_person
  using (user_id = (select people.current_person()));
-- That there is a danger everybody hears; where, whoever may see that.
create policy law on alerts.alert as restrictive for select to homeops_person
  using ((select people.speaking()) is null and (is_danger or not mentions && (select people.hidden())::int[])
    and (finding_id is null or exists (select from ledger.finding where finding.id = finding_id)));
create policy own on alerts.sending as restrictive for select to homeops_person
  using ((select people.speaking()) is null and (user_id is null or user_id = (select people.current_person())));
