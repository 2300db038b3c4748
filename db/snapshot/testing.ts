import sql, { raw } from "sql-template-tag";
import type { Database } from "../database.ts";
import { emptyHome } from "../testing.ts";
import { keptTables } from "./kept-tables.ts";
import { inSameWords } from "./live-memory.ts";

const STRANGE = 'a "quoted" \\back\\slash\nline,(comma) \u001e ü 漢 🏠 NULL';

/** Rows of every kind that is easily lost on the way: no value beside an empty one, NaN, bytes, microseconds, words with marks in them. */
export async function fillMemory(db: Database, events = 3_000): Promise<{ home: number; connectionId: string }> {
  const where = await emptyHome(db);
  const { home, connectionId } = where;
  for (const day of ["2026-11-20", "2026-11-21", "2026-11-22"])
    await db.rows(sql`select memory.make_day(${day}::date)`);
  await db.run(sql`
    insert into house.entity (home_id, connection_id, entity_id, name, aliases, capabilities)
    values (${home}, ${connectionId}, 'light.hall', ${STRANGE}, array[${STRANGE}, '', 'null'], 'null'::jsonb)`);
  await db.run(sql`
    insert into memory.attributes (home_id, hash, body)
    values (${home}, gen_random_uuid(), ${JSON.stringify({ name: STRANGE, deep: [1, { a: null }], big: 1e300 })}::jsonb)`);
  await db.run(sql`
    insert into memory.event (at, home_id, entity_id, attributes_id, type_id, source, state, old_state)
    select '2026-11-20T12:00:00.000001+00:00'::timestamptz + n * interval '6.345678 s', ${home}, 1, nullif(n % 3, 0), 0, 'l',
      case n % 4 when 0 then null when 1 then '' else ${STRANGE} || n end, chr(1)
    from generate_series(1, ${events}::int) as n`);
  await sealOne(db, home);
  await db.run(sql`
    insert into memory.dead_letter (home_id, reason, body) values (${home}, 'odd', ${Buffer.from([0, 255, 10, 92])})`);
  await db.run(sql`
    insert into series.five_minutes (hour, series_id, home_id, counts, means, lasts)
    values ('2026-11-20T12:00:00+00:00', 1, ${home}, array[1, null], array['NaN', '-Infinity', 0.1, null]::float8[], array[1e-300])`);
  await db.run(sql`
    insert into home_assistant_audit_log (home_id, action, success, ip_address, details)
    values (${home}, 'test', true, '2001:db8::1', 'null'::jsonb)`);
  return where;
}

async function sealOne(db: Database, home: number): Promise<void> {
  const day = "2026-11-21";
  await db.rows(sql`select memory.make_sealed_day(${day}::date)`);
  await db.run(sql`
    insert into memory.sealed (day, home_id, entity_id, n, first_at, last_at, times, states, attributes, sources, old_states)
    select ${day}::date, ${home}, 1, count(*), min(at), max(at), array_agg(at order by at), array_agg(state order by at),
      array_agg(nullif(n % 3, 0) order by at), array_agg('l'::"char" order by at), array_agg(chr(1) order by at)
    from (
      select n, '2026-11-21T12:00:00.000001+00:00'::timestamptz + n * interval '1.234567 s' as at,
        case n % 4 when 0 then null when 1 then '' else ${STRANGE} || n end as state
      from generate_series(1, 400) as n) as told`);
}

/** Every row of every table, as text; equal where two memories are. */
export async function everyRowOf(db: Database): Promise<Record<string, string[]>> {
  return db.transaction(async (tx) => {
    await inSameWords(tx);
    const all: Record<string, string[]> = {};
    for (const { name } of await keptTables(tx)) {
      const rows = await tx.rows<{ line: string }>(sql`
        select (kept.*)::text as line
        from ${raw(name)} as kept
        order by (kept.*)::text collate "C"`);
      all[name] = rows.map(({ line }) => line);
    }
    return all;
  });
}
