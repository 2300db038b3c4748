import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { automationBroken } from "./checks/automation-broken.ts";
import { batteryLow } from "./checks/battery-low.ts";
import { deviceUnavailable } from "./checks/device-unavailable.ts";
import { integrationFailed } from "./checks/integration-failed.ts";
import { checks } from "./checks.ts";
import { examine } from "./examine.ts";
import { whyNotNow } from "./hold-back.ts";
import { ago, house, NOW } from "./testing.ts";
import { languages, lasting, said } from "./words.ts";

it("lists each check that there is, with its words in each language", () => {
  const files = readdirSync(path.join(import.meta.dirname, "checks")).map((file) => file.replace(/\.ts$/, ""));
  expect(checks.map(({ name }) => name).sort()).toEqual(files.sort());
  for (const words of Object.values(languages)) expect(Object.keys(words.checks).sort()).toEqual(files.sort());
});

describe("a device that does not answer", () => {
  const gone = (hours: number, parts = {}) => ({ device_id: "d", state: "unavailable", since: ago(hours), ...parts });
  const found = (built: ReturnType<typeof house>) => deviceUnavailable.look(built.now());

  it("is said after half an hour, when nothing is known of its past", () => {
    expect(found(house().device("d").with("switch.a", gone(0.4)))).toEqual([]);
    expect(found(house().device("d").with("switch.a", gone(0.6)))).toMatchObject([
      { subject: { kind: "device", id: "d" }, severity: "warning", mentions: ["switch.a"] },
    ]);
  });

  it("is said of a lamp after a day, which somebody may have switched off at the wall", () => {
    expect(found(house().device("d").with("light.a", gone(23)))).toEqual([]);
    expect(found(house().device("d").with("light.a", gone(25)))).toHaveLength(1);
  });

  it("is judged by its own past", () => {
    const sleeper = (hours: number) =>
      house()
        .device("d")
        .with("light.a", gone(hours, { usualOutage: 4 * 3_600 }));
    expect(found(sleeper(11))).toEqual([]);
    expect(found(sleeper(13))).toMatchObject([{ evidence: { seconds_usual: 14_000 } }]);
    const hurried = (hours: number) =>
      house()
        .device("d")
        .with("light.a", gone(hours, { usualOutage: 90 }));
    expect(found(hurried(0.4))).toEqual([]);
    expect(found(hurried(0.6))).toHaveLength(1);
  });

  it("answers as long as one of its entities does, buttons and the like aside", () => {
    const one = house().device("d").with("switch.a", gone(9)).with("sensor.b", { device_id: "d", state: "4" });
    expect(found(one)).toEqual([]);
    const silent = house().device("d").with("switch.a", gone(9)).with("button.b", { device_id: "d", state: "unknown" });
    expect(found(silent)).toHaveLength(1);
  });

  it("may be switched off for a day where it is a player, a phone or the like", () => {
    expect(found(house().device("d").with("media_player.tv", gone(9)))).toEqual([]);
    expect(
      found(
        house()
          .device("d")
          .with("sensor.phone", gone(9, { platform: "mobile_app" })),
      ),
    ).toEqual([]);
    expect(found(house().device("d").with("media_player.tv", gone(25)))).toHaveLength(1);
  });

  it("is an effect of what it hangs on, or of its integration", () => {
    const built = house()
      .integration("zha", { state: "setup_retry" })
      .device("hub", { entry_id: "zha" })
      .device("leaf", { entry_id: "zha", via_device_id: "hub" })
      .with("light.hub", { device_id: "hub", state: "unavailable", since: ago(2) })
      .with("light.leaf", { device_id: "leaf", state: "unavailable", since: ago(2) });
    const causes = Object.fromEntries(found(built).map(({ subject, cause }) => [subject.id, cause?.subject.id]));
    expect(causes).toEqual({ hub: "zha", leaf: "hub" });
  });

  it("is one incident where most of an integration went together", () => {
    const built = house().integration("zha");
    for (const id of ["a", "b", "c", "d"])
      built
        .device(id, { entry_id: "zha" })
        .with(`light.${id}`, { device_id: id, state: id === "d" ? "on" : "unavailable", since: ago(2) });
    const all = found(built);
    expect(all[0]).toMatchObject({
      ...{ subject: { kind: "integration", id: "zha" }, severity: "error", cause: undefined },
      evidence: { devices: 3, of: "integration", technology: "ZHA" },
    });
    expect(all.slice(1).map(({ subject, cause }) => [subject.kind, cause?.subject.id])).toEqual(
      ["a", "b", "c"].map(() => ["device", "zha"]),
    );
  });
});

