import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { Observation } from "./observation.ts";
import { markDue } from "./queries.ts";
import { type MemoryHome, memoryHome, seen } from "./testing.ts";

const HOUR = 3_600_000_000; // microseconds
const BEGIN = "2026-11-20T22:00:00.000000+00:00"; // the hours go over midnight
const HOURS = 5;
const hourOf = (n: number) => fromMicroseconds(toMicroseconds(BEGIN) + n * HOUR);
const LAMPS = ["light.hall", "light.attic", "light.shed"];

type Told = { lamp: number; offset: number; state: string | null; isCall: boolean };

const told: fc.Arbitrary<Told> = fc.record({
  lamp: fc.nat(LAMPS.length - 1),
  // Few places, among them the first and last microseconds of hours, so that things meet.
  offset: fc.oneof(
    fc.nat(HOURS - 1).map((n) => n * HOUR),
    fc.integer({ min: 1, max: HOURS }).map((n) => n * HOUR - 1),
    fc.nat(HOURS * 60 - 1).map((minute) => minute * 60_000_000 + 1),
  ),
  state: fc.constantFrom("on", "off", "dim", null),
  isCall: fc.boolean(),
});

const observationOf = ({ lamp, offset, state, isCall }: Told): Observation =>
  seen(LAMPS[lamp]!, fromMicroseconds(toMicroseconds(BEGIN) + offset), {
    source: "backfill",
    ...(isCall ? { type: "call_service", state: null, context: { id: "c" } } : { state }),
  });

/** The same by hand: nothing is closed, no index is asked. */
function stateBefore(all: readonly Observation[], entityId: string, before: number): string | null {
  const earlier = all
    .filter((one) => one.entityId === entityId && one.type === "state_changed" && toMicroseconds(one.at) < before)
    .sort((one, other) => toMicroseconds(one.at) - toMicroseconds(other.at));
  return earlier.at(-1)?.state ?? null;
}

describe.each(engines)("hours on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  beforeEach(async () => {
    home = await memoryHome(db);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const read = async (since: string, until: string, entities: string[] | null) => {
    const ids = entities && (await Promise.all(entities.map(home.entity)));
    const rows = await db.rows<{ key: string }>(sql`
      select event.at || ' ' || event.entity_id || ' ' || event.type_id || ' ' || coalesce(event.state, '-') as key
      from memory.events_between(${home.home}::int, ${since}::timestamptz, ${until}::timestamptz, ${ids}::int[]) as event`);
    return rows.map(({ key }) => key).sort();
  };
  const stateAt = async (entityId: string, at: string) =>
    (await db.row<{ state: string | null }>(sql`
      select memory.state_before(${home.home}::int, ${await home.entity(entityId)}::int, ${at}::timestamptz) as state`))!
      .state;

  it("give a state to an entity that was acted upon between, open or closed", async () => {
    const at = (minute: number) => `2026-11-20T22:${minute}:00.000000+00:00`;
    await home.remember(
      seen("light.hall", at(10), { state: "off" }),
      seen("light.hall", at(20), { type: "call_service", state: null, context: { id: "c" } }),
    );
    expect(await stateAt("light.hall", at(21))).toBe("off");
    await home.close(BEGIN);
    expect(await stateAt("light.hall", at(21))).toBe("off");
  });

  it("give a state from before an hour in which nothing but actions happened", async () => {
    await home.remember(
      seen("light.hall", "2026-11-20T22:10:00.000000+00:00", { state: "off" }),
      seen("light.hall", "2026-11-20T23:10:00.000000+00:00", {
        type: "call_service",
        state: null,
        context: { id: "c" },
      }),
    );
    for (let n = 0; n < 2; n++) await home.close(hourOf(n));
    expect(await stateAt("light.hall", "2026-11-20T23:59:00.000000+00:00")).toBe("off");
  });

  it("give equal answers due or closed, whatever happened, came late, or was closed in between", async () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ tell: fc.array(told, { minLength: 1, maxLength: 12 }) }) },
      { weight: 2, arbitrary: fc.record({ close: fc.nat(HOURS - 1) }) },
    );
    const question = fc.record({ since: fc.nat(HOURS * 60), width: fc.integer({ min: 1, max: HOURS * 60 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 2, maxLength: 10 }),
        fc.array(question, { minLength: 3, maxLength: 3 }),
        async (steps, questions) => {
          home = await memoryHome(db);
          const all: Observation[] = [];
          for (const each of steps) {
            if ("close" in each) await home.close(hourOf(each.close));
            else {
              const observations = each.tell.map(observationOf);
              await home.remember(...observations);
              for (const one of observations)
                if (
                  !all.some(
                    (other) => other.at === one.at && other.entityId === one.entityId && other.type === one.type,
                  )
                )
                  all.push(one);
            }
          }
          for (const { since, width } of questions) {
            const from = toMicroseconds(BEGIN) + since * 60_000_000;
            const to = from + width * 60_000_000;
            for (const wanted of [LAMPS, [LAMPS[0]!]]) {
              const expected = all.filter(
                ({ at, entityId }) =>
                  toMicroseconds(at) >= from && toMicroseconds(at) < to && wanted.includes(entityId ?? ""),
              );
              const answer = await read(fromMicroseconds(from), fromMicroseconds(to), wanted);
              expect(answer).toHaveLength(expected.length);
              if (wanted === LAMPS)
                expect(answer).toEqual(await read(fromMicroseconds(from), fromMicroseconds(to), null));
            }
            for (const lamp of LAMPS)
              expect(await stateAt(lamp, fromMicroseconds(to))).toBe(stateBefore(all, lamp, to));
          }
        },
      ),
      { numRuns: engine === "embedded" ? 25 : 60 },
    );
  }, 120_000);

  it("are one home's own", async () => {
    await home.remember(seen("light.hall", hourOf(0)));
    const other = await memoryHome(db);
    const id = await home.entity("light.hall");
    expect(
      await db.rows(sql`
        select at
        from memory.events_between(${other.home}::int, ${BEGIN}::timestamptz, ${hourOf(3)}::timestamptz, ${[id]}::int[])`),
    ).toEqual([]);
  });
});

