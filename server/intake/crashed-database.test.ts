import { existsSync } from "node:fs";
import path from "node:path";
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
import { openBatchJournal } from "./backlog/batch-journal.ts";
import { openRememberer, type Rememberer, spillFolder } from "./rememberer.ts";

const DAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const at = (n: number) => `${DAY}T06:45:${String(n).padStart(2, "0")}.000001+00:00`;

/** A server whose WAL writer sleeps long, and a home on it as on a card. */
async function cardHome(stack: AsyncDisposableStack) {
  const server = stack.use(await startPostgres({ settings: { wal_writer_delay: "10s", max_connections: "20" } }));
  const folder = stack.use(await temporaryDirectory("crashed"));
  const db = stack.use(openDatabase(postgres(server.url)));
  await migrate(db);
  const where = await emptyHome(db);
  const options = readOptions({ HOMEOPS_DATA: folder.path, HOMEOPS_COMMIT_SECONDS: "5" });
  const world = { db, clock: systemClock, log: jsonLog("silent"), options };
  const states = async () =>
    (await db.rows<{ state: string }>(sql`select state from memory.event order by at`)).map(({ state }) => state);
  const journal = path.join(spillFolder(world, where.connectionId), "batches.journal");
  return { server, db, states, journal, open: () => openRememberer(world, where) };
}

async function told(rememberer: Rememberer, observation: Observation) {
  rememberer.push(observation);
  await rememberer.backlog.flushed();
}

it("stores once more what a crashed database had committed and not yet written, on a slow disk", async () => {
  await using stack = new AsyncDisposableStack();
  const { server, db, states, open } = await cardHome(stack);
  const rememberer = stack.use(await open());
  await told(rememberer, seen("light.hall", at(1), { state: "first" }));
  await db.owner.script("checkpoint"); // so far all is on the disk

  await told(rememberer, seen("light.hall", at(2), { state: "second" }));
  expect(await states()).toEqual(["first", "second"]);
  await server.stop("SIGQUIT");
  await server.start();
  expect(await states(), "the crash did cost the last commit").toEqual(["first"]);

  await told(rememberer, seen("light.hall", at(3), { state: "third" }));
  expect(await states()).toEqual(["first", "second", "third"]);
}, 60_000);

it("has after a cut that took both down all that was told durable", async () => {
  await using stack = new AsyncDisposableStack();
  const { server, states, journal, open } = await cardHome(stack);
  const cut = await open(); // never closed: the cut did
  const sequence = [1, 2, 3, 4, 5, 6, 7, 8]; // as many as its journal takes
  for (const n of sequence) await told(cut, seen("light.hall", at(n), { state: String(n) }));
  await server.stop("SIGQUIT");
  await server.start();
  expect((await states()).length, "the cut did cost commits").toBeLessThan(8);

  const next = stack.use(await open());
  await next.backlog.flushed();
  expect(await states()).toEqual(sequence.map(String));
  await told(next, seen("light.hall", at(9), { state: "9" }));
  const look = await openBatchJournal(journal);
  stack.defer(() => look.close());
  expect(look.left.at(-1)?.state, "the journal has room again").toBe("9");
  await cut[Symbol.asyncDispose]();
}, 60_000);

it("leaves nothing in the journal of what was stored before something was forgotten", async () => {
  await using stack = new AsyncDisposableStack();
  const { journal, open } = await cardHome(stack);
  const rememberer = stack.use(await open());
  await told(rememberer, seen("light.hall", at(1), { state: "first" }));
  const left = async () => {
    const look = await openBatchJournal(journal);
    stack.defer(() => look.close());
    return look.left.length;
  };
  expect(await left()).toBe(1);
  await rememberer.forget();
  expect(await left()).toBe(0);
}, 60_000);

it("leaves no journal behind an end in order", async () => {
  await using stack = new AsyncDisposableStack();
  const { server, states, journal, open } = await cardHome(stack);
  const rememberer = await open();
  await told(rememberer, seen("light.hall", at(1), { state: "first" }));
  await rememberer[Symbol.asyncDispose]();
  await server.stop("SIGQUIT");
  await server.start();
  expect(await states(), "its end waited for the disk").toEqual(["first"]);
  expect(existsSync(journal)).toBe(false);
}, 60_000);
