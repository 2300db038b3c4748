import sql from "sql-template-tag";
import type { Queries } from "./database.ts";

type Column = { view: string; about: string; name: string; type: string; means: string };

/** The views of the SQL door with what their comments say, as a page. */
export async function describeDoor(db: Queries): Promise<string> {
  const columns = await db.rows<Column>(sql`
    select c.relname as view, obj_description(c.oid, 'pg_class') as about, a.attname as name, format_type(a.atttypid, null) as type,
      col_description(c.oid, a.attnum) as means
    from pg_class as c
    join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0
    where c.relnamespace = 'door'::regnamespace and c.relkind = 'v'
    order by c.relname, a.attnum
    limit 5000`);
  const views = Map.groupBy(columns, ({ view }) => view);
  return `# Views of the SQL door

[How to get in](sql.md). This page is made from the comments in the database by \`npm run schema\`.
${[...views.values()].map(section).join("")}`;
}

const section = (columns: Column[]): string => `
## ${columns[0]?.view}

${columns[0]?.about}.

| column | type | |
|---|---|---|
${columns.map(({ name, type, means }) => `| \`${name}\` | ${type.replace("timestamp with time zone", "timestamptz")} | ${means} |`).join("\n")}
`;
