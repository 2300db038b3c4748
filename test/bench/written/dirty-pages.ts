import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";

/** Which table or index the pages belong to that each checkpoint writes. */
export function dirtyPages(db: Database) {
  const pages = new Map<string, number>(); // by table or index
  return {
    async count(): Promise<void> {
      await db.owner.script("create extension if not exists pg_buffercache");
      const seen = await db.owner.rows<{ name: string; pages: number }>(sql`
        select coalesce(regexp_replace(relation.oid::regclass::text, '_\\d{8}', ''), 'something else')
          || case relforknumber when 0 then '' when 1 then ' (free space)' else ' (visibility)' end as name, count(*)::int as pages
        from pg_buffercache
        left join pg_class as relation on pg_relation_filenode(relation.oid) = pg_buffercache.relfilenode
        where isdirty
        group by 1
        order by 2 desc
        limit 1000`);
      for (const { name, pages: dirty } of seen) pages.set(name, (pages.get(name) ?? 0) + dirty);
    },
    counted: () => [...pages].toSorted(([, one], [, other]) => other - one),
    forget: () => pages.clear(),
  };
}
