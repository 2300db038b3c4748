import { writeSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { plainDigests } from "#server/actions/alerts/digest-text.ts";
import { takeLease } from "#server/actions/alerts/lease.ts";
import { emptyOutbox } from "#server/actions/alerts/outbox.ts";
import { among, postingChannel } from "#server/actions/alerts/testing.ts";
import { systemClock } from "#server/clock.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";

/**
 * Empties the outbox of a home until nothing waits any more. `blind`: takes the side that knows no keys for one that does, which is
 * the defence removed.
 */
const [, , url = "", home = "0", mode = "careful"] = process.argv;
const db = openDatabase(postgres(url));
const world = { db, clock: systemClock, log: jsonLog("silent"), options: readOptions({}) };
const channels = [postingChannel("companion"), postingChannel("webhook", { hasKey: mode === "blind" })];
const parts = { runner: crypto.randomUUID(), channelOf: among(channels), texts: plainDigests };

const isOpen = async (): Promise<boolean> =>
  (await db.row(sql`
    select id from alerts.sending where home_id = ${Number(home)} and state in ('waiting', 'sending') limit 1`)) !==
  undefined;

writeSync(1, "ready\n");
while (await isOpen()) {
  if (await takeLease(db, { home: Number(home), holder: parts.runner, seconds: 1 }))
    await emptyOutbox(world, Number(home), parts);
  await pause(20);
}
await db[Symbol.asyncDispose]();
