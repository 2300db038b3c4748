import { parquetReadObjects } from "hyparquet";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { emptyHome } from "#db/testing.ts";
import { addMember, addPerson } from "#server/store/people/people.ts";
import { startHomeOps } from "#server/testing.ts";

const FROM = "2026-11-20T00:00:00+00:00";
const TO = "2026-11-22T00:00:00+00:00";
const EVENTS = 65_000;

describe("an export", () => {
  let homeops: Awaited<ReturnType<typeof startHomeOps>>;
  let home: number;
  beforeAll(async () => {
    homeops = await startHomeOps();
    const { db } = homeops.world;
    const there = await emptyHome(db);
    home = there.home;
    await db.run(sql`
      insert into house.item (home_id, connection_id, kind, item_id, name, body)
      values (${home}, ${there.connectionId}, 'area', 'hall', 'Hall, upper', '{}')`);
    await db.run(sql`
      insert into house.entity (home_id, connection_id, entity_id, name, area_id, unit)
      values (${home}, ${there.connectionId}, 'sensor.hall', '=cmd|"x"', 'hall', '°C'),
        (${home}, ${there.connectionId}, 'light.attic', null, null, null)`);
    await db.rows(sql`select memory.make_day('2026-11-20'::date)`);
    await db.run(sql`
      insert into memory.event (at, home_id, entity_id, type_id, source, state)
      select '2026-11-20T06:00:00.000001Z'::timestamptz + n * interval '1 ms', ${home}, 1 + n % 2, 0, 'l',
        case when n % 2 = 0 then '-' || n else 'on' end
      from generate_series(0, ${EVENTS - 1}::int) as n`);
    await db.run(sql`insert into memory.due_hour (home_id, hour) values (${home}, '2026-11-20T06:00:00Z')`);
    await db.run(sql`
      insert into series.series (home_id, connection_id, entity_id, unit, kind)
      values (${home}, ${there.connectionId}, 1, '°C', 'measurement')`);
    await db.run(sql`
      insert into series.hour (hour, series_id, home_id, source, is_held, count, mean, min)
      values ('2026-11-20T06:00:00Z', 1, ${home}, 'e', true, 2, 20.25, 'NaN')`);
  }, 60_000);
  afterAll(() => homeops?.[Symbol.asyncDispose]());

  const begun = async (wanted: object) =>
    (await homeops.ask("export/begin", { what: "events", format: "csv", from: FROM, to: TO, home, ...wanted })) as {
      path: string;
      name: string;
      things: number | null;
    };
  const fetched = (path: string, token = homeops.token) =>
    fetch(`${homeops.url}/${path}`, { headers: { authorization: `Bearer ${token}` } });
  /** One is written at a time, and the last one's end may be here before it is known there. */
  const saved = (path: string) =>
    vi.waitFor(
      async () => {
        const answer = await fetched(path);
        expect(answer.status, "while another is written").toBe(200);
        return answer;
      },
      { timeout: 40_000, interval: 200 },
    );

  it("of a room is a CSV with every event of it, in order, to the microsecond, and no formula", async () => {
    const { path, name, things } = await begun({ areas: ["hall"] });
    expect({ name, things }).toEqual({ name: "homeops-events-2026-11-20-2026-11-22.csv", things: 1 });
    const answer = await saved(path);
    expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="${name}"`);
    const lines = (await answer.text()).trimEnd().split("\r\n");
    expect(lines).toHaveLength(1 + EVENTS / 2);
    expect(lines.slice(0, 2)).toEqual([
      "time,entity_id,name,area,event,state,value,unit",
      `2026-11-20T06:00:00.000001+00:00,sensor.hall,"'=cmd|""x""","Hall, upper",state_changed,-0,0,°C`,
    ]);
    expect(lines.at(-1)).toMatch(/^2026-11-20T06:01:04\.998001\+00:00,sensor\.hall,.*,-64998,-64998,°C$/);
  });

  it("of everything is a Parquet file that holds the same", async () => {
    const { path, things } = await begun({ format: "parquet" });
    expect(things).toBeNull();
    const file = await (await saved(path)).arrayBuffer();
    const rows = await parquetReadObjects({ file });
    expect(rows).toHaveLength(EVENTS);
    expect(rows[1]).toEqual({
      ...{ time: new Date("2026-11-20T06:00:00.001Z"), entity_id: "light.attic", name: null, area: null },
      ...{ event: "state_changed", state: "on", value: null, unit: null },
    });
    expect(rows.reduce((sum, { value }) => sum + Number(value ?? 0), 0)).toBe(-(EVENTS / 2) * (EVENTS / 2 - 1));
  });

  it.each(["csv", "parquet"])("of hourly values has those that outlive their events (%s)", async (format) => {
    const answer = await saved((await begun({ what: "hours", format, entities: ["sensor.hall"] })).path);
    if (format === "csv")
      expect((await answer.text()).split("\r\n")[1]).toBe(
        `2026-11-20T06:00:00.000000+00:00,sensor.hall,"'=cmd|""x""","Hall, upper",°C,20.25,NaN,,,`,
      );
    else
      expect(await parquetReadObjects({ file: await answer.arrayBuffer() })).toMatchObject([
        { mean: 20.25, unit: "°C" },
      ]);
  });

  it("is fetched once, by somebody who is signed in, and begins over after it was broken off", async () => {
    const { path } = await begun({});
    expect((await fetched(path, "wrong")).status).toBe(401);
    const stop = new AbortController();
    const half = await fetch(`${homeops.url}/${path}`, {
      headers: { authorization: `Bearer ${homeops.token}` },
      signal: stop.signal,
    });
    await half.body?.getReader().read();
    stop.abort();
    expect(await (await fetched(path)).json()).toMatchObject({ error: { code: "no_such_export" } });
    const again = await begun({ entities: ["light.attic"] });
    const text = async () => (await fetched(again.path)).text();
    await expect.poll(text, { timeout: 40_000 }).toContain("light.attic");
  });

  it("is refused in a sentence where nothing was chosen that is known, or the span ends before it begins", async () => {
    await expect(begun({ entities: ["sensor.nowhere"] })).rejects.toMatchObject({ code: "nothing_to_export" });
    await expect(begun({ to: FROM })).rejects.toThrow(/later than/);
  });

  it("holds no more than the person who asks may see", async () => {
    const { db } = homeops.world;
    await db.run(sql`insert into people.movement (entity_id, person_id, home_id) values (2, null, ${home})`);
    const person = await addPerson(db, "Ben");
    await addMember(db, { home, person, role: "admin" });
    const text = async (wanted: object) => {
      const { path } = await begun(wanted);
      return (await saved(path)).text();
    };
    const asBen = await text({ as: { person } });
    expect(asBen.split("\r\n")).toHaveLength(2 + EVENTS / 2);
    expect(asBen).not.toContain("attic");
    expect(await text({}), "and the owner sees all").toContain("light.attic");
    await expect(begun({ as: { person: "00000000-0000-4000-8000-000000000001" } })).rejects.toMatchObject({
      status: 404,
    });
  });
});
