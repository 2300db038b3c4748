import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { keepGap } from "#server/store/memory/coverage.ts";
import { type Observation, STATE_CHANGED } from "#server/store/memory/observation.ts";
import { recordedImport } from "#server/store/memory/recorded/queries.ts";
import { keepStatistics } from "#server/store/series/statistics/keep-statistics.ts";
import { pastFile, remembered, somePast, thisWeek } from "#test/world/recorded-past.ts";
import { closeDue } from "../close-hours.ts";
import { intakeHome } from "../testing.ts";
import { type ImportDesk, openDesk } from "./desk.ts";

const HOURS = 4;
const from = thisWeek();
const STATISTICS = 48 + HOURS + 1; // hours, from two days before to that of the last event
const past = somePast({ from, hours: HOURS });

describe.each(engines)("the import of a recorder's file on %s", (engine) => {
  let db: Database;
  let folder: Awaited<ReturnType<typeof mkdtempDisposable>>;
  let file: string;
  let home: Awaited<ReturnType<typeof intakeHome>>;
  let desk: ImportDesk;
  beforeAll(async () => {
    db = await testDatabase(engine);
    folder = await mkdtempDisposable(path.join(tmpdir(), "homeops-recorded-"));
    file = path.join(folder.path, "home-assistant_v2.db");
    await pastFile(file, { observations: past });
  });
  beforeEach(async () => {
    home = await intakeHome(db);
    await db.run(
      sql`update home_assistant_connections set last_connected_at = now() where id = ${home.where.connectionId}`,
    );
    desk = openDesk(home.world);
    return async () => {
      await desk[Symbol.asyncDispose]();
      await home[Symbol.asyncDispose]();
    };
  });
  afterAll(async () => {
    await db[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const importAll = async (named = file) => {
    const job = await desk.start(home.where.home, { file: named });
    await job.over;
    return job.it;
  };
  const closed = async () => {
    while ((await closeDue(home.world, undefined, { only: home.where.home })) > 0);
  };
  const events = async () =>
    (await remembered(db, home.where.home)).events as {
      at: string;
      entity: string;
      state: string | null;
      attributes: unknown;
    }[];

  it("brings every state and event to the microsecond, newest day first, and covers its span", async () => {
    const it = await importAll();
    expect(it).toMatchObject({ state: "done", added: past.length });
    const told = (await events()).map(
      ({ at, entity, state }) => `${at} ${entity.startsWith("home") ? "home" : entity} ${state}`,
    );
    expect(told.sort()).toEqual(past.map(expected).sort());
    const { coverage } = await remembered(db, home.where.home);
    expect(coverage).toEqual([{ source: "history", started_at: past[0]?.at, ended_at: past.at(-1)?.at }]);
  });

  it("hides what is secret, and keeps the contexts that link, by the ids that the bus said", async () => {
    await importAll();
    const all = await events();
    expect(all.find(({ entity }) => entity === "lock.front")?.attributes).toEqual({
      code: "[secret]",
      friendly_name: "Front",
    });
    expect(all.find(({ entity }) => entity === "input_text.wifi")?.state).toBe("[secret]");
    const { contexts } = await remembered(db, home.where.home);
    const linked = past.filter(
      ({ context, entityId }) => context?.parent_id || context?.user_id || entityId === "binary_sensor.hall_motion",
    );
    expect(contexts).toEqual(
      linked.map(({ at, entityId, context }) =>
        expect.objectContaining({
          at,
          entity: entityId,
          context_id: context?.id,
          parent_id: context?.parent_id,
          user_id: context?.user_id,
        }),
      ),
    );
  });

  it("adds nothing a second time", async () => {
    await importAll();
    await closed();
    const before = await remembered(db, home.where.home);
    expect(await importAll()).toMatchObject({ state: "done", added: 0, statistics: 0, mark: null });
    await closed();
    const { coverage: _, ...after } = await remembered(db, home.where.home);
    expect({ coverage: before.coverage, ...after }).toEqual(before);
  });

  it("brings hours of statistics with what changed in each, and leaves out what nobody lists", async () => {
    expect(await importAll()).toMatchObject({ statistics: STATISTICS * 2 });
    const { hours } = (await remembered(db, home.where.home)) as {
      hours: { series: string; mean: number; change: number }[];
    };
    const meter = hours.filter(({ series }) => series === "sensor.meter kWh");
    expect(meter).toHaveLength(STATISTICS);
    expect(meter.slice(1).every(({ change }) => change === 2)).toBe(true);
    expect(hours.find(({ series }) => series === "sensor.cellar °C")).toMatchObject({ mean: 10 });
  });

  it("leaves no trace when it is undone, but what was there and what came by other ways", async () => {
    const { rememberer, where } = home;
    const known = past.filter((_, i) => i % 10 === 0).map((one): Observation => ({ ...one, source: "live" }));
    await rememberer.keep(known);
    await db.transaction((tx) =>
      keepStatistics(tx, { ...where, rows: [statistic(from, 17), statistic(past[0]?.at ?? from, 18)] }),
    );
    await keepGap(db, where, {
      from: past[50]?.at ?? from,
      to: past[200]?.at ?? from,
      missing: "everything",
      reason: "HomeOps was not connected",
    });
    await closed();
    const before = await remembered(db, where.home);
    const it = await importAll();
    await closed();
    expect((await remembered(db, where.home)).gaps).toEqual([]);
    expect((await remembered(db, where.home)).hours).not.toEqual(before.hours);
    const undone = await desk.undo(it.id);
    await undone.over;
    await closed();
    expect(undone.it).toMatchObject({ state: "undone", added: 0 });
    expect(await recordedImport(db, it.id)).toMatchObject({ state: "undone", added: 0, statistics: 0 });
    expect(await remembered(db, where.home)).toEqual(before);
  });

  it("goes on where it was stopped, and is not begun twice at once", async () => {
    const job = await desk.start(home.where.home, { file });
    await expect(desk.start(home.where.home, { file })).rejects.toMatchObject({ code: "import_running" });
    await desk.stop(job.it.id);
    expect(job.it).toMatchObject({ state: "stopped" });
    expect((await desk.preview(home.where.home, { file })).unfinished).toBe(job.it.id);
    const on = await importAll();
    expect(on).toMatchObject({ id: job.it.id, state: "done", added: past.length });
  });

  it("gives a row that has gone to what is no more, and none to what is here", async () => {
    await home.rememberer.directory.idsOf(db, ["light.hall"]);
    await importAll();
    const { entities } = await remembered(db, home.where.home);
    expect(entities).toContainEqual({ entity_id: "light.hall", is_here: true });
    expect(entities).toContainEqual({ entity_id: "sensor.gone", is_here: false });
    expect(entities?.filter((one) => (one as { is_here: boolean }).is_here)).toHaveLength(1);
  });
});

const expected = ({ at, type, entityId, state }: Observation): string =>
  `${at} ${entityId ?? "home"} ${entityId === "input_text.wifi" ? "[secret]" : type === STATE_CHANGED ? state : null}`;

const statistic = (at: string, mean: number) => ({
  statistic_id: "sensor.temperature_1",
  name: null,
  unit: "°C",
  kind: "measurement" as const,
  start: Math.floor(Date.parse(at) / 3_600_000) * 3_600_000,
  mean,
  min: mean,
  max: mean,
  state: null,
  change: null,
  last_reset: null,
});
