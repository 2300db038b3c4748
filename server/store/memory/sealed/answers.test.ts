import fc from "fast-check";
import sql, { raw } from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database, Queries } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { type Clock, systemClock } from "#server/clock.ts";
import { jsonLog } from "#server/log.ts";
import { stateBefore, statesOf } from "../../series/chart/queries.ts";
import { statesIn } from "../../series/queries.ts";
import { rollUpHour } from "../../series/roll-up.ts";
import { activeHours } from "../../unusual/activity-queries.ts";
import { Timeline } from "../contract.ts";
import { becameIn, countBefore, timesOf } from "../explain/precedence-queries.ts";
import { companions, factAt, inContext, lastChange, lastStates } from "../explain/queries.ts";
import type { Observation } from "../observation.ts";
import { referredOn } from "../retention/sweep-queries.ts";
import { whatFollowed } from "../search/similar-queries.ts";
import { happeningsIn, lastBefore } from "../sentences/happening-queries.ts";
import { statesBefore } from "../states-before.ts";
import { type MemoryHome, memoryHome, seen } from "../testing.ts";
import { timeline } from "../timeline.ts";
import { unsealDays } from "./queries.ts";
import { sealDays } from "./seal-days.ts";

const NOW = "2026-11-27T03:00:00Z";
const clock: Clock = { ...systemClock, now: () => Date.parse(NOW), sleep: async () => {} };
const DAYS = ["2026-11-20", "2026-11-21"] as const;
const SPAN = { from: "2026-11-20T00:00:00+00:00", to: "2026-11-22T00:00:00+00:00" };
const THINGS = ["light.hall", "sensor.power", "binary_sensor.door", "media_player.den", "sensor.rare"] as const;

