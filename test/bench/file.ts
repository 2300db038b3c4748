import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { closeDue } from "#server/intake/close-hours.ts";
import { openDesk } from "#server/intake/recorded/desk.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import { settleTold } from "#server/store/memory/sentences/settle.ts";
import { EVENTS_A_DAY, mix } from "../mix.ts";
import { ulid } from "../world/recorder-bytes.ts";
import { recorderFile, writeRecorder } from "../world/recorder-file.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { type BenchDatabase, benchDatabase } from "./bench-database.ts";
import { recorderRate } from "./recorder-rate.ts";

const DAYS = 4;
const DAY_MS = 86_400_000;
const RECORDER_EVENTS = 30_000;

/**
 * The import of a recorder's file with four days of the mix in Core's own tables: `rate` rows a second from the first to the last;
 * `recorder_rate`: what Core's recorder commits of the same mix in the same run; `cpu_us`: processor time a row, of the program
 * and of the database, because a machine that does other things as well makes rates small; `closed_rate` and `closing_cpu_us`: rows a
 * second, and processor time a row, of the postings, rollups and sentences that are made of them afterwards; `bytes_fresh` and
 * `recorder_bytes`: what the same events take in the memory, hours closed, and in the file. `undo_rate`: rows taken back a second.
 */
export async function fileBench(): Promise<Record<string, number>> {
  await using folder = await temporaryDirectory("file");
  const file = path.join(folder.path, "home-assistant_v2.db");
  const rows = await written(file);
  const recorder = await recorderRate(RECORDER_EVENTS);
  console.log(`Home Assistant's recorder: ${Math.round(recorder.rate)} events/s`);
  await using bench = await benchDatabase();
  const empty = await bench.bytes();
  await using desk = openDesk(bench.world);
  const cpu = cpuMeter(bench);
  const { seconds, result: job } = await timed(async () => {
    const begun = await desk.start(bench.where.home, { file });
    await begun.over;
    return begun;
  });
  if (job.it.state !== "done" || job.it.added !== rows) throw new Error(`${job.it.added} of ${rows}: ${job.it.reason}`);
  const used = cpu();
  const rate = rows / seconds;
  console.log(
    `HomeOps: ${rows} rows at ${Math.round(rate)} rows/s; ${used.server.toFixed(1)} µs a row in the program, ${used.database.toFixed(1)} in PostgreSQL`,
  );
  const closing = cpuMeter(bench);
  const closed = await timed(async () => {
    while ((await closeDue(bench.world)) > 0);
    while ((await settleTold(bench.world, bench.where.home)) > 0);
  });
  const summing = closing();
  console.log(
    `their hours closed at ${Math.round(rows / closed.seconds)} rows/s; ${summing.server.toFixed(1)} µs a row in the program, ${summing.database.toFixed(1)} in PostgreSQL`,
  );
  const bytes = ((await bench.bytes()) - empty) / rows;
  const undone = await timed(async () => (await desk.undo(job.it.id)).over);
  return {
    rows,
    rate: Math.round(rate),
    recorder_rate: Math.round(recorder.rate),
    ratio: Math.round((rate / recorder.rate) * 10) / 10,
    cpu_us: Math.round((used.server + used.database) * 10) / 10,
    closed_rate: Math.round(rows / closed.seconds),
    closing_cpu_us: Math.round((summing.server + summing.database) * 10) / 10,
    bytes_fresh: Math.round(bytes),
    recorder_bytes: Math.round(statSync(file).size / rows),
    undo_rate: Math.round(rows / undone.seconds),
  };

  function cpuMeter({ databasePid }: BenchDatabase) {
    const before = { server: process.cpuUsage(), database: childrenSeconds(databasePid) };
    return () => {
      const { user, system } = process.cpuUsage(before.server);
      return {
        server: (user + system) / rows,
        database: ((childrenSeconds(databasePid) - before.database) * 1e6) / rows,
      };
    };
  }
}

async function written(file: string): Promise<number> {
  let turn = 1;
  const chance = () => {
    turn = (turn * 16_807) % 2_147_483_647;
    return turn / 2_147_483_647;
  };
  function* withContexts(): Generator<Observation> {
    for (const one of mix({ from: (Date.now() - DAYS * DAY_MS) * 1000 }).take(DAYS * EVENTS_A_DAY))
      yield { ...one, context: { id: ulid(Date.parse(one.at), chance), parent_id: null, user_id: null } };
  }
  const tables = await recorderFile(file);
  const { states } = await writeRecorder(tables, { observations: withContexts() });
  tables[Symbol.dispose]();
  return states;
}

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const began = performance.now();
  const result = await work();
  return { seconds: (performance.now() - began) / 1000, result };
}

/** Of the postmaster's children that live: Linux, proc(5). */
function childrenSeconds(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
  return children.reduce((sum, child) => sum + secondsOf(child), 0);
}

function secondsOf(pid: string): number {
  const [, , , , , , , , , , , user = "0", system = "0"] =
    readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(user) + Number(system)) / 100;
}
