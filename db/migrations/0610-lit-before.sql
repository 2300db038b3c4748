-- How lights were before an alert made them shine, until they are so again; a row lives for seconds, or until the next start.
create table alerts.lit_before (
  home_id   int not null references people.home on delete cascade,
  entity_id text not null,
  state     jsonb not null,
  lit_at    timestamptz not null default now(), -- long after, somebody else has had the lights
  primary key (home_id, entity_id)
);
select people.guard('alerts.lit_before');
