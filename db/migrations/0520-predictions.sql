-- What was said to come, so that it can be held against what came. A subject is foretold anew each week; the latest row is what is shown.
create table ledger.prediction (
  id           int primary key generated always as identity,
  home_id      int not null references people.home on delete cascade,
  entity_id    int not null references house.entity on delete cascade,
  kind         text not null check (kind in ('battery-empty')),
  detector     text not null,          -- which version said so
  made_on      date not null,          -- days of the home's time zone
  expected_on  date not null,
  earliest_on  date not null,          -- between these in four of five cases
  latest_on    date not null,
  basis        jsonb not null,         -- numbers on which it rests
  outcome      text check (outcome in ('came', 'averted')), -- null: not known yet
  outcome_on   date,
  check ((outcome is null) = (outcome_on is null)),
  unique (home_id, kind, entity_id, made_on)
);
create index prediction_entity on ledger.prediction (entity_id); -- goes with its entity
select people.guard('ledger.prediction');
create policy law on ledger.prediction as restrictive for select to homeops_person
  using ((select people.speaking()) is null and entity_id <> all ((select people.hidden())::int[]));
