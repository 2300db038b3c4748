import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import sql from "sql-template-tag";
import { percentile } from "#server/percentile.ts";
import { type BenchDatabase, benchDatabase } from "./bench-database.ts";
import { databaseTime } from "./history/database-time.ts";
import { fillMemory } from "./history/fill.ts";
import { questions } from "./history/questions.ts";
import { makeRival, rivalBytes } from "./history/rival.ts";

const ASKED = 40;
/** A question that takes seconds is asked less often. */
const LONGEST_MS = 10_000;
const LEAST = 3;

/**
 * Query times over so many events (10 million unless `--events` says otherwise), 95 of 100, ours and of a plain table with the columns and indexes of the
 * public contract that holds the same rows, in the same PostgreSQL: `_ms` by the clock, each asked once before it counts, `_database_ms` what the database
 * itself needs. `--rounds` asks all again that often, a minute apart, and keeps the better: a machine that does other things as well makes times long.
 */
export async function historyBench(args: string[]): Promise<Record<string, number>> {
  const options = {
    events: { type: "string", default: "10000000" },
    rounds: { type: "string", default: "1" },
  } as const;
  const { values } = parseArgs({ args, options });
  const until = Date.now();
  const time = databaseTime();
  await using bench = await benchDatabase(time.through);
  const began = performance.now();
  const rate = await fillMemory(bench, { events: Number(values.events), until });
  await bench.db.owner.script("analyze");
  const events = await eventsIn(bench);
  console.log(`${events} events in ${seconds(began)} s, ${rate} a second at the door`);
  const bytes = Math.round((await bench.bytes()) / events);
  const building = performance.now();
  await makeRival(bench);
  const rival = Math.round((await rivalBytes(bench)) / events);
  console.log(`the plain table in ${seconds(building)} s; bytes an event: ${bytes}, the plain table ${rival}`);
  const figures: Record<string, number> = { events, keep_rate: rate, bytes, rival_bytes: rival };
  for (let round = 0; round < Number(values.rounds); round++) {
    if (round > 0) await pause(60_000);
    for (const { name, ours, rivals } of await questions(bench, until)) {
      for (const [who, ask] of [
        [name, ours],
        [`${name}_rival`, rivals],
      ] as const) {
        note(`${who}_ms`, await p95(ask));
        note(`${who}_database_ms`, await time.of(ask));
        console.log(`${who}: ${figures[`${who}_ms`]} ms, of the database ${figures[`${who}_database_ms`]}`);
      }
    }
  }
  return figures;

  function note(name: string, ms: number): void {
    figures[name] = Math.min(figures[name] ?? Infinity, ms);
  }
}

const seconds = (since: number): number => Math.round((performance.now() - since) / 1000);

const eventsIn = async ({ db }: BenchDatabase): Promise<number> =>
  (await db.row<{ n: number }>(sql`select count(*) as n from memory.event`))?.n ?? 0;

async function p95(ask: () => Promise<unknown>): Promise<number> {
  await ask();
  const times: number[] = [];
  const until = performance.now() + LONGEST_MS;
  for (let i = 0; i < ASKED && (i < LEAST || performance.now() < until); i++) {
    const since = performance.now();
    await ask();
    times.push(performance.now() - since);
  }
  return Math.round(percentile(times, 0.95) * 10) / 10;
}
