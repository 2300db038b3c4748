-- Which programs use this memory now: each says so again and again. Behind a pooler the database's own sessions do not tell.
-- Unlogged, so that a card does not notice: nothing of it is flushed, and after a crash nobody uses it. It is nobody's past, so the server may not read it as a whole: then it is not copied along either.
create unlogged table memory.in_use (
  program uuid primary key,
  name    text not null,
  seen_at timestamptz not null default now()
);
grant select (program, seen_at), insert, update, delete on memory.in_use to homeops_server;
