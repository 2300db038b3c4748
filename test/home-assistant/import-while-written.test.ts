import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { openDesk } from "#server/intake/recorded/desk.ts";
import type { Job } from "#server/intake/recorded/job.ts";
import { intakeHome } from "#server/intake/testing.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";
import { recordedStates } from "../world/recorder.ts";
import { writePast } from "../world/write-past.ts";

const PAST = 60_000;
const CHECKPOINT_MS = 50;

it("imports the file of a Home Assistant that goes on writing it: nothing lost, nothing double, its log not held", async () => {
  await using ha = await startHomeAssistant();
  await ha.stop();
  writePast(ha.recorderDatabase, { days: 2, perDay: PAST / 2 });
  await ha.start();
  await using db = await testDatabase("postgresql");
  await using home = await intakeHome(db);
  await using desk = openDesk(home.world);
  const importAll = async (meanwhile?: (job: Job) => Promise<void>) => {
    const job = await desk.start(home.where.home, { file: ha.recorderDatabase });
    await meanwhile?.(job);
    await job.over;
    expect(job.it).toMatchObject({ state: "done", reason: null });
    return job.it.added;
  };
  const keys = async () =>
    (
      await db.rows<{ key: string }>(sql`
        select entity.entity_id || ' ' || (extract(epoch from event.at) * 1000000)::bigint || ' ' || coalesce(event.state, '') as key
        from memory.event
        join house.entity on entity.id = event.entity_id
        where event.home_id = ${home.where.home} and event.type_id = 0 and entity.entity_id like 'sensor.%'`)
    ).map(({ key }) => key);

  await ha.client.setState("sensor.counter", "before");
  await pause(3_000); // past a commit of the recorder
  await using writing = keepsWriting(ha);
  let emptied = 0;
  const added = await importAll(async (job) => {
    emptied = await timesEmptied(ha.recorderDatabase, job);
  });
  expect(added).toBeGreaterThan(PAST);
  await writing[Symbol.asyncDispose]();
  expect(writing.written, "it was written meanwhile").toBeGreaterThan(5);
  expect(emptied, "its log could be emptied meanwhile").toBeGreaterThan(0);

  await ha.stop();
  expect(await importAll(), "what came while the first went on").toBeGreaterThan(0);
  expect(await importAll(), "and no more").toBe(0);
  const recorded = recordedStates(ha.recorderDatabase, "sensor.%").map(
    ({ entity_id, at, state }) => `${entity_id} ${at} ${state}`,
  );
  const remembered = await keys();
  expect(remembered.filter((key) => key.startsWith("sensor.counter"))).toHaveLength(writing.written + 1);
  expect(remembered.sort()).toEqual([...new Set(recorded)].sort());
}, 600_000);

/** As devices do: a change every few milliseconds. */
function keepsWriting({ client }: HomeAssistant) {
  let written = 0;
  let isOver = false;
  const work = (async () => {
    for (; !isOver; written++) await client.setState("sensor.counter", String(written));
  })();
  return {
    get written() {
      return written;
    },
    async [Symbol.asyncDispose]() {
      isOver = true;
      await work;
    },
  };
}

/** How often, between an import's first rows and its last, SQLite could begin its log anew: only where no reader holds on to it. */
async function timesEmptied(file: string, { it, over }: Job): Promise<number> {
  using database = new DatabaseSync(file, { timeout: 0 });
  let isOver = false;
  void over.finally(() => {
    isOver = true;
  });
  let emptied = 0;
  for (; !isOver; await pause(CHECKPOINT_MS)) {
    if (it.read === 0 || it.read >= PAST) continue;
    const [done] = database.prepare("pragma wal_checkpoint(truncate)").all();
    if (done?.busy === 0) emptied++;
  }
  return emptied;
}
