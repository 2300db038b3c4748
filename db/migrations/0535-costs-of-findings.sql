-- When a finding cost a home some of its health: one row a time, not one an hour, so that a quiet home writes nothing.
create schema health;
grant usage on schema health to homeops_server, homeops_person;

create table health.cost (
  id         int primary key generated always as identity,
  home_id    int not null references people.home on delete cascade,
  finding_id int not null references ledger.finding on delete cascade,
  severity   text not null check (severity in ('info', 'warning', 'error', 'critical')), -- as it was then
  started_at timestamptz not null,
  ended_at   timestamptz             -- null: it still costs
);
create unique index cost_now on health.cost (home_id, finding_id) where ended_at is null; -- one at a time
create index cost_of_finding on health.cost (finding_id); -- goes with its finding
create index cost_by_time on health.cost (home_id, ended_at); -- a span of a home's history

select people.guard('health.cost');
create policy law on health.cost as restrictive for select to homeops_person
  using (exists (select from ledger.finding where finding.id = cost.finding_id));

-- Rows of house.entity that tell of somebody's movements, whoever asks: what everybody in the house may see leaves them out.
create function people.of_somebody(home int) returns int[]
  language sql stable
  return array(
    select entity_id
    from people.movement
    where home_id = home
    union
    select id
    from house.entity
    where people.is_about_place(entity.entity_id) and home_id = home
      and not exists (select from people.movement where movement.entity_id = entity.id));
