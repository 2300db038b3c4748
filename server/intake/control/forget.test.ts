import sql, { join, raw } from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { type Clock, systemClock } from "#server/clock.ts";
import { addSilence } from "#server/store/memory/control/queries.ts";
import { keepDeadLetter } from "#server/store/memory/queries.ts";
import { seen } from "#server/store/memory/testing.ts";
import { keepStatistics } from "#server/store/series/statistics/keep-statistics.ts";
import type { World } from "#server/world.ts";
import { closeDue } from "../close-hours.ts";
import { intakeOf, intakes } from "../connected-homes.ts";
import { intakeHome } from "../testing.ts";
import { countForgetting, forget, forgetErrands, forgettingOf } from "./forget.ts";

const clock: Clock = { ...systemClock, now: () => Date.parse("2026-11-21T16:30:00Z") };
const at = (time: string) => `2026-11-21T${time}+00:00`;
const CANARY = "c4n4ry-of-the-past";
const CANARY_WATTS = "76543.25";
const HARMLESS = { media_title: "harmless", padding: "x".repeat(200), volume: 1 };
const WATTS = '{"state_class":"measurement","unit_of_measurement":"W"}';

describe.each(engines)("forgetting on %s", (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase(engine);
  }, 90_000);
  afterAll(() => db[Symbol.asyncDispose]());

  async function livedIn() {
    const made = await intakeHome(db, clock);
    const { world, where, rememberer } = made;
    const watched = { row: { home_id: where.home }, rememberer };
    intakes.set(world, { connections: new Map([[where.connectionId, watched]]) } as never);
    for (let hour = 8; hour < 16; hour++) {
      const time = (minute: number) => at(`${String(hour).padStart(2, "0")}:${minute}:00`);
      rememberer.push(seen("sensor.plug", time(10), { state: String(hour), attributes: WATTS }));
      rememberer.push(
        seen("light.hall", time(20), { state: hour % 2 ? "on" : "off", context: { id: `c${hour}`, user_id: "u" } }),
      );
      rememberer.push(
        seen("", time(30), {
          ...{ type: "call_service", entityId: null, state: null, context: { id: `d${hour}` } },
          attributes: JSON.stringify({ service_data: { entity_id: ["light.hall", "light.shed"] } }),
        }),
      );
    }
    await rememberer.backlog.flushed();
    await closeDue(world);
    return made;
  }
  async function finish(world: World): Promise<number> {
    const errands = await forgetErrands(world, at("16:30:00"));
    for (const { errand, run } of errands) {
      await run({ signal: new AbortController().signal, stepped: () => void errand.done++ });
      expect(errand.done, errand.key).toBe(errand.total);
    }
    return errands.length;
  }
  const times = async (home: number, table: "event" | "context" | "posting") =>
    (
      await db.rows<{ told: string }>(
        table === "posting"
          ? sql`select distinct to_char(t at time zone 'UTC', 'HH24:MI') as told from memory.posting, unnest(times) as t where home_id = ${home} order by 1`
          : table === "event"
            ? sql`select to_char(at at time zone 'UTC', 'HH24:MI') as told from memory.event where home_id = ${home} order by 1`
            : sql`select to_char(at at time zone 'UTC', 'HH24:MI') as told from memory.context where home_id = ${home} order by 1`,
      )
    ).map(({ told }) => told);
  const hours = async (home: number) =>
    (
      await db.rows<{ hour: string }>(sql`
        select to_char(hour at time zone 'UTC', 'HH24') as hour from series.hour where home_id = ${home} order by 1`)
    ).map(({ hour }) => hour);

  it("removes all of a span, leaves a gap, and tells what was so at its end as from then", async () => {
    await using made = await livedIn();
    const { world, where } = made;
    const row = {
      home: where.home,
      kind: "forgotten" as const,
      from: at("10:15:00"),
      to: at("13:00:00"),
      entities: null,
    };
    expect(await countForgetting(db, clock, await forgettingOf(db, row))).toMatchObject({ events: 8 });
    const silence = await addSilence(db, row);
    await finish(world); // as after a kill
    await closeDue(world);
    const inSpan = (time: string) => time >= "10:15" && time < "13:00";
    for (const table of ["event", "context", "posting"] as const)
      expect((await times(where.home, table)).filter(inSpan), table).toEqual([]);
    expect(await times(where.home, "event")).toEqual(expect.arrayContaining(["10:10", "13:00", "13:10"]));
    const state = await db.rows<{ state: string }>(sql`
      select state from memory.event where home_id = ${where.home} and at = ${at("13:00:00")} order by state`);
    expect(state.map((one) => one.state)).toEqual(["12", "off"]);
    expect(await hours(where.home)).toEqual(["08", "09", "10", "13", "14", "15"]);
    const gaps = await db.rows(sql`select reason, missing from memory.gap where home_id = ${where.home}`);
    expect(gaps).toEqual([{ reason: "Forgotten, as the household wished", missing: "everything" }]);
    const left = await db.rows(sql`select from memory.silence where id = ${silence?.id} and not is_settled`);
    expect(left).toEqual([]);

    // Nothing brings it back: neither history nor statistics.
    const again = await made.rememberer.keep([seen("light.hall", at("11:20:00"), { source: "backfill" })]);
    expect(again).toBe(0);
    const statistic = { statistic_id: "sensor.plug", name: null, unit: "W", kind: "measurement" as const };
    const hour = (time: string) => ({
      start: Date.parse(at(time)),
      mean: 1,
      min: 1,
      max: 1,
      state: null,
      change: null,
      last_reset: null,
    });
    await db.transaction((tx) =>
      keepStatistics(tx, {
        ...where,
        rows: [
          { ...statistic, ...hour("07:00:00") },
          { ...statistic, ...hour("11:00:00") },
        ],
      }),
    );
    expect(await hours(where.home)).toEqual(["07", "08", "09", "10", "13", "14", "15"]);
  });

  it("removes one entity with the events that name it, and leaves the others", async () => {
    await using made = await livedIn();
    const { world, where } = made;
    const [hall] = await made.rememberer.directory.idsOf(db, ["light.hall"]);
    const row = {
      home: where.home,
      kind: "forgotten" as const,
      from: at("09:00:00"),
      to: at("11:00:00"),
      entities: [hall!],
    };
    const silence = await addSilence(db, row);
    await forget(world, { ...row, id: silence?.id ?? 0 });
    const left = await times(where.home, "event");
    expect(left.filter((time) => time >= "09:00" && time < "11:00")).toEqual(["09:10", "10:10"]);
    expect(left).toContain("11:00");
    expect((await hours(where.home)).length).toBe(8);
    const gap = await db.row<{ entities: string[] }>(
      sql`select entities from memory.gap where home_id = ${where.home}`,
    );
    expect(gap?.entities).toEqual(["light.hall"]);
  });

  it("may be killed at any statement: what was begun is ended by the next start, and no table holds a word of it", async () => {
    const span = { from: at("10:15:00"), to: at("12:00:00"), entities: null };
    let killed = 0;
    for (let n = 0; killed === n; n++) {
      await using made = await sung();
      const { world, where } = made;
      if (n === 0) expect((await tablesWithCanaries()).length).toBeGreaterThan(4);
      await addSilence(db, { home: where.home, kind: "forgotten", ...span });
      let left = n;
      const dying: Database = {
        ...db,
        transaction: (work) =>
          db.transaction(async (tx) => {
            const result = await work(tx);
            if (left-- === 0) throw new Error("killed");
            return result;
          }),
      };
      const dyingWorld = { ...world, db: dying };
      intakes.set(dyingWorld, intakeOf(world));
      killed += await finish(dyingWorld).then(
        () => 0,
        () => 1,
      );
      if (killed > n) await finish(world);
      const when = `killed in transaction ${n}`;
      expect(await tablesWithCanaries(), when).toEqual([]);
      const kept = await db.row<{ body: object }>(sql`
        select memory.attributes_of(attributes_id) as body
        from memory.event
        where home_id = ${where.home} and at = ${at("12:15:00")}`);
      expect(kept?.body, when).toEqual(HARMLESS);
      expect(await times(where.home, "event"), when).toEqual(["12:00", "12:00", "12:15"]);
      expect(await forgetErrands(world, at("16:30:00"))).toEqual([]);
      await db.run(sql`delete from people.home`);
      await db.run(sql`delete from memory.event`);
    }
    expect(killed).toBeGreaterThan(5);
  }, 300_000);

  /** A canary in all that an event leaves behind, and one event after the span that leans on its attributes. */
  async function sung() {
    const made = await intakeHome(db, clock);
    const { world, where, rememberer } = made;
    const watched = { row: { home_id: where.home }, rememberer };
    intakes.set(world, { connections: new Map([[where.connectionId, watched]]) } as never);
    const letter = JSON.stringify({ state: CANARY, at: at("11:05:00") });
    await keepDeadLetter(db, where.home, { connectionId: where.connectionId, body: letter, reason: "torn" });
    const song = (time: string, told: object | null) =>
      seen("media_player.tv", at(time), { attributes: told && JSON.stringify(told) });
    const plug = (time: string, state: string) => seen("sensor.plug", at(time), { state, attributes: WATTS });
    const call = seen("", at("11:30:00"), {
      ...{ type: "call_service", entityId: null, state: null, context: { id: CANARY, user_id: "u" } },
      attributes: JSON.stringify({ message: CANARY }),
    });
    const singing = { ...HARMLESS, media_title: CANARY };
    for (const one of [
      ...[song("11:10:00", singing), song("11:20:00", { ...singing, volume: 2 }), plug("11:40:00", CANARY_WATTS), call],
      ...[song("11:50:00", null), plug("11:50:00", "11")], // what was so at the end of the span is told as from then
      song("12:15:00", HARMLESS),
    ])
      rememberer.push(one);
    await rememberer.backlog.flushed();
    await closeDue(world);
    return made;
  }

  /** By their rows as text, and what is packed in bytes as well. */
  async function tablesWithCanaries(): Promise<string[]> {
    const tables = await db.owner.rows<{ name: string }>(sql`
      select format('%I.%I', n.nspname, c.relname) as name
      from pg_class as c
      join pg_namespace as n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`);
    const words = [CANARY, CANARY_WATTS.replace(".", "\\."), Buffer.from(CANARY).toString("hex")].join("|");
    const each = tables.map(
      ({ name }) => sql`
      select ${name}::text as name where exists (select from ${raw(name)} as told where told::text ~ ${words})`,
    );
    return (await db.owner.rows<{ name: string }>(join(each, " union all "))).map(({ name }) => name);
  }
});
