import { appendFileSync, writeSync } from "node:fs";
import sql from "sql-template-tag";
import { openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { sickHome } from "./sick-home.ts";

/**
 * Puts right what the one before it left, then mends five devices, until it is killed. What Home Assistant is told is written to a file before it is answered, so
 * that a kill loses none of it; a dot on the standard output tells of each. `round` moves its clock, so that caps of earlier rounds are past.
 */
const [, , url = "", file = "", round = "0", job = "heal"] = process.argv;
const DAYS = 60 * 86_400_000;
const DEVICES = 20;
/** As many as a quarter of an hour has room for. */
const SICK = 5;

const db = openDatabase(postgres(url));
await migrate(db);
const known = await db.row<{ id: number }>(sql`select id from people.home limit 1`);
const now = Date.parse("2026-11-21T00:00:00Z") + Number(round) * DAYS;
const home = await sickHome(db, {
  devices: DEVICES,
  now,
  ...(known && { homeId: known.id }),
  called({ action, target }) {
    appendFileSync(file, `${JSON.stringify({ action, target })}\n`);
    writeSync(1, ".");
  },
});
if (!known) for (const remedy of ["ping-device", "power-cycle"]) await home.allow(remedy);
/** What broke off has helped nobody. */
const broken = await db.rows<{ device: string }>(sql`
  select subject as device from healing.attempt where verdict is null limit 100`);
const numbers = broken.map(({ device }) => Number(device.replace("d-", "")));
for (const n of numbers) home.goes(n);
await home.look(); // nothing else is wrong yet
await home.heal();
for (const n of numbers) home.comes(n);
writeSync(1, "ready\n");
if (job === "heal") {
  for (let n = 0; n < SICK; n++) home.goes((SICK * Number(round) + n) % DEVICES);
  home.pass(31 * 60_000);
  await db.run(sql`update healing.mode set since = ${new Date(now).toISOString()}`);
  await home.look();
  await home.heal();
}
await db[Symbol.asyncDispose]();
