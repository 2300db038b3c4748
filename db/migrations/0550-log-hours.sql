-- How often each integration wrote an error into Home Assistant's log, by the hour, so that a week needs no look at its events.
create table if not exists ledger.log_hour (
  home_id  int not null references people.home on delete cascade,
  hour     timestamptz not null,
  domain   text not null,              -- of the integration, such as zha
  errors   int not null,               -- critical ones included
  warnings int not null,
  primary key (home_id, hour, domain)
);
select people.guard('ledger.log_hour');
drop policy if exists law on ledger.log_hour;
create policy law on ledger.log_hour as restrictive for select to homeops_person
  using ((select people.speaking()) is null);
