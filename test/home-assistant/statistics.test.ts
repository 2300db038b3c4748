import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { type Carried, type MeasureHour, rollUpEntity } from "#server/store/series/entity-hour.ts";
import { HOUR } from "#server/store/series/five-minutes.ts";
import { numberIn } from "#server/store/series/number-in.ts";
import type { Rollup } from "#server/store/series/rollup.ts";
import { worldTree } from "../provision/cache.ts";

const HOURS = 3;
const CASES = 400;

const Statistic = z.object({
  mean: z.number().optional(),
  mean_weight: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  state: z.number().optional(),
  sum: z.number().optional(),
});
type Statistic = z.infer<typeof Statistic>;
const Compiled = z.array(z.object({ slots: z.array(Statistic.nullable()), hours: z.array(Statistic.nullable()) }));

const resets = [null, "2026-11-20T00:00:00+00:00", "2026-11-20T11:30:00+01:00", "2026-11-20T10:40:00+00:00"];
const seconds = fc.oneof(
  fc.integer({ min: 0, max: HOURS * 3600 - 1 }),
  fc.integer({ min: 0, max: HOURS * 12 - 1 }).map((slot) => slot * 300),
);
// Core overlooks what comes in the last microsecond before a period, so nothing does here.
const told = fc.record({
  at: fc.tuple(seconds, fc.constantFrom(0, 1, 500_000)).map(([second, micros]) => second * 1e6 + micros),
  state: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -50, max: 3_600 }).map((tenths) => String(tenths / 10)) },
    { weight: 1, arbitrary: fc.constantFrom("unavailable", "unknown", "nan", "1e2", "0") },
  ),
  last_reset: fc.constantFrom(...resets),
});
const aCase = fc.record({
  state_class: fc.constantFrom("measurement", "measurement_angle", "total", "total_increasing"),
  slots: fc.constant(HOURS * 12),
  told: fc
    .uniqueArray(told, { selector: ({ at }) => at, minLength: 1, maxLength: 40 })
    .map((all) => all.sort((a, b) => a.at - b.at)),
});
type Case = typeof aCase extends fc.Arbitrary<infer T> ? T : never;

it("comes to the numbers of the installed Core, slot by slot and hour by hour", () => {
  const cases = fc.sample(aCase, { seed: 2026_11, numRuns: CASES });
  const compiled = compileInCore(cases);
  for (const [index, one] of cases.entries()) {
    const hours = ours(one);
    const slots = hours.flatMap((hour) => hour?.slots ?? Array(12).fill(null));
    const theirs = compiled[index]!;
    const say = JSON.stringify(one);
    expect(slots.map(shown), say).toEqual(changes(theirs.slots).map(near));
    if (one.state_class.startsWith("measurement")) {
      expect(
        hours.map((hour) => shown(hour?.hour ?? null)),
        say,
      ).toEqual(theirs.hours.map((hour) => near(hour)));
    }
  }
});

function compileInCore(cases: Case[]) {
  const script = readFileSync(new URL("./core_statistics.py", import.meta.url), "utf8");
  const python = ["chroot", worldTree, "/opt/ha/bin/python"];
  const answer = execFileSync(python[0]!, [...python.slice(1), "-c", script], {
    input: JSON.stringify(cases),
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  return Compiled.parse(JSON.parse(answer));
}

function ours({ state_class, told }: Case): (MeasureHour | undefined)[] {
  let carried: Carried[] = [];
  return Array.from({ length: HOURS }, (_, index) => {
    const start = index * HOUR;
    const samples = told
      .filter(({ at }) => at >= start && at < start + HOUR)
      .map(({ at, state, last_reset }) => ({
        at: at - start,
        value: numberIn(state),
        facts: {
          unit: "x",
          stateClass: state_class,
          lastReset: last_reset && fromMicroseconds(toMicroseconds(last_reset)),
        },
      }));
    const [hour] = rollUpEntity({ samples, carried });
    if (hour) carried = [{ measure: hour.measure, carry: hour.carry }];
    else if (samples.length > 0) carried = carried.map((it) => ({ ...it, carry: { ...it.carry, isHeld: false } }));
    return hour;
  });
}

/** Core tells a growing sum. */
function changes(slots: (Statistic | null)[]): (Statistic | null)[] {
  let before = 0;
  return slots.map((slot) => {
    if (!slot || slot.sum === undefined) return slot;
    const change = slot.sum - before;
    before = slot.sum;
    return { ...slot, sum: change };
  });
}

const shown = (rollup: Rollup | null) =>
  rollup && { mean: rollup.mean, weight: rollup.weight, min: rollup.min, max: rollup.max, change: rollup.change };

function near(slot: Statistic | null) {
  const close = (value: number | undefined) => (value === undefined ? null : expect.closeTo(value, 6));
  return (
    slot && {
      mean: close(slot.mean),
      weight: close(slot.mean_weight),
      min: close(slot.min),
      max: close(slot.max),
      change: close(slot.sum),
    }
  );
}
