import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { type Clock, systemClock } from "#server/clock.ts";
import { jsonLog } from "#server/log.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { letGo } from "../retention/let-go.ts";
import { daysThere } from "../retention/queries.ts";
import { memoryHome, seen } from "../testing.ts";

const clock: Clock = { ...systemClock, now: () => Date.parse("2026-11-24T03:00:00Z"), sleep: async () => {} };
const at = (day: string, time: string) => `${day}T${time}+00:00`;
const [OLD, KEPT] = ["2026-08-14", "2026-11-20"];

describe.each(engines)("an archive on %s", (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());
  const night = (archive: string) => letGo({ db, clock, log: jsonLog("silent"), archive });
  const days = async () => (await daysThere(db)).map(({ day }) => day);

  it("has a day before it goes, whole, and what cannot be archived stays", async () => {
    await using folder = await temporaryDirectory("archive");
    const home = await memoryHome(db);
    await home.remember(
      seen("sensor.hall", at(OLD, "10:00:00.000001"), { state: "21.5", attributes: '{"unit_of_measurement":"°C"}' }),
      seen("light.attic", at(OLD, "11:00:00"), { state: "on" }),
      seen("light.attic", at(KEPT, "11:00:00"), { state: "off" }),
    );
    for (const hour of ["10", "11"]) await home.close(at(OLD, `${hour}:00:00`));
    await home.close(at(KEPT, "11:00:00"));

    const blocked = path.join(folder.path, "blocked");
    await writeFile(blocked, "a file where a folder is wanted");
    expect(await night(blocked)).toMatchObject({ events: 0 });
    expect(await days()).toContain(OLD);

    const archive = path.join(folder.path, "archive");
    expect(await night(archive)).toMatchObject({ days: 1, events: 2 });
    expect(await days()).not.toContain(OLD);
    const [place = ""] = await readdir(archive);
    expect(await readdir(path.join(archive, place))).toEqual(["2026-08"]);
    const written = await readFile(path.join(archive, place, "2026-08", `${OLD}.parquet`));
    const rows = await parquetReadObjects({ file: new Uint8Array(written).buffer });
    expect(rows).toEqual([
      {
        ...{
          time: new Date("2026-08-14T10:00:00.000Z"),
          entity_id: "sensor.hall",
          name: "Name of sensor.hall",
          area: null,
          unit: null,
        },
        ...{ event: "state_changed", state: "21.5", value: 21.5, attributes: '{"unit_of_measurement": "°C"}' },
      },
      {
        ...{
          time: new Date("2026-08-14T11:00:00.000Z"),
          entity_id: "light.attic",
          name: "Name of light.attic",
          area: null,
          unit: null,
        },
        ...{ event: "state_changed", state: "on", value: null, attributes: "{}" },
      },
    ]);
  });
});
