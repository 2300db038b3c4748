-- What was asked with an idempotency key, for a day, so that asking again does nothing again. Answers may hold secrets: they are sealed.
create schema door;
grant usage on schema door to homeops_server;

create table door.asked_once (
  id       bytea primary key,     -- a hash of who asked, for what and with which key
  body     bytea not null,        -- a hash of what was sent with it
  holder   uuid not null,         -- the process that does it: one that starts again is another
  begun_at timestamptz not null default now(),
  answer   text                   -- null: it is under way, or its process ended meanwhile
);
create index asked_once_begun on door.asked_once (begun_at); -- what is too old goes
alter table door.asked_once enable row level security, force row level security;
create policy server on door.asked_once to homeops_server using (true) with check (true);
grant select, insert, update, delete on door.asked_once to homeops_server;
