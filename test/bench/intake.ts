import { closeDue } from "#server/intake/close-hours.ts";
import { openRememberer } from "#server/intake/rememberer.ts";
import { EVENTS_A_DAY, mix } from "../mix.ts";
import { benchDatabase } from "./bench-database.ts";
import { floodedServer } from "./flood.ts";
import { recorderRate } from "./recorder-rate.ts";

const DAY_MS = 86_400_000;
const RECORDER_EVENTS = 40_000;
const CHUNK = 2_000;
const ROUNDS = 3;

/**
 * `rate` and `recorder_rate`: events a second in bulk; `bytes_fresh` and `recorder_bytes`: bytes an event on disk with all indexes;
 * `p99_ms`: from event to durable at 300 events a second for a minute; `flood_lost`: of 10,000 a second for a minute.
 */
export async function intakeBench(): Promise<Record<string, number>> {
  const recorder = await recorderRate(RECORDER_EVENTS);
  console.log(`recorder: ${Math.round(recorder.rate)} events/s, ${recorder.bytes.toFixed(0)} bytes an event`);
  const bulk = await bulkRate();
  console.log(`HomeOps: ${Math.round(bulk.rate)} events/s, ${bulk.bytes.toFixed(0)} bytes an event`);
  const steady = await floodedServer({ perSecond: 300, seconds: 60 });
  console.log(
    `300 events/s for a minute: ${steady.lost} lost, 99 of 100 durable within ${Math.round(steady.p99Ms)} ms`,
  );
  const flood = await floodedServer({ perSecond: 10_000, seconds: 60 });
  console.log(
    `10,000 events/s for a minute (${flood.sentPerSecond} were sent): ${flood.lost} lost, caught up after ${flood.caughtUpSeconds} s`,
  );
  return {
    rate: Math.round(bulk.rate),
    recorder_rate: Math.round(recorder.rate),
    ratio: Math.round((bulk.rate / recorder.rate) * 10) / 10,
    bytes_fresh: Math.round(bulk.bytes),
    recorder_bytes: Math.round(recorder.bytes),
    p99_ms: Math.round(steady.p99Ms),
    lost: steady.lost,
    flood_lost: flood.lost,
    flood_per_second: flood.sentPerSecond,
  };
}

/** Three days of the mix through the same door as an import, the best of some rounds of a day; hours closed before it is weighed. */
async function bulkRate(): Promise<{ rate: number; bytes: number }> {
  await using bench = await benchDatabase();
  await using rememberer = await openRememberer(bench.world, bench.where);
  const empty = await bench.bytes();
  const events = mix({ from: (Date.now() - (ROUNDS + 1) * DAY_MS) * 1000 });
  let rate = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const day = Array.from({ length: EVENTS_A_DAY }, () => events.next().value);
    const began = performance.now();
    for (let i = 0; i < day.length; i += CHUNK) await rememberer.keep(day.slice(i, i + CHUNK));
    rate = Math.max(rate, (day.length / (performance.now() - began)) * 1000);
  }
  while ((await closeDue(bench.world)) > 0);
  return { rate, bytes: ((await bench.bytes()) - empty) / (ROUNDS * EVENTS_A_DAY) };
}
