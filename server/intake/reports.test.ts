import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { hurriedClock } from "./connect/hurried-clock.ts";
import { goodToken, pretendHome } from "./connect/pretend-home.ts";
import { classOf, keepReports } from "./reports.ts";
import { intakeHome, linkTo } from "./testing.ts";

const BEGIN = "2026-11-21T06:00:00.000000+00:00";
const later = (seconds: number) => fromMicroseconds(toMicroseconds(BEGIN) + Math.round(seconds * 1e6));

it.each([
  [0, 0],
  [0.000_001, 0],
  [0.999_999, 0],
  [1, 1],
  [1.999_999, 1],
  [2, 2],
  [30, 5],
  [60, 6],
  [3_600, 12],
  [86_400, 17],
  [2 ** 18 - 1, 18],
  [2 ** 18, 19],
  [2 ** 30, 19],
])("an interval of %d seconds is of class %d", (seconds, expected) => {
  expect(classOf(BEGIN, later(seconds))).toBe(expected);
});

it("an interval against the clock is of the shortest class", () => {
  expect(classOf(later(5), BEGIN)).toBe(0);
});

describe.each(engines)("reports on %s", (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  it("are counted by their intervals, changed or not, and added to what was counted before", async () => {
    await using source = await pretendHome();
    await using home = await intakeHome(db);
    await home.rememberer.directory.idsOf(db, ["sensor.fridge"]);
    let [reported, state] = [BEGIN, "on"];
    source.answers = ({ id, type }, reply) => {
      if (type !== "get_states") return false;
      const result = [
        { entity_id: "sensor.broken" },
        { entity_id: "sensor.removed", last_reported: reported },
        { entity_id: "sensor.fridge", last_reported: reported, state },
      ];
      reply({ id, type: "result", success: true, result });
      return true;
    };
    const asked = () => source.heard.filter(({ type }) => type === "get_states").length;
    async function listen(...reports: (number | [seconds: number, state: string])[]) {
      const link = await linkTo({ url: `http://127.0.0.1:${source.port}`, token: goodToken.reveal() });
      const world = { ...home.world, clock: hurriedClock(1_200) }; // a minute lasts a twentieth of a second
      const keeping = keepReports(world, { link, rememberer: home.rememberer, home: home.where.home });
      for (const report of reports) {
        const looks = asked();
        await expect.poll(asked, { interval: 5 }).toBeGreaterThan(looks + 1);
        const [at, told] = typeof report === "number" ? [report, "on"] : report;
        [reported, state] = [later(at), told];
      }
      const looks = asked();
      await expect.poll(asked, { interval: 5 }).toBeGreaterThan(looks + 1);
      await keeping[Symbol.asyncDispose]();
      link.close();
    }
    const rhythm = async () =>
      (await db.row<{ last_reported: string; counts: Record<string, number> }>(sql`
        select last_reported, intervals as counts
        from house.reporting
        join house.entity on entity.id = reporting.entity_id
        where reporting.home_id = ${home.where.home} and entity.entity_id = 'sensor.fridge'`))!;
    const counted = async () =>
      Object.fromEntries(Object.entries((await rhythm()).counts).filter(([, count]) => count > 0));
    await listen(30, 60, 90, 3_690);
    expect((await rhythm()).counts).toHaveLength(20);
    expect(await counted()).toEqual({ [classOf(BEGIN, later(30))]: 3, [classOf(BEGIN, later(3_600))]: 1 });
    await listen(3_720);
    expect(await counted()).toEqual({ [classOf(BEGIN, later(30))]: 4, [classOf(BEGIN, later(3_600))]: 1 });
    expect((await rhythm()).last_reported).toBe(later(3_720));
    await listen([3_800, "unavailable"], 90_000, 90_030);
    expect(await counted(), "a day out of reach is no interval of its own").toEqual({
      [classOf(BEGIN, later(30))]: 5,
      [classOf(BEGIN, later(3_600))]: 1,
    });
    expect(home.rememberer.directory.known("sensor.removed"), "it is not made anew").toBeUndefined();
  });
});
