-- Tokens that people make for programs: kept as hashes, capped by what their person may do. People never read this table themselves.
create table people.token (
  id           int primary key generated always as identity,
  user_id      uuid not null references public.users on delete cascade,
  name         text not null,
  hash         bytea not null unique check (octet_length(hash) = 32), -- SHA-256; how every request finds it
  scopes       text[] not null,
  rooms        text[],               -- null: all rooms
  homes        int[],                -- null: all homes of its person
  is_at_most_member boolean not null default false, -- made by who was no administrator of Home Assistant
  expires_at   timestamptz,          -- null: never, which somebody said
  last_used_on date,
  created_at   timestamptz not null default now()
);
create index token_person on people.token (user_id); -- goes with its person, and is listed by them
alter table people.token enable row level security, force row level security;
create policy server on people.token to homeops_server using (true) with check (true);
grant select, insert, update, delete on people.token to homeops_server;

-- Whatever removes it, who holds it open is told.
create function people.tell_token_gone() returns trigger language plpgsql as $$
begin
  perform pg_notify('tokens', old.id::text);
  return null;
end $$;
create trigger tell_gone after delete on people.token
  for each row execute function people.tell_token_gone();
