-- What was asked with an idempotency key, for a day, so that asking again does nothing again. Answers may hold secrets: they are sealed.
create schema once;
grant usage on schema once to homeops_server;

create table once.asked (
  id       bytea primary key,     -- a hash of who asked, for what and with which key
  body     bytea not null,        -- a hash of what was sent with it
  holder   uuid not null,         -- the process that does it: one that starts again is another
  begun_at timestamptz not null default now(),
  answer   text                   -- null: it is under way, or its process ended meanwhile
);
create index asked_begun on once.asked (begun_at); -- what is too old goes
alter table once.asked enable row level security, force row level security;
create policy server on once.asked to homeops_server using (true) with check (true);
grant select, insert, update, delete on once.asked to homeops_server;