describe("a battery", () => {
  const level = (state: string, parts = {}) => ({
    device_class: "battery",
    unit: "%",
    state,
    device_id: "d",
    ...parts,
  });
  const found = (built: ReturnType<typeof house>) => batteryLow.look(built.now());

  it.each([
    ["16", []],
    ["15", ["warning"]],
    ["5", ["error"]],
    ["unavailable", []],
    ["unknown", []],
    ["", []],
    ["-1", []],
  ])("at %s", (state, severities) => {
    expect(found(house().device("d").with("sensor.b", level(state))).map(({ severity }) => severity)).toEqual(
      severities,
    );
  });

  it("is said once for a device that tells a level and a warning", () => {
    const both = house()
      .device("d")
      .with("sensor.b", level("40"))
      .with("binary_sensor.b", level("on", { unit: null }));
    expect(found(both)).toEqual([]);
    expect(found(house().with("binary_sensor.b", level("on", { unit: null })))).toMatchObject([
      { evidence: { percent: null } },
    ]);
  });

  it("is said once where Battery Notes tells it once more", () => {
    const noted = level("4", { platform: "battery_notes" });
    const both = house().device("d").with("sensor.b", level("4")).with("sensor.b_plus", noted);
    expect(found(both)).toMatchObject([{ subject: { id: "sensor.b" } }]);
    expect(found(house().device("d").with("sensor.b_plus", noted))).toHaveLength(1);
    const flagged = house()
      .device("d")
      .with("sensor.b_plus", noted)
      .with("binary_sensor.b", level("on", { unit: null }));
    expect(found(flagged)).toMatchObject([{ subject: { id: "sensor.b_plus" } }]);
  });

  it("that only says it is low is told of in its own words, without a level that nobody measured", () => {
    const [low] = found(house().with("binary_sensor.b", level("on", { unit: null })));
    for (const language of ["en", "de"] as const) {
      const place = { name: "Smoke alarm", lasting: "for 2 hours", minutes: 120 } as never;
      const told = Object.values(languages[language].checks["battery-low"](low?.evidence as never, place)).join(" ");
      expect(told).not.toMatch(/15|%/);
    }
  });

  it("is nobody's business where it is charged all the time", () => {
    expect(found(house().with("sensor.phone", level("3", { platform: "mobile_app" })))).toEqual([]);
    expect(found(house().device("d").with("sensor.b", level("3")).with("vacuum.v", { device_id: "d" }))).toEqual([]);
  });

  it("is a problem again five per cent below what was called none", () => {
    const at = (percent: number) => ({ percent, threshold: 15, volts: null, is_last: false });
    expect(batteryLow.isBeyond?.(at(8), at(12))).toBe(false);
    expect(batteryLow.isBeyond?.(at(7), at(12))).toBe(true);
  });
});

it("says of an integration what Home Assistant says", () => {
  const built = house()
    .integration("a", { state: "setup_error", reason: "No route to host" })
    .integration("b", { state: "setup_retry", isDisabled: true })
    .integration("c", { state: "not_loaded" })
    .with("sensor.a", { entry_id: "a", state: "unavailable", since: ago(3) });
  expect(integrationFailed.look(built.now())).toMatchObject([
    { subject: { id: "a" }, severity: "error", since: ago(3), evidence: { reason: "No route to host", entities: 1 } },
  ]);
});

it("tells an automation that cannot run from one that is gone", () => {
  const built = house()
    .with("automation.bad", { state: "unavailable" })
    .with("automation.gone", { state: "unavailable", attributes: { restored: true } })
    .with("automation.off", { state: "off" });
  expect(automationBroken.look(built.now()).map(({ subject }) => subject.id)).toEqual(["automation.bad"]);
});

it("says only what has been so for long enough, but keeps what stands", () => {
  const low = house().with("sensor.b", { device_class: "battery", unit: "%", state: "9", since: ago(0.1) });
  const looked = (isStanding: boolean, firstSeen = new Map<string, number>()) =>
    examine(low.now(), [batteryLow], { firstSeen, isStanding: () => isStanding });
  expect(looked(false)).toMatchObject({ seen: [], waiting: 1 });
  expect(looked(true).seen).toMatchObject([{ subject: "1", mentions: [1] }]);
  expect(looked(false, new Map([["battery-low entity 1", ago(2)]])).seen).toHaveLength(1);
});

it("holds back while Home Assistant is away, starts, or has just started", () => {
  const present = new Map([["sun.sun", { changedAt: new Date((NOW - 60) * 1000).toISOString() }]]) as never;
  const why = (parts = {}, now = NOW) => whyNotNow({ isLive: true, isRunning: true, ...parts }, present, now);
  expect(why({ isLive: false })).toEqual({ code: "not_connected" });
  expect(why({ isRunning: false })).toEqual({ code: "starting" });
  expect(why()).toEqual({ code: "just_started", minutes: 1 });
  expect(why({}, NOW + 300)).toBeUndefined();
});

it("says a finding in each language, and one of a check that is no more by its name", () => {
  const about = { name: "Door", lasting: lasting(3 * 3_600, "de") };
  expect(said("battery-low", { percent: 9, threshold: 15 }, about, "de").sentence).toBe(
    "Door ist bei 9 %, mindestens seit 3 Stunden",
  );
  expect(lasting(20, "en")).toBe("for a moment");
  expect(lasting(86_400 * 2, "en")).toBe("for 2 days");
  expect(said("gone-check", {}, about, "en").sentence).toBe("Door: gone-check");
});
