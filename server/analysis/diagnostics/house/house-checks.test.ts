import { describe, expect, it } from "vitest";
import { clockSkew } from "../checks/clock-skew.ts";
import { diskFull } from "../checks/disk-full.ts";
import { hostStrained } from "../checks/host-strained.ts";
import { integrationErrors } from "../checks/integration-errors.ts";
import { integrationFailed } from "../checks/integration-failed.ts";
import { recorderGrowing } from "../checks/recorder-growing.ts";
import { recorderStopped } from "../checks/recorder-stopped.ts";
import { updatesWaiting } from "../checks/updates-waiting.ts";
import { ago, house, NOW } from "../testing.ts";
import { said } from "../words.ts";
import { errorRates } from "./error-rates.ts";
import { fillsUp } from "./fills-up.ts";
import type { LoggedLine } from "./logged-lines.ts";
import { quotable } from "./quotable.ts";
import { waitingUpdates } from "./waiting-updates.ts";

const line = (message: string, parts: Partial<LoggedLine> = {}): LoggedLine => ({
  ...{ at: "2026-11-21T11:00:00.000000+00:00", isError: true, exception: "", count: 1 },
  message,
  ...parts,
});

describe("an integration that failed", () => {
  const failed = (lines: LoggedLine[], more = {}) =>
    house()
      .integration("hue", { domain: "hue", title: "Bridge", state: "setup_retry", ...more })
      .system({ lines: new Map([["hue", lines]]) });
  const found = (built: ReturnType<typeof house>) =>
    integrationFailed.look(built.now()).map(({ evidence }) => evidence.line);

  it("quotes the latest error of the log about it, on one line and not too long", () => {
    expect(found(failed([line("a warning", { isError: false }), line("Cannot reach\n 10.0.0.2")]))).toEqual([
      "Cannot reach 10.0.0.2",
    ]);
    expect(found(failed([]))).toEqual([null]);
    expect(quotable(line("x".repeat(900))).length).toBe(240);
    expect(quotable(line("Unexpected", { exception: "KeyError: 'a'" }))).toBe("Unexpected (KeyError: 'a')");
    const { sentence } = said(
      "integration-failed",
      { domain: "hue", state: "setup_retry", reason: null, entities: 2, line: "Cannot reach" },
      { name: "Hue", lasting: "for 1 hour" },
      "en",
    );
    expect(sentence).toMatch(/The log says: "Cannot reach"$/);
  });

  it("quotes nothing that only says the reason again, and of one of many entries only what names it", () => {
    expect(found(failed([line("not ready yet: timed out")], { reason: "timed out" }))).toEqual([null]);
    const two = failed([line("Cellar does not answer")]).integration("other", { domain: "hue", title: "Cellar" });
    expect(found(two)).toEqual([null]);
  });
});

describe("an integration that writes many errors", () => {
  const usual = { domain: "zha", today: 90, hours: 10, goesOn: true, before: Array(14).fill(3) };
  const found = (...rates: object[]) => {
    const built = house().system({ errors: rates.map((parts) => ({ ...usual, ...parts })) });
    for (const domain of ["zha", "hue", "cast", "tuya"]) built.integration(domain, { domain });
    return integrationErrors.look(built.now());
  };

  it("is said against its own days", () => {
    expect(found({})).toMatchObject([
      { severity: "info", evidence: { today: 90, usual_a_day: 3, most_a_day: 3, days: 14, line: null } },
    ]);
  });

  it.each([
    ["is known for less than a week", { before: Array(6).fill(0) }],
    ["had one day that was nearly as bad", { before: [31, ...Array(13).fill(0)] }],
    ["has stopped", { goesOn: false }],
    ["burst once", { hours: 5 }],
    ["writes few", { today: 29 }],
  ])("is not said of what %s", (_, parts) => {
    expect(found(parts)).toEqual([]);
  });

  it("is not said where many do so at once", () => {
    expect(found({}, { domain: "hue" }, { domain: "cast" })).toHaveLength(3);
    expect(found({}, { domain: "hue" }, { domain: "cast" }, { domain: "tuya" })).toEqual([]);
  });

  it("counts days of 24 hours back from now, and only those that are known", () => {
    const at = (hours: number) => new Date((NOW - hours * 3_600) * 1000).toISOString();
    const rows = [
      { hour: at(0), domain: "zha", errors: 4, warnings: 0 },
      { hour: at(23), domain: "zha", errors: 1, warnings: 9 },
      { hour: at(24), domain: "zha", errors: 7, warnings: 0 },
    ];
    expect(errorRates(rows, { now: NOW, knownSince: ago(24 * 4) })).toEqual([
      { domain: "zha", today: 5, hours: 1, goesOn: true, before: [7, 0, 0] },
    ]);
  });
});

