-- The audit log is written and never changed. Beside each row stands a link of a chain of hashes: what was altered, taken away or put in
-- between is named. Of the content the chain holds a salted hash only, so that erasing a person takes the content and not the chain.
create table ledger.audit_link (
  number       bigint primary key,    -- in the order in which rows were written, without a gap
  audit_id     uuid not null unique,  -- of public.home_assistant_audit_log; outlives it
  at           timestamptz not null,
  is_security  boolean not null,      -- kept for seven years
  outcome_hash bytea not null,        -- of what was done and whether it succeeded
  content_hash bytea not null,        -- of the rest, with the salt
  hash         bytea not null,        -- of all of this and of the hash before
  salt         bytea,                 -- gone with the content: nothing can be guessed from its hash
  home         int,                   -- whose row it was: the row itself forgets what is removed
  connection   uuid,
  person       uuid,
  blanked_at   timestamptz,
  ended_at     timestamptz            -- when its row was old enough to go
);
alter table ledger.audit_link enable row level security, force row level security;
create policy server on ledger.audit_link to homeops_server using (true) with check (true);
grant select, insert on ledger.audit_link to homeops_server;
revoke update, delete on public.home_assistant_audit_log from homeops_server;

-- Functions below change what the server cannot; they work as whoever owns the tables, which no other rule admits.
create function ledger.is_keeper() returns boolean
  language sql stable
  return current_user = (select pg_get_userbyid(relowner) from pg_class where oid = 'public.home_assistant_audit_log'::regclass);
create policy keeper on public.home_assistant_audit_log using ((select ledger.is_keeper()));
create policy keeper on ledger.audit_link using ((select ledger.is_keeper()));

-- Logins, refusals, secrets, roles and tokens.
create function ledger.is_security(action text, details jsonb) returns boolean
  language sql immutable
  return coalesce(details ? 'refused', false) or action like 'sign %' or split_part(action, '/', 1) = any (array[
    'audit', 'vault', 'tokens', 'sessions', 'people', 'members', 'homes', 'invitations', 'accounts', 'webhooks', 'connections', 'backup']);

create function ledger.audit_body(number bigint, id uuid, at timestamptz, is_security boolean, outcome bytea, content bytea) returns text
  language sql stable
  return concat_ws('|', number, id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), is_security,
    encode(outcome, 'hex'), encode(content, 'hex'));

create function ledger.audit_content(home int, connection uuid, person uuid, details jsonb, ip inet, agent text, error text, duration int)
  returns text
  language sql stable
  return jsonb_build_array(home, connection, person, details, ip::text, agent, error, duration)::text;

-- Puts a row at the end of the chain; whoever calls it holds the lock.
create function ledger.link_audit(it public.home_assistant_audit_log) returns void
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  salt bytea := uuid_send(gen_random_uuid());
  is_security boolean := ledger.is_security(it.action, it.details);
  at timestamptz := coalesce(it.created_at, now());
  before record;
  number bigint;
  outcome bytea;
  content bytea;
begin
  select link.number, link.hash into before from ledger.audit_link as link order by link.number desc limit 1;
  number := coalesce(before.number, 0) + 1;
  outcome := sha256(convert_to(jsonb_build_array(it.action, it.success)::text, 'UTF8'));
  content := sha256(salt || convert_to(ledger.audit_content(it.home_id, it.connection_id, it.user_id, it.details, it.ip_address,
    it.user_agent, it.error_message, it.duration_ms), 'UTF8'));
  insert into ledger.audit_link
    (number, audit_id, at, is_security, outcome_hash, content_hash, hash, salt, home, connection, person)
  values (number, it.id, at, is_security, outcome, content,
    sha256(coalesce(before.hash, '') || convert_to(ledger.audit_body(number, it.id, at, is_security, outcome, content), 'UTF8')),
    salt, it.home_id, it.connection_id, it.user_id);
end $$;

-- The rows of one statement are chained at once; writers wait for each other, so that the chain has one end.
create function ledger.chain_audit() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  it public.home_assistant_audit_log;
begin
  if not exists (select from added) then
    return null;
  end if;
  perform pg_advisory_xact_lock(7310730);
  for it in select * from added order by created_at, id loop
    perform ledger.link_audit(it);
  end loop;
  return null;
end $$;
create trigger chain_audit after insert on public.home_assistant_audit_log
  referencing new table as added
  for each statement execute function ledger.chain_audit();

-- Takes the content of a person's rows; that something was done, when, and whether it succeeded stays.
create function ledger.blank_audit(of_person uuid) returns int
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  blanked int;
begin
  update ledger.audit_link
  set blanked_at = now(), salt = null, home = null, connection = null, person = null
  where person = of_person;
  update public.home_assistant_audit_log
  set user_id = null, details = null, ip_address = null, user_agent = null, error_message = null
  where user_id = of_person;
  get diagnostics blanked = row_count;
  return blanked;
end $$;
create index audit_link_person on ledger.audit_link (person) where person is not null; -- bounded: a new table

create function ledger.blank_audit_of_gone() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform ledger.blank_audit(old.id);
  return old;
end $$;
create trigger blank_audit before delete on public.users
  for each row execute function ledger.blank_audit_of_gone();

-- Old rows go, some at a time: those of a home, or of none, from before a time; what is about security after seven years only, whatever is
-- asked. Links go from the beginning of the chain, but for one, which says from where on it is read.
create function ledger.end_audit(of_home int, before timestamptz, at_once int) returns int
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  old uuid[];
  living bigint;
begin
  old := array(
    select log.id
    from public.home_assistant_audit_log as log
    join ledger.audit_link as link on link.audit_id = log.id
    where log.home_id is not distinct from of_home
      and log.created_at < case when link.is_security then least(before, now() - interval '7 years') else before end
    limit at_once);
  delete from public.home_assistant_audit_log where id = any (old);
  update ledger.audit_link
  set ended_at = now(), salt = null, home = null, connection = null, person = null
  where audit_id = any (old);
  living := (select min(number) from ledger.audit_link where ended_at is null);
  delete from ledger.audit_link where number < coalesce(living, (select max(number) + 1 from ledger.audit_link)) - 1;
  return cardinality(old);
end $$;
create index audit_link_living on ledger.audit_link (number) where ended_at is null; -- where the chain begins

revoke all on function ledger.blank_audit(uuid), ledger.blank_audit_of_gone(), ledger.end_audit(int, timestamptz, int) from public;
grant execute on function ledger.blank_audit(uuid), ledger.end_audit(int, timestamptz, int) to homeops_server;

-- Who administers a home sees what was done in it; everybody what they did themselves.
drop policy law on public.home_assistant_audit_log;
create policy law on public.home_assistant_audit_log as restrictive for select to homeops_person
  using ((select ledger.is_keeper()) or (select people.speaking()) is null and (user_id = (select people.current_person())
    or home_id in (select home_id from people.member where user_id = (select people.current_person()) and role in ('owner', 'admin'))));

-- What was written before is chained as it is.
do $$
declare
  it public.home_assistant_audit_log;
begin
  for it in select * from public.home_assistant_audit_log order by created_at, id loop -- bounded: a year of what was changed
    perform ledger.link_audit(it);
  end loop;
end $$;