describe.each(engines)("questions about sealed days on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  beforeEach(async () => {
    await db.run(sql`delete from people.home`);
    for (const table of ["event", "context", "posting", "sealed"]) await db.run(raw(`delete from memory.${table}`));
    home = await memoryHome(db);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const seal = () => sealDays({ db, clock, log: jsonLog("silent") });
  const unseal = (entities: number[] | null = null) =>
    db.transaction((tx) => unsealDays(tx, home.home, DAYS, entities));
  const closeAll = async () => {
    const due = await db.rows<{ hour: string }>(
      sql`select hour from memory.due_hour where home_id = ${home.home} order by hour limit 1000`,
    );
    for (const { hour } of due) {
      await home.close(hour);
      await db.transaction((tx) => rollUpHour(tx, { home: home.home, hour, timeZone: "UTC" }));
    }
  };
  const ids = () => Promise.all(THINGS.map((name) => home.entity(name)));

  /** What every way of reading tells of the two days. */
  async function answers(through: Queries = db) {
    const keys = await ids();
    const at = { home: home.home };
    const between = (entities: number[] | null, from: string, to: string) =>
      through.rows(sql`
        select *
        from memory.events_between(${home.home}::int, ${from}::timestamptz, ${to}::timestamptz, ${entities}::int[])
        order by at, entity_id, type_id`);
    const middle = "2026-11-20T11:59:59.999999+00:00";
    const all = await through.rows<{ at: string; entity_id: number; type_id: number; state: string | null }>(sql`
      select * from memory.events_between(${home.home}::int, ${SPAN.from}::timestamptz, ${SPAN.to}::timestamptz, null)
      order by at, entity_id, type_id`);
    const some = all.filter((_, i) => i % 7 === 0).slice(0, 6);
    return {
      all,
      each: await between(keys, SPAN.from, SPAN.to),
      part: await between(keys.slice(0, 2), "2026-11-20T05:30:00.000001Z", middle),
      point: await Promise.all(some.map((one) => factAt(through, home.home, one))),
      before: await Promise.all(
        [middle, "2026-11-21T00:00:00Z", "2026-11-26T00:00:00Z", SPAN.from].flatMap((instant) =>
          keys.map((key) => stateBefore(through, home.home, key, instant)),
        ),
      ),
      statesBefore: (
        await db.transaction((tx) =>
          statesBefore(tx, { ...at, wanted: some.map(({ at, entity_id }) => ({ at, entity_key: entity_id })) }),
        )
      )
        .map((one) => JSON.stringify(one))
        .toSorted(),
      view: await through.rows(sql`
        select id, event_type, entity_id, old_state, new_state, attributes, timestamp
        from home_assistant_events
        order by timestamp, id`),
      viewOfOne: await through.rows(sql`
        select id, old_state, new_state from home_assistant_events where entity_id = 'light.hall' and timestamp >= ${middle} order by timestamp`),
      chart: await statesOf(through, home.home, keys[1]!, { ...SPAN, most: 1000 }),
      hour: await db.transaction((tx) =>
        statesIn(tx, { ...at, hour: "2026-11-20T06:00:00+00:00", entities: null }, keys),
      ),
      active: await activeHours(through, { ...at, ids: keys, ...SPAN }),
      happened: await db.transaction((tx) => happeningsIn(tx, { ...at, ...SPAN })),
      last: await db.transaction((tx) => lastBefore(tx, keys, SPAN.to)),
      change: await lastChange(through, home.home, { since: SPAN.from, until: SPAN.to, entities: keys.slice(0, 1) }),
      context: await inContext(through, home.home, { since: SPAN.from, until: SPAN.to, context: "linked" }),
      lastStates: await lastStates(through, home.home, { since: SPAN.from, until: middle, entities: THINGS }),
      companions: await companions(through, home.home, { since: SPAN.from, until: middle, entity: keys[0]! }),
      times: await timesOf(through, home.home, { entity: keys[0]!, state: "on", since: SPAN.from, until: SPAN.to }),
      became: await becameIn(through, home.home, { since: SPAN.from, until: SPAN.to, except: keys[0]! }),
      counted: await countBefore(through, home.home, {
        windows: some.map(({ at }, i) => ({ at, own: i % 2 === 0 })),
        seconds: 3_600,
        precursors: [{ entity: keys[2]!, state: "on" }],
      }),
      followed: await whatFollowed(
        through,
        home.home,
        keys[0]!,
        some.map(({ at }) => at),
      ),
      referred: (await Promise.all(DAYS.map((day) => referredOn(db, day)))).map((rows) =>
        rows.map(({ id }) => id).toSorted(),
      ),
      pages: await pages(),
    };
  }
  async function pages() {
    const found: unknown[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const wanted = Timeline.parse({ ...SPAN, limit: 40, ...(cursor ? { cursor } : {}) });
      const page = await timeline(db, { ...wanted, home: home.home, now: Date.parse(NOW) });
      found.push(...page.items);
      cursor = page.cursor;
    }
    return found;
  }

  const happenings = fc.array(
    fc.record({
      second: fc.integer({ min: 0, max: 2 * 86_400 - 1 }),
      micro: fc.constantFrom(0, 1, 999_999),
      thing: fc.constantFrom(...THINGS.slice(0, 4), null),
      type: fc.constantFrom("state_changed", "state_changed", "state_changed", "automation_triggered"),
      state: fc.constantFrom("on", "off", "12.5", "unavailable", "ä 'x'", null),
      oldState: fc.constantFrom(undefined, null, "off"),
      extra: fc.constantFrom("{}", '{"icon":"mdi:lamp"}', '{"n":1}'),
      context: fc.constantFrom(null, { id: "linked", parent_id: null, user_id: "anna" }),
    }),
    { minLength: 30, maxLength: 60 },
  );
  const observed = (some: typeof happenings extends fc.Arbitrary<infer T> ? T : never): Observation[] =>
    some
      .filter(({ thing, type }) => thing !== null || type !== "state_changed")
      .map(({ second, micro, thing, type, state, oldState, extra, context }) =>
        seen(
          "",
          `${new Date(Date.parse(SPAN.from) + second * 1000).toISOString().slice(0, 19)}.${String(micro).padStart(6, "0")}+00:00`,
          {
            ...{
              entityId: thing,
              type,
              state: type === "state_changed" ? state : null,
              oldState,
              attributes: extra,
              context,
            },
          },
        ),
      )
      .toSorted((one, other) => (one.at < other.at ? -1 : 1));

  it("answer every question as plain ones do, and are the same rows when they are opened again", async () => {
    await fc.assert(
      fc.asyncProperty(happenings, async (some) => {
        home = await memoryHome(db);
        await ids();
        await home.remember(...observed(some), seen("sensor.rare", "2026-11-19T23:00:00.000000+00:00", { state: "7" }));
        await closeAll();
        await analyzed();
        const before = await answers();
        const stored = await rowsOf();
        expect(await seal()).toBeGreaterThan(0);
        await analyzed();
        expect(await answers()).toEqual(before);
        await unseal();
        await analyzed();
        expect(await rowsOf()).toEqual(stored);
        expect(await answers()).toEqual(before);
        await db.run(sql`delete from people.home`);
        for (const table of ["event", "context", "posting", "sealed"]) await db.run(raw(`delete from memory.${table}`));
      }),
      { numRuns: engine === "embedded" ? 1 : 3 },
    );
  }, 300_000);
  /** As the database does by itself after a while: by what it knew of the day before, it reads in ways that take seconds. */
  const analyzed = () => db.owner.script("analyze memory.event, memory.posting, memory.sealed");
  const rowsOf = async () => ({
    events: await db.rows(sql`select * from memory.event order by at, entity_id, type_id`),
    postings: await db.rows(sql`select * from memory.posting order by hour, entity_id`),
  });
});