describe("a disk", () => {
  const days = (percents: readonly number[]) => percents.map((value, day) => ({ day, value }));
  const rising = (from: number, by: number, count = 28) => days(Array.from({ length: count }, (_, i) => from + by * i));
  const disk = { platform: "systemmonitor", unit: "%", name: "Disk usage /" };
  const found = (state: string, known = rising(60, 0), parts = {}) =>
    diskFull.look(
      house()
        .with("sensor.disk", { ...disk, state, ...parts })
        .system({ disks: [{ entity_id: "sensor.disk", days: known }] })
        .now(),
    );

  it("is said where it is nearly full, or will be by how steadily it grows", () => {
    expect(found("91.9")).toEqual([]);
    expect(found("92")).toMatchObject([{ severity: "warning", evidence: { percent: 92, expected_on: null } }]);
    expect(found("97.2")).toMatchObject([{ severity: "error" }]);
    expect(found("80", rising(60, 0.74))).toMatchObject([
      { severity: "info", evidence: { percent_a_week: 5.2, expected_on: "2026-12-18", earliest_on: "2026-12-18" } },
    ]);
    expect(found("92", undefined, { platform: "tuya" })).toEqual([]);
  });

  it("has no trend where it is known too little, grows too little, stopped growing, or breathes with its backups", () => {
    expect(fillsUp(rising(60, 1, 13))).toBeUndefined();
    expect(fillsUp(rising(60, 0.1))).toBeUndefined();
    expect(fillsUp([])).toBeUndefined();
    expect(fillsUp(days([...Array.from({ length: 14 }, (_, i) => 50 + 2 * i), ...Array(14).fill(76)]))).toBeUndefined();
    expect(fillsUp(days(Array.from({ length: 28 }, (_, i) => 50 + 4 * (i % 7))))).toBeUndefined();
    const noisy = days(Array.from({ length: 28 }, (_, i) => 50 + i + (i % 3)));
    const filling = fillsUp(noisy);
    expect(filling?.days).toBeGreaterThan(20);
    expect(filling?.days).toBeLessThan(26);
    expect(filling && filling.earliestDays < filling.days && filling.days < filling.latestDays).toBe(true);
  });
});

describe("a machine", () => {
  const sensor = (entity_id: string, state: string, parts: object) =>
    hostStrained.look(
      house()
        .with(entity_id, { state, platform: "systemmonitor", unit: "%", ...parts })
        .now(),
    );

  it("is said to be strained at its limits, by sensors that are about a machine", () => {
    expect(sensor("sensor.memory_usage", "94", {})).toEqual([]);
    expect(sensor("sensor.memory_usage", "96", {})).toMatchObject([{ evidence: { measure: "memory", limit: 95 } }]);
    expect(sensor("sensor.system_arbeitsspeicher", "96", {})).toHaveLength(1);
    expect(sensor("sensor.swap_memory", "99", {})).toEqual([]);
    expect(sensor("sensor.memory_free", "99", {})).toEqual([]);
    expect(sensor("sensor.robot_memory", "99", { platform: "roborock" })).toEqual([]);
    const hot = { unit: "°C", device_class: "temperature" };
    expect(sensor("sensor.cpu_temperature", "86.4", hot)).toMatchObject([{ evidence: { value: 86, limit: 85 } }]);
    expect(sensor("sensor.cpu_temperature", "186", { ...hot, unit: "°F" })).toEqual([]);
    expect(sensor("sensor.cpu_temperature", "unavailable", hot)).toEqual([]);
    expect(sensor("sensor.cpu_temperature", "90", { ...hot, platform: "command_line" })).toHaveLength(1);
    expect(sensor("sensor.memory_usage_percent", "99", { platform: "esphome" })).toEqual([]);
  });
});

