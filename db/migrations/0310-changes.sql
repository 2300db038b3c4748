-- What people and integrations changed of the home's configuration: what it was before, and after.
create schema changes;
grant usage on schema changes to homeops_server, homeops_person;

-- A configuration as it was read, without credentials; equal ones of a home are one row.
create table changes.content (
  id      int primary key generated always as identity,
  home_id int not null references people.home on delete cascade,
  hash    uuid not null,               -- of the canonical JSON, first half of SHA-256
  body    bytea not null,              -- JSON, zstd
  unique (home_id, hash)
);

-- Everything that can change, as it was read last.
create table changes.item (
  id            int primary key generated always as identity,
  home_id       int not null references people.home on delete cascade,
  connection_id uuid not null references public.home_assistant_connections on delete cascade,
  kind          text not null,
  item_id       text not null,         -- as Home Assistant calls it: an automation's id, a dashboard's path
  entity_id     text,
  name          text not null,
  content_id    int references changes.content, -- null: it was removed
  unique (connection_id, kind, item_id)
);
create index item_of_home on changes.item (home_id, kind);
create index item_content on changes.item (content_id);

-- When a kind was read as a whole, or why it is not.
create table changes.look (
  connection_id uuid not null references public.home_assistant_connections on delete cascade,
  home_id       int not null references people.home on delete cascade,
  kind          text not null,
  first_at      timestamptz,           -- before it nothing is known; null: never read
  unsure_since  timestamptz,           -- nobody listened, or could ask, from then on; null: all of it is known
  missing       text,                  -- why it is not read, a sentence
  primary key (connection_id, kind)
);
create index look_of_home on changes.look (home_id);

create table changes.change (
  id        int primary key generated always as identity,
  home_id   int not null references people.home on delete cascade,
  item_id   int not null references changes.item on delete cascade,
  at        timestamptz not null,      -- at the latest
  since     timestamptz,               -- at the earliest, where only the bounds are known
  action    text not null check (action in ('added', 'changed', 'removed')),
  name      text not null,
  who       text,
  before_id int references changes.content,
  after_id  int references changes.content,
  gist      jsonb not null,            -- what a sentence says of it
  mentions  text[] not null            -- entities that it is about
);
create index change_of_home on changes.change (home_id, at, id);
create index change_of_item on changes.change (item_id);
create index change_before on changes.change (before_id); -- whether a content is still needed
create index change_after on changes.change (after_id);

select people.guard(format('changes.%I', name)::regclass)
from unnest(array['content', 'item', 'look', 'change']) as name;
