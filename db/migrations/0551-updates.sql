-- What was updated, and how what it touches did in the week before and the week after.
create table if not exists ledger.installed_update (
  id          int primary key generated always as identity,
  home_id     int not null references people.home on delete cascade,
  change_id   int not null,            -- of changes.change, which is let go of earlier; no reference for that
  item        text not null,           -- core, an update entity, integration/<domain>, device/<id>
  kind        text not null check (kind in ('core', 'app', 'integration', 'device')),
  target      text,                    -- what it touches: a domain of an integration, a device id; null: all of the home
  name        text not null,
  before      text not null,
  after       text not null,
  since       timestamptz not null,    -- not before this
  at          timestamptz not null,    -- at the latest
  figures     jsonb,                   -- both weeks, as compared last; null: not yet
  compared_at timestamptz,
  unique (home_id, change_id)
);
create index if not exists installed_update_by_time on ledger.installed_update (home_id, at);
select people.guard('ledger.installed_update');
drop policy if exists law on ledger.installed_update;
create policy law on ledger.installed_update as restrictive for select to homeops_person
  using ((select people.speaking()) is null);
