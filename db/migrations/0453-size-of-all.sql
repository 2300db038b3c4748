-- How large the database is may be asked by who may connect to it. Where that was taken from everybody, our roles may not, but who owns this may.
create function memory.database_bytes() returns bigint
  language sql stable security definer set search_path = pg_catalog, pg_temp
  return pg_database_size(current_database());
revoke all on function memory.database_bytes() from public;
grant execute on function memory.database_bytes() to homeops_server;
