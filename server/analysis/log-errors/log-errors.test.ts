import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { logHoursIn } from "#server/store/ledger/log-hours/queries.ts";
import { domainOfLog } from "#server/store/memory/domain-of-log.ts";
import { LOG_ENTRY } from "#server/store/memory/observation.ts";
import { type MemoryHome, memoryHome, seen } from "#server/store/memory/testing.ts";
import { keepCounts } from "./keep-counts.ts";

const at = (time: string, day = "21") => `2026-11-${day}T${time}.000000+00:00`;
const NOW = Date.parse("2026-11-21T12:30:00Z");

it.each([
  ["homeassistant.components.zha.core.device", "", "", "zha"],
  ["custom_components.garden.pump", "", "", "garden"],
  ["aiohue.v2", "components/hue/bridge.py", "", "hue"],
  [
    "homeassistant.config_entries",
    "config_entries.py",
    "Config entry 'Cellar' for hue integration not ready yet",
    "hue",
  ],
  ["homeassistant.config_entries", "", "Error setting up entry My Roof for solar_edge", "solar_edge"],
  ["homeassistant.setup", "setup.py", "Setup failed for custom integration 'garden': no", "garden"],
  ["homeassistant.helpers.entity", "helpers/entity.py", "", undefined],
  ["homeassistant.components.system_log.external", "", "", undefined],
])("knows of whom %s writes", (name, path, message, domain) => {
  expect(domainOfLog({ name, path, message })).toBe(domain);
});

describe.each(engines)("errors in the log, on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
    return () => db[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    home = await memoryHome(db);
  });
  afterAll(() => {});

  const logged = (time: string, count: number, parts: object = {}, type = LOG_ENTRY) => {
    const entry = { name: "homeassistant.components.zha", level: "ERROR", message: ["lost"], source: ["a.py", 1] };
    const attributes = JSON.stringify({ ...entry, count, exception: "", ...parts });
    return seen("", time, { type, entityId: null, state: null, attributes });
  };
  const counted = async () => {
    await db.transaction((tx) => keepCounts(tx, home.home, NOW));
    const span = { home: home.home, from: at("00:00:00", "01"), to: at("23:00:00") };
    return (await logHoursIn(db, span)).map(({ hour, errors, warnings }) => [hour.slice(8, 13), errors, warnings]);
  };

  it("are counted by how much Home Assistant's counts grow, also over hours, days and restarts", async () => {
    await home.remember(
      logged(at("22:10:00", "20"), 500), // nobody knows since when
      logged(at("22:50:00", "20"), 510),
      logged(at("11:10:00"), 514),
      logged(at("11:20:00"), 3), // started anew
      logged(at("11:30:00"), 1, { level: "WARNING", message: ["slow"], source: ["a.py", 2] }),
      logged(at("12:20:00"), 5),
    );
    expect(await counted()).toEqual([
      ["20T22", 11, 0],
      ["21T11", 7, 1],
      ["21T12", 2, 0],
    ]);
    await home.remember(logged(at("12:25:00"), 9));
    expect((await counted()).at(-1)).toEqual(["21T12", 6, 0]);
  });

  it("count one by one where Home Assistant tells each", async () => {
    await home.remember(...[1, 2, 3].map((minute) => logged(at(`09:0${minute}:00`), 1, {}, "system_log_event")));
    expect(await counted()).toEqual([["21T09", 3, 0]]);
  });
});