it("an hour stays due for an event that comes while it closes", async () => {
  await using db = await testDatabase("postgresql"); // embedded, one waits for the other anyway
  const home = await memoryHome(db);
  const id = await home.entity("light.hall");
  await home.remember(seen("light.hall", hourOf(0)));
  const isWritten = Promise.withResolvers<void>();
  const remembering = db.transaction(async (tx) => {
    await tx.run(sql`
        insert into memory.event (at, home_id, entity_id, type_id, source, state)
        values ('2026-11-20T22:10:00+00:00', ${home.home}, ${id}, 0, 'b', 'late')`);
    await markDue(tx, home.home, [BEGIN]);
    isWritten.resolve();
    await pause(300); // and commits when the hour is closed, unless closing waits for it
  });
  await isWritten.promise;
  await home.close(BEGIN);
  await remembering;
  const found = await db.rows(sql`
      select at
      from memory.events_between(${home.home}::int, ${BEGIN}::timestamptz, ${hourOf(1)}::timestamptz, ${[id]}::int[])`);
  expect(found).toHaveLength(2);
});

it("events of a list are looked up one by one, also on days of which the planner knows nothing", async () => {
  await using db = await testDatabase("postgresql");
  const home = await memoryHome(db);
  const sensors = Array.from({ length: 60 }, (_, i) => `sensor.s${i}`);
  const micros = toMicroseconds(BEGIN);
  await home.remember(
    ...sensors.flatMap((sensor, i) =>
      Array.from({ length: 50 }, (_, n) =>
        seen(sensor, fromMicroseconds(micros + n * 60_000_000 + i), { state: `${n}` }),
      ),
    ),
    ...LAMPS.map((lamp) => seen(lamp, hourOf(0))),
  );
  await home.close(BEGIN);
  const ids = await Promise.all(LAMPS.map(home.entity));
  const plan = await db.rows<{ "QUERY PLAN": unknown }>(sql`
    explain (analyze, format json, costs off)
    select at, entity_id
    from memory.events_between(${home.home}::int, ${BEGIN}::timestamptz, ${hourOf(2)}::timestamptz, ${ids}::int[])`);
  const most = Math.max(
    ...[...JSON.stringify(plan).matchAll(/"Actual Rows":([\d.]+),"Actual Loops":(\d+)/g)].map(
      ([, rows, loops]) => Number(rows) * Number(loops),
    ),
  );
  expect(most).toBeLessThanOrEqual(LAMPS.length);
});
