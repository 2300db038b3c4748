-- The SQL door: the database itself. What PostgreSQL counts is of all homes, without any content.
create view door.slow_queries with (security_invoker = true) as
select pid, usename as login, state, query_start as since, extract(epoch from now() - query_start)::float8 as seconds, query
from pg_stat_activity
where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid() and query_start < now() - interval '1 second';
select door.describe('door.slow_queries', 'Statements that have run for more than a second; other logins'' words are hidden', '{
  "pid": "Process of the connection", "login": "Whose it is", "state": "active, or idle in transaction", "seconds": "For how long", "query": "The statement, where you may see it"}');

create view door.unused_indexes with (security_invoker = true) as
select used.schemaname as schema, used.relname as "table", used.indexrelname as index, pg_relation_size(used.indexrelid) as bytes
from pg_stat_user_indexes as used
join pg_index on pg_index.indexrelid = used.indexrelid
where used.idx_scan = 0 and not pg_index.indisunique;
select door.describe('door.unused_indexes', 'Indexes that nobody used since PostgreSQL began to count; some are for rare work', '{
  "schema": "Its schema", "table": "Its table", "index": "Its name", "bytes": "Its size"}');

create view door.table_bloat with (security_invoker = true) as
select schemaname as schema, relname as "table", n_live_tup as live_rows, n_dead_tup as dead_rows,
  round(n_dead_tup / greatest(n_live_tup + n_dead_tup, 1)::numeric, 3)::float8 as dead_share, pg_total_relation_size(relid) as bytes,
  greatest(last_vacuum, last_autovacuum) as vacuumed_at
from pg_stat_user_tables;
select door.describe('door.table_bloat', 'How much of each table is rows that are no more', '{
  "schema": "Its schema", "table": "Its name", "live_rows": "Rows, about", "dead_rows": "Rows that are no more, about", "dead_share": "Their share",
  "bytes": "Its size with its indexes", "vacuumed_at": "When it was last tidied"}');
