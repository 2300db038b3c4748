import { describe, expect, it, vi } from "vitest";
import { diskFull } from "../checks/disk-full.ts";
import { hostStrained } from "../checks/host-strained.ts";
import { integrationErrors } from "../checks/integration-errors.ts";
import { integrationFailed } from "../checks/integration-failed.ts";
import { ago, house, NOW } from "../testing.ts";
import { said } from "../words.ts";
import { errorRates } from "./error-rates.ts";
import { fillsUp } from "./fills-up.ts";
import { hostLoad } from "./host-load.ts";
import type { LoggedLine } from "./logged-lines.ts";
import { quotable } from "./quotable.ts";

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
  it("is told of by Home Assistant itself, where no sensor does", () => {
    const load = { processorPercent: 99, memoryPercent: 96 };
    const own = (built: ReturnType<typeof house>) => hostStrained.look(built.system({ load }).now());
    expect(own(house())).toMatchObject([{ subject: { kind: "home" }, evidence: { measure: "memory", value: 96 } }]);
    const monitored = house().with("sensor.memory_use_percent", { platform: "systemmonitor", unit: "%", state: "40" });
    expect(own(monitored)).toMatchObject([{ evidence: { measure: "processor", value: 99 } }]);
  });

  it("is listened to for one word a look, and no more where it tells nobody", async () => {
    let asked = 0;
    let unsubscribed = 0;
    const speaking = {
      subscribe: async (_: object, heard: (told: unknown) => void) => {
        asked++;
        setTimeout(() => heard({ cpu_percent: 12, memory_used_percent: 34.5 }));
        return { unsubscribe: async () => void unsubscribed++ };
      },
    };
    expect(hostLoad(speaking)).toBeUndefined();
    await vi.waitFor(() => expect(unsubscribed).toBe(1));
    expect(hostLoad(speaking)).toEqual({ processorPercent: 12, memoryPercent: 34.5 });
    expect(asked).toBe(2);
    const silent = {
      subscribe: async () => {
        asked++;
        throw new Error("unknown command");
      },
    };
    hostLoad(silent);
    await new Promise(setImmediate);
    hostLoad(silent);
    expect(asked).toBe(3);
  });

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
