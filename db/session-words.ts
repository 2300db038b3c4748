import sql from "sql-template-tag";
import type { Queries } from "./database.ts";

type Setting = { name: string; setting: string };

/** How values are read and written, which a server, a database or a login may be configured to do otherwise: what is right, and what to say. */
const WORDS: Record<string, { isRight: RegExp; value: string }> = {
  timezone: { isRight: /^(etc\/)?(utc|uct|gmt|universal|zulu)$/i, value: "'UTC'" },
  datestyle: { isRight: /^ISO\b/i, value: "'ISO'" },
  intervalstyle: { isRight: /^postgres$/i, value: "'postgres'" },
  bytea_output: { isRight: /^hex$/i, value: "'hex'" },
  extra_float_digits: { isRight: /^[123]$/, value: "1" },
};

/** What each transaction has to begin with, as SQL; empty on most servers. The session itself may be a pooler's, and is left as it is. */
export async function neededWords(tx: Queries): Promise<string> {
  const settings = await tx.rows<Setting>(sql`
    select lower(name) as name, current_setting(name) as setting
    from unnest(${Object.keys(WORDS)}::text[]) as name`);
  const words = settings.flatMap(({ name, setting }) => {
    const word = WORDS[name];
    return word && !word.isRight.test(setting) ? [`; set local ${name} = ${word.value}`] : [];
  });
  const path = await missingPath(tx);
  return [...words, ...(path === undefined ? [] : [`; set local search_path = ${path}`])].join("");
}

/** The way on which all names are found, where the login's own misses the schemas of the extensions, or ours. */
async function missingPath(tx: Queries): Promise<string | undefined> {
  const row = await tx.row<{ path: string | null }>(sql`
    select current_setting('search_path') || ', ' || string_agg(distinct quote_ident(needed.name), ', ') as path
    from (
      select n.nspname as name
      from pg_extension as e
      join pg_namespace as n on n.oid = e.extnamespace
      where e.extname in ('vector', 'pg_trgm')
      union
      select 'public') as needed
    where not needed.name = any (current_schemas(true))`);
  return row?.path ?? undefined;
}
