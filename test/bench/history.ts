import { parseArgs } from "node:util";
import { closeDue } from "#server/intake/close-hours.ts";
import { openRememberer } from "#server/intake/rememberer.ts";
import { percentile } from "#server/percentile.ts";
import { EVENTS_A_DAY, mix } from "../mix.ts";
import { type BenchDatabase, benchDatabase } from "./bench-database.ts";
import { questions } from "./history/questions.ts";
import { makeRival } from "./history/rival.ts";

const DAY_MS = 86_400_000;
const CHUNK = 2_000;
const ASKED = 20;

/**
 * Query times over so many events (10 million unless `--events` says otherwise), 95 of 100, ours and of a plain table with the columns and indexes of the
 * public contract that holds the same rows, in the same PostgreSQL: the newest page, an entity's day, its year by days, the state before an instant, who is heaviest.
 */
export async function historyBench(args: string[]): Promise<Record<string, number>> {
  const { values } = parseArgs({ args, options: { events: { type: "string", default: "10000000" } } });
  const events = Number(values.events);
  await using bench = await benchDatabase();
  const until = Date.now();
  const rate = await fill(bench, { events, from: Math.floor(until - (events / EVENTS_A_DAY) * DAY_MS) });
  console.log(`${events} events kept at ${rate} a second`);
  while ((await closeDue(bench.world)) > 0);
  await bench.db.owner.script("vacuum analyze");
  await makeRival(bench);
  const figures: Record<string, number> = { events, keep_rate: rate };
  for (const { name, ours, rivals } of await questions(bench, until)) {
    figures[`${name}_ms`] = await p95(ours);
    figures[`${name}_rival_ms`] = await p95(rivals);
    console.log(`${name}: ${figures[`${name}_ms`]} ms, the plain table ${figures[`${name}_rival_ms`]} ms`);
  }
  return figures;
}

async function fill({ world, where }: BenchDatabase, wanted: { events: number; from: number }): Promise<number> {
  await using rememberer = await openRememberer(world, where);
  const source = mix({ from: wanted.from * 1000 });
  let spent = 0;
  for (let done = 0; done < wanted.events; done += CHUNK) {
    const chunk = Array.from({ length: CHUNK }, () => source.next().value);
    const since = performance.now();
    await rememberer.keep(chunk);
    spent += performance.now() - since;
  }
  return Math.round((wanted.events / spent) * 1000);
}

async function p95(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < ASKED; i++) {
    const since = performance.now();
    await ask();
    times.push(performance.now() - since);
  }
  return Math.round(percentile(times, 0.95) * 10) / 10;
}
