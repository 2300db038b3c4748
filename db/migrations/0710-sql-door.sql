-- The SQL door: views under names that people know, for logins that read as one person and can be nobody else.

-- Whom a login of the SQL door stands for. What it may set for itself (app.person, app.speaker) is not asked.
create table people.sql_login (
  login    name primary key,
  user_id  uuid not null references public.users on delete cascade,
  added_at timestamptz not null default now()
);
create index sql_login_user on people.sql_login (user_id); -- goes with its person
alter table people.sql_login enable row level security, force row level security;
create policy server on people.sql_login to homeops_server using (true) with check (true);
create policy person on people.sql_login for select to homeops_person using (login = session_user);
grant select, insert, update, delete on people.sql_login to homeops_server;
grant select on people.sql_login to homeops_person;

create function people.login_person() returns uuid
  language sql stable
  return (select user_id from people.sql_login where login = session_user);

-- Only a login that may act as the server says who asks; any other one is whom it was admitted for.
create or replace function people.current_person() returns uuid
  language sql stable
  return case when pg_has_role(session_user, 'homeops_server', 'member')
    then nullif(current_setting('app.person', true), '')::uuid
    else people.login_person() end;

create or replace function people.speaking() returns int
  language sql stable
  return case when pg_has_role(session_user, 'homeops_server', 'member')
    then nullif(current_setting('app.speaker', true), '')::int end;

create schema door;
grant usage on schema door to homeops_server, homeops_person;

-- By id, name or e-mail; null: the owner of the first home. The owner of the tables is held by row security, too.
create function door.person_called(called text) returns uuid language plpgsql as $$
declare
  found uuid[];
begin
  set local role homeops_server;
  if called is null then
    found := array(select user_id from people.member where role = 'owner' order by created_at, home_id limit 1);
  else
    found := array(select id from public.users where called in (id::text, name, email));
  end if;
  reset role;
  if cardinality(found) <> 1 then
    raise exception '% people are called %; name one by id or e-mail address', cardinality(found), coalesce(called, 'owner')
      using errcode = 'no_data_found';
  end if;
  return found[1];
end $$;

-- For whoever holds the database's address: to the end of its transaction it reads as that person. A session may be a pooler's.
create function door.enter(person text default null) returns uuid language plpgsql as $$
declare
  entering uuid := door.person_called(person);
begin
  perform set_config('app.person', entering::text, true), set_config('app.speaker', '', true),
    set_config('transaction_read_only', 'on', true), set_config('statement_timeout', '10s', true),
    set_config('search_path', 'door, ' || current_setting('search_path'), true), set_config('role', 'homeops_person', true);
  return entering;
end $$;

-- Makes a login that is there, and is none of the server's, one of the SQL door.
create function door.admit(login name, person text default null) returns void language plpgsql as $$
declare
  admitted uuid := door.person_called(person);
begin
  if pg_has_role(login, 'homeops_server', 'member') then
    raise exception '% may act as the server, so it cannot be held to one person; make a login of its own', login
      using errcode = 'invalid_grant_operation';
  end if;
  execute format('grant homeops_person to %I with inherit true, set false', login);
  execute format('alter role %I set statement_timeout = ''10s''', login);
  execute format('alter role %I set default_transaction_read_only = on', login);
  execute format('alter role %I set idle_in_transaction_session_timeout = ''60s''', login);
  execute format('alter role %I set search_path = door, %s', login, current_setting('search_path'));
  set local role homeops_server;
  insert into people.sql_login (login, user_id) values (admit.login, admitted)
  on conflict on constraint sql_login_pkey do update set user_id = excluded.user_id;
  reset role;
end $$;

create function door.dismiss(login name) returns void language plpgsql as $$
begin
  execute format('revoke homeops_person from %I', login);
  set local role homeops_server;
  delete from people.sql_login where sql_login.login = dismiss.login;
  reset role;
end $$;
revoke all on function door.person_called(text), door.enter(text), door.admit(name, text), door.dismiss(name) from public;

-- Says what a view and its columns are; what the columns of many mean is said once, here.
create function door.describe(shown regclass, said text, columns jsonb default '{}') returns void language plpgsql as $$
declare
  told text;
  named name;
  common jsonb := '{
    "home_id": "The home; homes.id",
    "entity_id": "As Home Assistant calls it, such as light.kitchen",
    "device_id": "Home Assistant''s id of the device; devices.id",
    "name": "As people call it",
    "time": "When; filter by it, since it decides what is read",
    "unit": "Unit of the numbers",
    "since": "From when on",
    "severity": "info, warning, error or critical",
    "opened_at": "When it was first seen",
    "closed_at": "When it was over; null: it is not"}';
begin
  execute format('comment on view %s is %L', shown, said);
  for named in select attname from pg_attribute where attrelid = shown and attnum > 0 and not attisdropped loop
    told := coalesce(columns ->> named, common ->> named);
    if told is null then
      raise exception '%.% is not described', shown, named;
    end if;
    execute format('comment on column %s.%I is %L', shown, named, told);
  end loop;
  execute format('grant select on %s to homeops_server, homeops_person', shown);
end $$;
revoke all on function door.describe(regclass, text, jsonb) from public;
