import sql from "sql-template-tag";
import { instantOf } from "#server/instant.ts";
import { closeDue } from "#server/intake/close-hours.ts";
import { openRememberer, type Rememberer } from "#server/intake/rememberer.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import { EVENTS_A_DAY, mix } from "../../mix.ts";
import type { BenchDatabase } from "../bench-database.ts";
import { earlierDays } from "./earlier-days.ts";
import { withReasons } from "./reasons.ts";

const CHUNK = 2_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What speaks once an hour of the first day and never again. */
export const RARE = "sensor.mailbox";
export const AREA = "cellar";

/**
 * A home's past: its last day comes through the door of the memory, and its hours are closed there; the days before are that day again. The hour
 * that is not over stays open. Answers the rate at the door.
 */
export async function fillMemory(bench: BenchDatabase, { events, until }: { events: number; until: number }) {
  const since = Math.floor(until / HOUR_MS) * HOUR_MS - DAY_MS;
  const days = Math.max(1, Math.round(events / EVENTS_A_DAY) - 1);
  await using rememberer = await openRememberer(bench.world, bench.where);
  const rate = await keep(rememberer, withReasons(mix({ from: since * 1000 })), until);
  while ((await closeDue(bench.world)) > 0);
  await earlierDays(bench, instantOf(since), days);
  const first = since - days * DAY_MS;
  await rememberer.keep(Array.from({ length: 20 }, (_, i) => letter(instantOf(first + i * HOUR_MS), i)));
  while ((await closeDue(bench.world)) > 0);
  await furnish(bench);
  return rate;
}

async function keep(rememberer: Rememberer, events: Iterator<Observation>, until: number): Promise<number> {
  const end = instantOf(until);
  let [kept, spent] = [0, 0];
  for (let isOver = false; !isOver; ) {
    const chunk: Observation[] = [];
    while (chunk.length < CHUNK && !isOver) {
      const { value } = events.next();
      isOver = !value || value.at >= end;
      if (value && !isOver) chunk.push(value);
    }
    const began = performance.now();
    kept += await rememberer.keep(chunk);
    spent += performance.now() - began;
  }
  return Math.round((kept / spent) * 1000);
}

const letter = (at: string, i: number): Observation => ({
  at,
  type: "state_changed",
  entityId: RARE,
  state: String(i),
  attributes: "{}",
  context: null,
  source: "backfill",
});

/** An area of a dozen things, slow and quick ones. */
const furnish = ({ db, where }: BenchDatabase) =>
  db.run(sql`
    update house.entity
    set area_id = ${AREA}
    where home_id = ${where.home} and entity_id ~ '^(sensor.temperature|light.lamp|binary_sensor.motion|switch.plug)_[012]$'`);
