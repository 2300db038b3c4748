-- How events are told. Equal sentences of one entity are one row, however often it happened; when it did is counted by hour.
create table memory.sentence (
  id        int primary key generated always as identity,
  home_id   int not null references people.home on delete cascade,
  entity_id int not null,               -- row of house.entity; 0: about no entity
  type_id   smallint not null,          -- memory.event_type; 0: state_changed
  kind      text not null,              -- what it is to people: opened, turned_on, arrived, automation …
  text      text not null
);
create unique index sentence_told_once on memory.sentence (home_id, entity_id, type_id, md5(text));
select people.guard('memory.sentence');

-- Written when its hour closes, like the postings: which sentences were told in it, how often, and the first and last time of each.
create table memory.told (
  hour      timestamptz not null,
  home_id   int not null references people.home on delete cascade,
  sentences int[] not null,             -- memory.sentence, ascending; the other arrays go with it
  counts    int[] not null,
  firsts    timestamptz[] not null,
  lasts     timestamptz[] not null,
  is_hasty  boolean not null default false, -- told before what happened earlier was known: to be told again
  primary key (home_id, hour)
);
create index told_hastily on memory.told (home_id, hour) where is_hasty;
select people.guard('memory.told');
