import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { command } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import { Count, Counted } from "./contract.ts";

const LONGEST_MS = 2 * 24 * 3_600_000;

/** How many events of a span are remembered, as far as who asks may see them. */
export const countCommand = command({
  name: "memory/count",
  isForGuests: true,
  summary: "How many events of a span are remembered",
  input: Count,
  output: Counted,
  async run({ from, to }, { db, home, world }) {
    if (Date.parse(from) < world.clock.now() - LONGEST_MS)
      throw new Refusal("too_long", "Events are counted of the last two days at most; ask for a shorter span");
    const counted = await countBetween(db, home, { from, to: to ?? instantOf(world.clock.now()) });
    return { events: counted?.events ?? 0 };
  },
});

const countBetween = (db: Queries, home: number, { from, to }: { from: string; to: string }) =>
  db.row<{ events: number }>(sql`
    select count(*)::int as events
    from memory.event
    where home_id = ${home} and at >= ${from}::timestamptz and at < ${to}::timestamptz`);
