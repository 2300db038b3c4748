-- Updates that were installed before changes were looked for are known from states that were imported, and by no change.
alter table ledger.installed_update alter column change_id drop not null;
create unique index if not exists installed_update_of_the_past on ledger.installed_update (home_id, item, after, at)
  where change_id is null; -- each look finds them again
