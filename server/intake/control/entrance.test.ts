import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { type Clock, systemClock } from "#server/clock.ts";
import { addSilence } from "#server/store/memory/control/queries.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import { writeKeep } from "#server/store/memory/retention/queries.ts";
import { keepCappedBefore, keepLimit } from "#server/store/memory/retention/size-queries.ts";
import { seen } from "#server/store/memory/testing.ts";
import { intakeHome } from "../testing.ts";
import { writeDetail } from "./detail-queries.ts";

const NOW = "2026-11-21T12:00:00Z";
const clock: Clock = { ...systemClock, now: () => Date.parse(NOW) };
const at = (time: string, day = "2026-11-21") => `${day}T${time}+00:00`;

describe.each(engines)("the entrance on %s", (engine) => {
  let db: Database;
  let home: Awaited<ReturnType<typeof intakeHome>>;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  beforeEach(async () => {
    home = await intakeHome(db, clock);
    return () => home[Symbol.asyncDispose]();
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const stored = async () =>
    (
      await db.rows<{ told: string }>(sql`
        select entity.entity_id || ' ' || to_char(event.at at time zone 'UTC', 'DD HH24:MI') || ' ' || coalesce(state, '-') as told
        from memory.event
        join house.entity on entity.id = event.entity_id
        where event.home_id = ${home.where.home}
        order by event.at, told`)
    ).map(({ told }) => told);
  const push = async (...observations: Observation[]) => {
    for (const one of observations) home.rememberer.push(one);
    await home.rememberer.backlog.flushed();
  };
  const past = (entityId: string, time: string, parts: Partial<Observation> = {}) =>
    seen(entityId, at(time), { source: "backfill", oldState: undefined, ...parts });
  const silence = (from: string, to: string, entities: number[] | null = null) =>
    addSilence(db, { home: home.where.home, kind: "paused", from: at(from), to: at(to), entities });
  const detail = (value: string, detail: "changes" | "rollups", kind = "entity") =>
    writeDetail(db, home.where.home, { kind, value, detail, is_past: false, told_at: NOW });

  it("lets nothing in of a silence, whatever brings it, and tells what lasted beyond it as from its end", async () => {
    await silence("10:00:00", "11:00:00");
    await home.rememberer.refreshLeftOut();
    await push(
      seen("light.hall", at("09:59:00")),
      seen("light.hall", at("10:30:00"), { state: "off" }),
      seen("light.shed", at("10:40:00"), { source: "snapshot" }),
    );
    expect(await home.rememberer.keep([past("light.hall", "10:10:00"), past("light.hall", "11:10:00")])).toBe(1);
    expect(await stored()).toEqual(["light.hall 21 09:59 on", "light.shed 21 11:00 on", "light.hall 21 11:10 on"]);
  });

  it("holds back what waited when the silence was wished", async () => {
    const storing = home.rememberer.keep([past("light.hall", "10:10:00")]);
    await silence("10:00:00", "11:00:00");
    await home.rememberer.forget();
    await storing;
    await push(seen("light.hall", at("10:20:00")));
    expect(await stored()).not.toContain("light.hall 21 10:20 on");
  });

  it("lets nothing in that is older than what is kept", async () => {
    await writeKeep(db, home.where.home, { kind: "class", value: "states", days: 5 });
    await writeKeep(db, home.where.home, { kind: "class", value: "measurements", days: 5 });
    await writeKeep(db, home.where.home, { kind: "class", value: "diagnostics", days: 5 });
    await home.rememberer.refreshLeftOut();
    const old = (day: string) => seen("light.hall", at("10:00:00", day), { source: "import" });
    expect(await home.rememberer.keep([old("2026-11-15"), old("2026-11-16")])).toBe(1);
    expect(await stored()).toEqual(["light.hall 16 10:00 on"]);
    expect(home.rememberer.entrance.oldest()).toBe("2026-08-23T00:00:00+00:00"); // events are kept for 90 days
  });

  it("lets nothing in of days that went for want of room", async () => {
    await keepLimit(db, { bytes: 1, is_chosen: true });
    await keepCappedBefore(db, "2026-11-20");
    await home.rememberer.refreshLeftOut();
    const old = (day: string) => seen("light.hall", at("10:00:00", day), { source: "import" });
    expect(await home.rememberer.keep([old("2026-11-19"), old("2026-11-20")])).toBe(1);
    await db.run(sql`delete from memory.size_limit`);
  });

  it("keeps changes only, also of a gap that is filled", async () => {
    await detail("media_player.tv", "changes");
    await push(seen("media_player.tv", at("09:00:00"), { oldState: "off" }));
    await home.rememberer.refreshLeftOut();
    const tv = (time: string, state: string, oldState: string) =>
      seen("media_player.tv", at(time), { state, oldState, attributes: `{"t":"${time}"}` });
    await push(tv("09:01:00", "on", "on"), tv("09:02:00", "off", "on"), tv("09:03:00", "off", "off"));
    const gap = [
      ["09:04:00", "off"],
      ["09:05:00", "on"],
      ["09:06:00", "on"],
    ] as const;
    await home.rememberer.keep(gap.map(([time, state]) => past("media_player.tv", time, { state })));
    expect(await stored()).toEqual([
      "media_player.tv 21 09:00 on",
      "media_player.tv 21 09:02 off",
      "media_player.tv 21 09:05 on",
    ]);
  });

  it("lets raw numbers in that are still to be summed up, and none of an hour that is", async () => {
    await detail("sensor.plug", "rollups");
    await push(seen("sensor.plug", at("11:00:00", "2026-11-20")));
    const row = await db.row<{ id: number }>(sql`
      insert into series.series (home_id, connection_id, entity_id, unit, kind)
      select home_id, connection_id, id, 'W', 'measurement' from house.entity where entity_id = 'sensor.plug' and home_id = ${home.where.home}
      returning id`);
    await db.run(sql`
      insert into series.hour (hour, series_id, home_id, source, is_held, count)
      values ('2026-11-20 10:00:00+00', ${row?.id}, ${home.where.home}, 'e', true, 1)`);
    await home.rememberer.refreshLeftOut();
    const plug = (time: string) => past("sensor.plug", "", { at: at(time, "2026-11-20"), state: "1" });
    expect(await home.rememberer.keep([plug("10:30:00"), plug("12:30:00")])).toBe(1);
    expect(await stored()).toEqual(["sensor.plug 20 11:00 on", "sensor.plug 20 12:30 1"]);
  });
});
