-- What forgetting took events away from: these attributes go with them, unless something else refers to them.
create table memory.forgotten_attributes (
  silence_id int not null references memory.silence on delete cascade,
  home_id    int not null references people.home on delete cascade,
  id         int not null,
  primary key (silence_id, id)
);
create index forgotten_attributes_home on memory.forgotten_attributes (home_id); -- bounded: a new table
select people.guard('memory.forgotten_attributes');

-- Keeping less of what is stored goes on in the background: whether it is still to be done, and what it has taken so far.
alter table memory.detail
  add column is_due boolean not null default false,
  add column gone_events bigint not null default 0,
  add column gone_bytes bigint not null default 0,
  add column gone_from date,
  add column gone_to date;
