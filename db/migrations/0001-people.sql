-- People, their homes, and the rule by which every later table admits them.
-- Two roles do all work: the server's own, and one that stands for a person. They own nothing and obey row level security.
do $$
declare
  role text;
begin
  foreach role in array array['homeops_server', 'homeops_person'] loop
    begin
      if to_regrole(role) is null then -- a second database of the cluster finds them, or an administrator has made them
        execute format('create role %I nologin nosuperuser nobypassrls', role);
      end if;
    exception
      when duplicate_object or unique_violation then null; -- a second starter was faster
    end;
    if not pg_has_role(current_user, role, 'set') then
      execute format('grant %I to current_user', role);
    end if;
  end loop;
end $$;

create table public.users (
  id          uuid primary key default gen_random_uuid(),
  name        text not null,
  email       text unique,
  preferences jsonb not null default '{}',
  created_at  timestamptz not null default now()
);

create schema people;
grant usage on schema people to homeops_server, homeops_person;

create table people.home (
  id         int primary key generated always as identity,
  name       text not null,
  time_zone  text not null default 'UTC',
  created_at timestamptz not null default now()
);

create table people.member (
  home_id    int not null references people.home on delete cascade,
  user_id    uuid not null references public.users on delete cascade,
  role       text not null check (role in ('owner', 'admin', 'member', 'guest')),
  created_at timestamptz not null default now(),
  primary key (user_id, home_id)
);
create index member_home on people.member (home_id); -- who lives here

create function people.current_person() returns uuid
  language sql stable
  return nullif(current_setting('app.person', true), '')::uuid;

create function people.visible_homes() returns int[]
  language sql stable
  return array(select home_id from people.member where user_id = people.current_person());

-- Every table with a home_id goes through here, so that none can be forgotten in part.
create function people.guard(guarded regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security, force row level security', guarded);
  execute format('create policy server on %s to homeops_server using (true) with check (true)', guarded);
  execute format('create policy person on %s for select to homeops_person using (home_id = any ((select people.visible_homes())::int[]))', guarded);
  execute format('grant select, insert, update, delete on %s to homeops_server', guarded);
  execute format('grant select on %s to homeops_person', guarded);
end $$;

alter table public.users enable row level security, force row level security;
create policy server on public.users to homeops_server using (true) with check (true);
create policy person on public.users for select to homeops_person using (id = (select people.current_person()));
alter table people.home enable row level security, force row level security;
create policy server on people.home to homeops_server using (true) with check (true);
create policy person on people.home for select to homeops_person using (id = any ((select people.visible_homes())::int[]));
-- Not by visible_homes(), which itself reads this table.
alter table people.member enable row level security, force row level security;
create policy server on people.member to homeops_server using (true) with check (true);
create policy person on people.member for select to homeops_person using (user_id = (select people.current_person()));
grant select, insert, update, delete on public.users, people.home, people.member to homeops_server;
grant select on public.users, people.home, people.member to homeops_person;
