import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { closeDue } from "#server/intake/close-hours.ts";
import { forgetTold } from "#server/store/memory/sentences/forget-told.ts";
import { type MemoryHome, memoryHome, seen } from "#server/store/memory/testing.ts";
import { keepTrace } from "#server/store/memory/traces/keep-trace.ts";
import { recorded } from "#server/store/memory/traces/testing.ts";
import { learnDue } from "./make-episodes.ts";
import { episodesListed } from "./queries.ts";
import { type Lived, lived } from "./testing.ts";
import { appliances } from "./testing-appliances.ts";

const clockAt = (at: string) => ({ ...systemClock, now: () => Date.parse(at), sleep: async () => {} });
const at = (day: number, time: string) => `2026-01-${String(day).padStart(2, "0")}T${time}.000000+00:00`;
const WASHER = "sensor.washer_power";

describe.each(engines)("episodes on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  const washing: Lived = lived(appliances.washer, { days: 4, every: 60, isTerse: true }, 4711);
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  beforeEach(async () => {
    await db.run(sql`delete from memory.due_hour`);
    home = await memoryHome(db);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const close = async (until: string) => {
    while ((await closeDue({ db, clock: clockAt(until) }, undefined, { only: home.home })) > 0);
    await db.owner.script("analyze"); // what autovacuum does elsewhere
  };
  const learn = (until = "2026-01-10T00:00:00Z") => learnDue({ db, clock: clockAt(until) }, home.home);
  const listed = (parts: { kinds?: string[] } = {}) =>
    episodesListed(db, { home: home.home, after: undefined, limit: 500, ...parts });
  const told = async () => {
    const rows = await db.rows<{ told: string }>(sql`
      select sentence.kind || ': ' || sentence.text || ' ' || one.n as told
      from memory.told
      cross join lateral unnest(sentences, counts, firsts) as one (id, n, first)
      join memory.sentence on sentence.id = one.id
      where told.home_id = ${home.home} and sentence.kind in ('ran', 'away', 'nobody_home', 'open', 'unavailable', 'quiet', 'gap', 'failed')
        and sentence.text not like '%became unavailable'  
      order by one.first, 1`);
    return rows.map((row) => row.told.replaceAll("Name of ", ""));
  };
  const spans = async (kind: string) =>
    (await listed({ kinds: [kind] }))
      .map(({ started_at, ended_at }) => `${started_at.slice(8, 16)}-${ended_at?.slice(8, 16) ?? ""}`)
      .reverse();
  const live = (entity: string, ...changes: [day: number, time: string, state: string][]) =>
    home.remember(...changes.map(([day, time, state]) => seen(entity, at(day, time), { state })));
  const wash = async (from = 0, to = Number.POSITIVE_INFINITY) => {
    const key = await home.entity(WASHER);
    await db.run(
      sql`update house.entity set device_class = 'power', unit = 'W', name = 'Washer power' where id = ${key}`,
    );
    const samples = washing.samples.filter((sample) => sample.at >= from && sample.at < to);
    for (let i = 0; i < samples.length; i += 1000)
      await home.remember(
        ...samples
          .slice(i, i + 1000)
          .map((sample) => seen(WASHER, fromMicroseconds(sample.at), { state: String(sample.value ?? "unavailable") })),
      );
  };

  it("are runs of an appliance with what they drew, and told so that search finds them", async () => {
    await wash();
    await close("2026-01-10T02:00:00Z");
    await learn();
    const rows = (await listed({ kinds: ["ran"] })).reverse();
    expect(rows).toHaveLength(washing.truth.length);
    for (const [i, { started_at, ended_at, amount }] of rows.entries()) {
      const truth = washing.truth[i] ?? { from: 0, to: 0, energy: 0 };
      expect(Math.abs(toMicroseconds(started_at) - truth.from)).toBeLessThan(130e6);
      expect(Math.abs(toMicroseconds(ended_at ?? "") - truth.to)).toBeLessThan(130e6);
      expect(Math.abs((amount ?? 0) / (truth.energy / 1000) - 1)).toBeLessThan(0.1);
    }
    const sentences = await told();
    expect(sentences.length).toBe(washing.truth.length);
    expect(sentences[0]).toMatch(/^ran: Washer ran for [\d.]+ hours? 1$/);
  }, 120_000);

  it("are the same hour by hour as all at once, and again", async () => {
    await wash();
    await close("2026-01-10T02:00:00Z");
    await learn();
    const atOnce = await listed();
    await db.run(sql`
      insert into memory.unlearned_hour (home_id, hour)
      select ${home.home}, generate_series('2026-01-06 00:00Z'::timestamptz, '2026-01-06 23:00Z'::timestamptz, interval '1 hour')`);
    await learn();
    expect(await listed()).toEqual(atOnce);

    home = await memoryHome(db);
    const start = washing.samples[0]?.at ?? 0;
    for (let hour = 0; hour < 96; hour += 8) {
      await wash(start + hour * 3.6e9, start + (hour + 8) * 3.6e9);
      await close(fromMicroseconds(start + (hour + 8) * 3.6e9 + 120e6));
      await learn();
    }
    const essence = (rows: typeof atOnce) => rows.map(({ kind, started_at, ended_at }) => [kind, started_at, ended_at]);
    expect(essence(await listed())).toEqual(essence(atOnce));
  }, 180_000);

  it("are absences, an empty home and what stood open, across hours and restarts", async () => {
    await live("person.anna", [5, "07:00:00", "home"], [5, "08:10:00", "not_home"], [5, "17:30:00", "home"]);
    await live("person.ben", [5, "07:00:00", "home"], [5, "09:20:00", "Work"], [5, "12:00:00", "unavailable"]);
    await live("person.ben", [5, "12:03:00", "Work"], [5, "16:00:00", "home"]);
    await live("cover.garage", [5, "07:00:00", "closed"], [5, "08:05:00", "opening"], [5, "08:05:20", "open"]);
    await live("cover.garage", [5, "08:11:00", "closing"], [5, "08:11:22", "closed"]);
    await close("2026-01-06T00:00:00Z");
    await learn();
    expect(await spans("away")).toEqual(["05T08:10-05T17:30", "05T09:20-05T16:00"]);
    expect(await spans("nobody_home")).toEqual(["05T09:20-05T16:00"]);
    expect(await spans("open")).toEqual(["05T08:05-05T08:11"]);
    const [opening] = await listed({ kinds: ["opening"] });
    expect(toMicroseconds(opening?.ended_at ?? "") - toMicroseconds(opening?.started_at ?? "")).toBe(20e6);
    expect(await told()).toEqual([
      "open: cover.garage was open for 6 minutes 1",
      "unavailable: person.ben was unavailable for 3 minutes 1",
      "away: person.ben was away for 7 hours 1",
      "nobody_home: Nobody was at home for 7 hours 1",
      "away: person.anna was away for 9 hours 1",
    ]);
  });

  it("are outages, of which those are told that last longer than is usual", async () => {
    for (const hour of ["01", "02", "03", "04", "05"])
      await live("light.hall", [5, `${hour}:10:00`, "unavailable"], [5, `${hour}:12:00`, "on"]);
    await close("2026-01-05T07:00:00Z");
    await learn();
    await live("light.hall", [5, "08:30:00", "unavailable"], [5, "08:31:00", "on"]);
    await live("light.hall", [5, "10:50:00", "unavailable"], [5, "13:20:00", "on"]);
    await close("2026-01-05T15:00:00Z");
    await learn();
    expect(await spans("unavailable")).toHaveLength(7);
    expect((await told()).slice(-1)).toEqual(["unavailable: light.hall was unavailable for 2.5 hours 1"]);
    expect(await told()).not.toContain("unavailable: light.hall was unavailable for 1 minute 1");
  });

  it("are automations that failed, with the reason that Home Assistant gave", async () => {
    await live("automation.half_broken", [5, "01:00:00", "on"]);
    const trace = recorded("failed-half-way");
    await keepTrace(db, home, { ...trace, timestamp: { start: at(5, "02:10:00"), finish: at(5, "02:10:02") } });
    await live("light.hall", [5, "02:11:00", "on"]);
    await close("2026-01-05T07:00:00Z");
    await learn();
    expect(await told()).toEqual([
      "failed: The automation automation.half_broken failed: Action cover.no_such_action not found 1",
    ]);
  });

  it("mend themselves where something came late, and go with what is forgotten", async () => {
    await live("person.anna", [5, "07:00:00", "home"], [5, "08:10:00", "not_home"], [5, "17:30:00", "home"]);
    await close("2026-01-06T00:00:00Z");
    await learn();
    expect(await spans("away")).toEqual(["05T08:10-05T17:30"]);
    await live("person.anna", [5, "12:00:00", "home"], [5, "12:30:00", "not_home"]);
    await close("2026-01-06T00:00:00Z");
    await learn();
    expect(await spans("away")).toEqual(["05T08:10-05T12:00", "05T12:30-05T17:30"]);
    const key = await home.entity("person.anna");
    await db.transaction((tx) => forgetTold(tx, home.home, { from: at(5, "10:00:00"), to: at(5, "11:00:00") }, [key]));
    expect(await spans("away")).toEqual(["05T12:30-05T17:30"]);
  });
});
