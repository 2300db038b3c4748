-- Batteries to buy, on a to-do list of Home Assistant.
create schema shopping;
grant usage on schema shopping to homeops_server, homeops_person;

create table shopping.list (
  home_id   int primary key references people.home on delete cascade,
  entity_id text not null,  -- of the list in Home Assistant
  days      int not null,   -- so long before it is needed a cell is listed
  language  text not null check (language in ('en', 'de'))
);
select people.guard('shopping.list');

-- What was put there by HomeOps; nothing else on the list is touched.
create table shopping.item (
  id       int primary key generated always as identity,
  home_id  int not null references people.home on delete cascade,
  cell     text not null,     -- its type; empty: not known
  uid      text,              -- as the list calls it; null: it was sent, and not found there yet
  others   text[] not null,   -- uids that were there before it: none of them is this one
  entities text[] not null,   -- whose cells they are
  summary  text not null,
  due_on   date not null,
  is_open  boolean not null default true -- false: a person ticked it off or took it away, which holds until these cells are changed
);
create unique index item_open on shopping.item (home_id, cell) where is_open; -- also what is looked up
create index item_home on shopping.item (home_id);
select people.guard('shopping.item');
