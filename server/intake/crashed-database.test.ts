import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { emptyHome } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import { seen } from "#server/store/memory/testing.ts";
import { startPostgres } from "#test/world/postgres.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { openRememberer } from "./rememberer.ts";

const DAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const at = (n: number) => `${DAY}T06:45:${String(n).padStart(2, "0")}.000001+00:00`;

it("stores once more what a crashed database had committed and not yet written, on a slow disk", async () => {
  await using server = await startPostgres({ settings: { wal_writer_delay: "10s", max_connections: "20" } });
  await using folder = await temporaryDirectory("crashed");
  await using db = openDatabase(postgres(server.url));
  await migrate(db);
  const where = await emptyHome(db);
  const options = readOptions({ HOMEOPS_DATA: folder.path, HOMEOPS_COMMIT_SECONDS: "5" });
  await using rememberer = await openRememberer({ db, clock: systemClock, log: jsonLog("silent"), options }, where);
  const told = async (observation: Observation) => {
    rememberer.push(observation);
    await rememberer.backlog.flushed();
  };
  const states = async () =>
    (await db.rows<{ state: string }>(sql`select state from memory.event order by at`)).map(({ state }) => state);
  await told(seen("light.hall", at(1), { state: "first" }));
  await db.owner.script("checkpoint"); // so far all is on the disk

  await told(seen("light.hall", at(2), { state: "second" }));
  expect(await states()).toEqual(["first", "second"]);
  await server.stop("SIGQUIT");
  await server.start();
  expect(await states(), "the crash did cost the last commit").toEqual(["first"]);

  await told(seen("light.hall", at(3), { state: "third" }));
  expect(await states()).toEqual(["first", "second", "third"]);
}, 60_000);
