import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

/** Everything by which people of a home call something; the longest first, so that none is left half. */
export const namesKnown = (db: Queries) =>
  db.rows<{ name: string }>(sql`
    select name
    from (
      select name from public.users
      union select name from people.home
      union select name from public.home_assistant_connections
      union select name from house.item
      union select name from house.device
      union select name from house.entity
      union select unnest(aliases) from house.entity) as known
    where length(name) > 2
    order by length(name) desc, name
    limit 50000`);

/** Estimated, by what the planner has counted; days are summed up. */
export const tableSizes = (db: Queries) =>
  db.rows<{ name: string; rows: number; bytes: number }>(sql`
    select format('%s.%s', n.nspname, regexp_replace(c.relname, '_\\d{8}.*$', ' (days)')) as name,
      sum(greatest(c.reltuples, 0))::bigint as rows, sum(pg_total_relation_size(c.oid))::bigint as bytes
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'people', 'house', 'memory', 'series', 'changes', 'episodes')
    group by 1
    order by bytes desc
    limit 100`);
