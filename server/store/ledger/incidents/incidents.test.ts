import { describe, expect, it } from "vitest";
import { emptyHome, engines, testDatabase } from "#db/testing.ts";
import { closeIncident, closeRested, incidentsOf, markIncidentsTold, openIncident } from "./queries.ts";

const at = (hour: number) => `2026-11-2${1 + Math.floor(hour / 24)}T${String(hour % 24).padStart(2, "0")}:00:00Z`;
const rests = (until: number) => ({
  kind: "breaker" as const,
  about: "ping-device",
  details: { until: at(until), tried: until },
});

describe.each(engines)("what somebody is told of once, on %s", (engine) => {
  it("is opened once, knows better while it stands, and is new again after its end", async () => {
    await using db = await testDatabase(engine);
    const { home } = await emptyHome(db);
    expect(await openIncident(db, { home, at: at(1) }, rests(2))).toBe(true);
    expect(await openIncident(db, { home, at: at(2) }, rests(4))).toBe(false);
    const open = await incidentsOf(db, home, "open");
    expect(open).toMatchObject([{ about: "ping-device", details: { until: at(4), tried: 4 } }]);
    await markIncidentsTold(
      db,
      home,
      open.map(({ id }) => id),
    );
    expect(await incidentsOf(db, home, "untold")).toEqual([]);
    await closeIncident(db, { home, at: at(5) }, rests(4));
    expect(await incidentsOf(db, home, "open")).toEqual([]);
    expect(await openIncident(db, { home, at: at(6) }, rests(7))).toBe(true);
  });

  it("ends by itself where a rest is long over, and nothing else does", async () => {
    await using db = await testDatabase(engine);
    const { home } = await emptyHome(db);
    await openIncident(db, { home, at: at(1) }, rests(3));
    await openIncident(db, { home, at: at(1) }, { kind: "systemic", about: "devices", details: { sick: 4, of: 9 } });
    await closeRested(db, { home, at: at(30) }, at(2));
    expect(await incidentsOf(db, home, "open")).toHaveLength(2);
    await closeRested(db, { home, at: at(60) }, at(4));
    expect(await incidentsOf(db, home, "open")).toMatchObject([{ kind: "systemic" }]);
  });
});
