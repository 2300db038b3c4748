import { readFileSync } from "node:fs";
import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";
import type { Kept } from "./queries.ts";
import { Trace } from "./trace.ts";

/** For tests: a home with one connection. */
export async function emptyHome(db: Database): Promise<Kept> {
  const row = await db.row<{ home_id: number; id: string }>(sql`
    with owner as (insert into public.users (name) values ('Anna') returning id),
      home as (insert into people.home (name) values ('House') returning id)
    insert into public.home_assistant_connections (home_id, name, url, encrypted_token, user_id)
    select home.id, 'House', gen_random_uuid()::text, '', owner.id
    from home, owner
    returning home_id, id`);
  if (!row) throw new Error("the home was not made");
  return { home: row.home_id, connectionId: row.id };
}

/** A trace recorded from Home Assistant 2026.11, by the name of its file. */
export const recorded = (name: string): Trace =>
  Trace.parse(JSON.parse(readFileSync(new URL(`recorded/${name}.json`, import.meta.url), "utf8")));

export const recordedTraces = [
  "chose-a-branch",
  "failed-half-way",
  "inner-script",
  "script-in-script",
  "triggered-by-a-person",
  "triggered-by-event",
  "triggered-by-state",
  "triggered-by-time",
  "triggered-by-webhook",
] as const;
