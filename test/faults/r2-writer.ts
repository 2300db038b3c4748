import { writeSync } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import sql from "sql-template-tag";
import { start } from "#server/homeops.ts";
import { fromMicroseconds } from "#server/instant.ts";
import { insertConnection } from "#server/intake/queries.ts";
import { openRememberer } from "#server/intake/rememberer.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { type Observation, STATE_CHANGED } from "#server/store/memory/observation.ts";
import { addHome, ensureOwner } from "#server/store/people/people.ts";

/**
 * The server on the data folder of the environment, with one home that remembers. Says `opened` with the states that it has, and then, unless it is
 * to `read` only, a line each, the number up to which all that it was given is durable. Speaks through a pipe, which no power cut touches.
 */
const ENTITIES = 50;
const BATCH = 25;
const PAUSE_MS = 20;
const NEIGHBOUR_MS = 100;
const FIRST_AT = Date.UTC(2026, 10, 21) * 1000;

const [, , job = "write", from = "0"] = process.argv;
const say = (words: object) => writeSync(1, `${JSON.stringify(words)}\n`);
const log = jsonLog("warn", { write: (line) => writeSync(2, line) });
const options = readOptions({ ...process.env, HOMEOPS_PORT: "0" });
syncBeside(path.dirname(options.dataFolder));
const homeops = await start(options, { capabilities: [], log });
const { world } = homeops;
const place = await home();
const rememberer = await openRememberer(world, place);
await rememberer.backlog.flushed();
while (rememberer.backlog.numbers.spilled > 0) await new Promise((resolve) => setTimeout(resolve, 50));

const rows = await world.db.rows<{ state: string }>(sql`select state from memory.event where state is not null`);
say({ opened: rows.map(({ state }) => Number(state)) });
if (job === "read") {
  await rememberer[Symbol.asyncDispose]();
  await homeops[Symbol.asyncDispose]();
  process.exit(0);
}

const lostBefore = rememberer.backlog.numbers.shed;
for (let n = Number(from); ; ) {
  for (const until = n + BATCH; n < until; n++) rememberer.push(observation(n));
  await rememberer.backlog.flushed();
  if (rememberer.backlog.numbers.shed > lostBefore) process.exit(3); // the disk is gone: nothing is durable any more
  say({ acked: n });
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}

/** Each sync of another program's file takes the names and sizes of all files to the disk, and not what is in them. */
function syncBeside(folder: string): void {
  setInterval(async () => {
    const file = await open(path.join(folder, "neighbour"), "w");
    await file.writeFile(String(performance.now()));
    await file.sync().finally(() => file.close());
  }, NEIGHBOUR_MS).unref();
}

function observation(n: number): Observation {
  return {
    at: fromMicroseconds(FIRST_AT + n * 1_000),
    type: STATE_CHANGED,
    entityId: `sensor.cut_${n % ENTITIES}`,
    state: String(n),
    attributes: JSON.stringify({ friendly_name: `Cut ${n % ENTITIES}`, n: n % 7 }),
    context: null,
    source: "live",
  };
}

async function home() {
  const row = await world.db.row<{ id: string; home_id: number }>(
    sql`select id, home_id from public.home_assistant_connections limit 1`,
  );
  if (row) return { home: row.home_id, connectionId: row.id };
  const owner = await ensureOwner(world.db);
  const made = { home: await addHome(world.db, { owner }), connectionId: crypto.randomUUID() };
  await insertConnection(world.db, {
    id: made.connectionId,
    home: made.home,
    owner,
    name: "cut",
    url: "http://127.0.0.1",
    sealed: "",
  });
  return made;
}
