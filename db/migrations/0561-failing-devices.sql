-- Devices are foretold as well, by several versions side by side; one of them is shown, and which one somebody may choose.
alter table ledger.prediction add column device_id text; -- Home Assistant's; entity_id is then the first of its entities
alter table ledger.prediction add column chance float8 check (chance between 0 and 1); -- that it comes between the two days
alter table ledger.prediction drop constraint prediction_kind_check;
alter table ledger.prediction add constraint prediction_kind_check check (kind in ('battery-empty', 'device-fails'));
alter table ledger.prediction drop constraint prediction_outcome_check;
alter table ledger.prediction add constraint prediction_outcome_check check (outcome in ('came', 'averted', 'stayed away'));
alter table ledger.prediction drop constraint prediction_home_id_kind_entity_id_made_on_key;
create unique index prediction_once on ledger.prediction (home_id, kind, entity_id, made_on, detector);

create table ledger.detector_choice (
  home_id   int not null references people.home on delete cascade,
  name      text not null,
  version   text not null,
  chosen_at timestamptz not null,
  primary key (home_id, name)
);
select people.guard('ledger.detector_choice');
create policy law on ledger.detector_choice as restrictive for select to homeops_person
  using ((select people.speaking()) is null);