describe("Home Assistant's recorder", () => {
  const info = {
    recording: true,
    thread_running: true,
    backlog: 0,
    max_backlog: 65_000,
    migration_in_progress: false,
  };
  const found = (parts: object) =>
    recorderStopped.look(
      house()
        .system({ recorder: { ...info, ...parts } })
        .now(),
    );

  it("is said to have stopped, or not to follow", () => {
    expect(found({})).toEqual([]);
    expect(found({ thread_running: false })).toMatchObject([{ evidence: { is_recording: false, backlog: null } }]);
    expect(found({ backlog: 30_000 })).toMatchObject([{ evidence: { is_recording: true, backlog: 30 } }]);
    expect(found({ recording: false, migration_in_progress: true })).toEqual([]);
    expect(recorderStopped.look(house().now())).toEqual([]);
  });

  it("is said to be filled by what writes a fifth of everything, and often", () => {
    const heavy = (share: number, statesADay: number, days = 7) =>
      recorderGrowing.look(
        house()
          .with("sensor.power")
          .system({ heavy: [{ entity_id: "sensor.power", share, statesADay, days }] })
          .now(),
      );
    expect(heavy(0.31, 43_212)).toMatchObject([
      { evidence: { worst: [{ entity_id: "sensor.power", percent: 31, states_a_day: 43_200 }], days: 7 } },
    ]);
    expect(heavy(0.19, 43_200)).toEqual([]);
    expect(heavy(0.5, 20_000)).toEqual([]);
    expect(heavy(0.5, 43_200, 1)).toEqual([]);
  });

  it("is said to go on growing where a sensor of its database tells so, with what writes most", () => {
    const growing = (from: number, by: number) => {
      const days = Array.from({ length: 28 }, (_, day) => ({ day, value: from + by * day }));
      const heavy = [{ entity_id: "sensor.power", share: 0.12, statesADay: 9_000, days: 7 }];
      return recorderGrowing.look(
        house()
          .system({ databases: [{ entity_id: "sensor.database_size", days }], heavy })
          .now(),
      );
    };
    expect(growing(3, 0.1)).toMatchObject([
      {
        evidence: {
          worst: [{ entity_id: "sensor.power", percent: 12 }],
          database: { entity_id: "sensor.database_size", gigabytes: 5.7, gigabytes_a_month: 2.8 },
        },
      },
    ]);
    expect(growing(30, 0.1)).toEqual([]);
    expect(growing(0.5, 0.03)).toEqual([]);
  });
});

it("says that clocks differ from half a minute on", () => {
  const found = (skewSeconds: number | null) => clockSkew.look(house().system({ skewSeconds }).now());
  expect(found(null)).toEqual([]);
  expect(found(29)).toEqual([]);
  expect(found(-64)).toMatchObject([{ subject: { kind: "home" }, evidence: { seconds: -60 } }]);
});

describe("updates that wait", () => {
  const attributes = { installed_version: "1.0", latest_version: "1.1", in_progress: false };
  const update = (parts = {}) =>
    house()
      .with("update.core", { state: "on", since: ago(1), attributes: { ...attributes, ...parts } })
      .now();
  const waiting = (off_at: string | null, parts = {}, first_at: string | null = null) =>
    waitingUpdates([...update(parts).things.values()], [{ key: 1, off_at, first_at }]);

  it("wait since they were last up to date, restarts of Home Assistant or not", () => {
    expect(waiting("2026-10-01T00:00:00.000000+00:00")).toMatchObject([{ since: Date.parse("2026-10-01") / 1000 }]);
    expect(waiting(null, {}, "2026-11-01T00:00:00.000000+00:00")).toMatchObject([
      { since: Date.parse("2026-11-01") / 1000 },
    ]);
    expect(waiting(null)).toMatchObject([{ since: ago(1) }]);
    expect(waiting("2026-10-01T00:00:00.000000+00:00", { in_progress: true })).toEqual([]);
    expect(waiting("2026-10-01T00:00:00.000000+00:00", { latest_version: null })).toEqual([]);
  });

  it("are told as one, from a month on", () => {
    const found = (...days: number[]) => {
      const some = days.map((day, i) => ({
        ...{ entity_id: `update.u${i}`, name: `U${i}`, installed: "1", latest: "2" },
        since: ago(24 * day),
      }));
      return updatesWaiting.look(house().system({ waiting: some }).now());
    };
    expect(found(29, 3)).toEqual([]);
    expect(found(31, 29, 60)).toMatchObject([
      { severity: "info", evidence: { count: 2, updates: [{ name: "U2" }, { name: "U0" }] } },
    ]);
  });
});
