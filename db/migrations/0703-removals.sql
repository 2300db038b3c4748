-- What goes with a person or a home goes in the background, bit by bit; this is how far it is, and in the end what went.
create table people.removal (
  id         int primary key generated always as identity,
  home_id    int not null,                                    -- no reference: the report outlives its home
  kind       text not null check (kind in ('person', 'home')),
  user_id    uuid references public.users on delete set null, -- of a person: whose account goes, while it is there
  name       text,                                            -- of a person until the end only
  gone       jsonb not null default '{}',                     -- rows by table
  kept       jsonb not null default '{}',                     -- rows that stay without the person, by table
  done       int not null default 0,
  steps      int not null default 0,
  asked_by   uuid references public.users on delete set null,
  asked_at   timestamptz not null,
  ended_at   timestamptz
);
create index removal_person on people.removal (user_id); -- goes on without its person
create index removal_asked_by on people.removal (asked_by); -- forgets who asked
create index removal_home on people.removal (home_id); -- listed by home
select people.guard('people.removal');
