import { describe, expect, it } from "vitest";
import { deviceSilent } from "../checks/device-silent.ts";
import { deviceUnavailable } from "../checks/device-unavailable.ts";
import { ago, house, NOW } from "../testing.ts";

type Parts = { entry?: string; via?: string; area?: string; hours?: number | null; platform?: string; more?: object };

/** Devices of one switch each; `hours`: since when it is away, null: it is there. */
function home(devices: Record<string, Parts>, built = house()) {
  for (const [id, { entry = null, via = null, area = null, hours = 1, more = {} }] of Object.entries(devices))
    built.device(id, { entry_id: entry, via_device_id: via, area_id: area }).with(`switch.${id}`, {
      device_id: id,
      state: hours === null ? "on" : "unavailable",
      since: ago(hours ?? 24),
      ...more,
    });
  return built;
}

/** What is said: the subjects that nothing explains, and under each what it explains. */
function said(built: ReturnType<typeof house>) {
  const found = deviceUnavailable.look(built.now());
  const nameOf = ({ kind, id }: { kind: string; id: string }) => `${kind} ${id}`.trim();
  const tops = found.filter(({ cause }) => cause === undefined);
  return Object.fromEntries(
    tops.map(({ subject }) => [
      nameOf(subject),
      found.filter(({ cause }) => cause && nameOf(cause.subject) === nameOf(subject)).map((it) => it.subject.id),
    ]),
  );
}

const named = (ids: string, parts: Parts): Record<string, Parts> =>
  Object.fromEntries(ids.split(" ").map((id) => [id, parts]));

describe("many devices that go at once", () => {
  it("are effects of the router that they hang on, which is told after ten minutes", () => {
    const built = (minutes: number) =>
      home({
        ...named("a b", { entry: "hue", via: "r", hours: minutes / 60 - 0.02 }),
        ...named("c d e f", { entry: "hue", via: "other", hours: null }),
        r: { entry: "hue", hours: minutes / 60 },
      });
    expect(said(built(9))).toEqual({});
    expect(said(built(12))).toEqual({ "device r": [] });
    expect(said(built(40))).toEqual({ "device r": ["a", "b"] });
    const [hub] = deviceUnavailable.look(built(40).now()).filter(({ subject }) => subject.id === "r");
    expect(hub).toMatchObject({ severity: "error", evidence: { of: "hub", devices: 2, names: ["a", "b"] } });
  });

  it("stand by themselves once their hub is back and they are not, or where they went before it did", () => {
    const leaves = named("a b", { entry: "hue", via: "r", hours: 2 });
    expect(said(home({ ...leaves, r: { entry: "hue", hours: null } }))).toEqual({ "device a": [], "device b": [] });
    const long = home({ ...named("a", { via: "r", hours: 70 }), ...named("b", { via: "r" }), r: {} });
    expect(said(long)).toEqual({ "device a": [], "device r": ["b"] });
  });

  it("are one finding of their integration, whose coordinator has no entity of its own", () => {
    const built = home(named("a b c d e", { entry: "zha", via: "stick", hours: 2 }));
    built.integration("zha").device("stick", { entry_id: "zha" });
    expect(said(built)).toEqual({ "integration zha": ["a", "b", "c", "d", "e"] });
  });

  it("are under the integration that Home Assistant cannot set up", () => {
    const built = home(named("a b c", { entry: "zha", hours: 2 })).integration("zha", { state: "setup_retry" });
    const [first] = deviceUnavailable.look(built.now());
    expect(first).toMatchObject({ cause: { check: "integration-failed", subject: { id: "zha" } } });
    expect(said(built)).toEqual({});
  });

  it("are no incident where they went one after the other, or are few among many", () => {
    const oneByOne = { a: { entry: "z", hours: 2 }, b: { entry: "z", hours: 3 }, c: { entry: "z", hours: 4 } };
    expect(Object.keys(said(home(oneByOne)))).toEqual(["device a", "device b", "device c"]);
    const few = home({ ...named("a b c", { entry: "z" }), ...named("d e f g", { entry: "z", hours: null }) });
    expect(Object.keys(said(few))).toEqual(["device a", "device b", "device c"]);
  });

  it("are one incident where a radio hangs, and each is given up by its own time-out, batteries hours later", () => {
    const battery = { device_class: "battery", state: "unavailable" };
    const hung = (hours: readonly number[], more = {}) =>
      Object.fromEntries(hours.map((at) => [`d${at}`, { entry: "zha", hours: at, more }]));
    const built = home({ ...hung([6, 5.8, 5.1, 4.7, 4.4]), ...hung([2.2, 2.1, 1.5, 0.9], battery) });
    expect(Object.keys(said(built))).toEqual(["integration zha"]);
    const notAll = home({ ...hung([6, 5.8, 5.1, 4.7]), ...named("e", { entry: "zha", hours: null }) });
    expect(Object.keys(said(notAll))).toHaveLength(4);
  });

  it("are held against those that were there before", () => {
    const built = home({
      ...named("a b c", { entry: "z", hours: 2 }),
      ...{ d: { entry: "z", hours: 900 }, e: { entry: "z", hours: 700 }, f: { entry: "z", hours: 500 } },
    });
    expect(said(built)).toMatchObject({ "integration z": ["a", "b", "c"], "device d": [], "device f": [] });
  });

  it("are one finding of a room where several integrations lose what runs on mains there", () => {
    const battery = { device_class: "battery", state: "80" };
    const built = home({
      ...named("a b", { entry: "zha", area: "kitchen", hours: 1 }),
      ...named("c", { entry: "shelly", area: "kitchen", hours: 1.05 }),
      ...named("d e f g h", { entry: "zha", area: "hall", hours: null }),
      ...named("i j k", { entry: "zha", area: "kitchen", hours: null, more: battery }),
    });
    expect(said(built)).toEqual({ "area kitchen": ["a", "b", "c"] });
    const one = home({
      ...named("a b c", { entry: "zha", area: "kitchen" }),
      ...named("d e f", { entry: "zha", hours: null }),
    });
    expect(Object.keys(said(one))).toEqual(["device a", "device b", "device c"]);
  });

  it("are one finding of the network where they have only that in common", () => {
    const apart = { a: { entry: "1", platform: "esphome" }, b: { entry: "2" }, c: { entry: "3" }, d: { entry: "4" } };
    const others = { e: { entry: "5", hours: null }, f: { entry: "6", hours: null } };
    expect(said(home({ ...apart, ...others }))).toEqual({ home: ["a", "b", "c", "d"] });
    const few = home({ ...named("a", { entry: "1" }), ...named("b", { entry: "2" }), ...others });
    expect(Object.keys(said(few))).toEqual(["device a", "device b"]);
  });

  it("are counted once where two causes are there at the same time", () => {
    const built = home({
      ...named("a b c d e f", { entry: "zha", area: "kitchen", hours: 1 }),
      ...named("g h", { entry: "hue", area: "kitchen", hours: 1 }),
      ...named("i", { entry: "shelly", area: "kitchen", hours: 1 }),
      ...named("j k", { entry: "hue", area: "hall", hours: null }),
    });
    // The room explains most; were there more of the integration elsewhere, it would be that first.
    expect(said(built)).toEqual({ "area kitchen": ["a", "b", "c", "d", "e", "f", "g", "h", "i"] });
    home({ ...named("l m n o", { entry: "zha", area: "hall", hours: 1 }) }, built);
    expect(said(built)).toMatchObject({ "integration zha": expect.arrayContaining(["a", "l", "o"]) });
    expect(said(built)["area kitchen"]).toEqual(["g", "h", "i"]);
  });

  it("are nothing new where they do that each night", () => {
    const usual = { usualOutage: 8 * 3_600 };
    expect(said(home(named("a b c", { entry: "garden", hours: 9, more: usual })))).toEqual({});
  });

  it("say nothing of what they have in common where they were away when Home Assistant started", () => {
    const started = NOW - 24 * 30 * 3_600 + 60; // a minute after the builder's start
    const since = { since: started };
    const room = home({
      ...named("a b", { entry: "zha", area: "kitchen", more: since }),
      ...named("c", { entry: "shelly", area: "kitchen", more: since }),
      ...named("d e f", { entry: "zha", hours: null }),
    });
    expect(Object.keys(said(room))).toEqual(["device a", "device b", "device c"]);
  });
});

describe("a device whose gateway tells of it", () => {
  const status = (platform: string, state: string, parts = {}) =>
    house()
      .integration("e", { domain: platform })
      .device("d", { entry_id: "e" })
      .with("light.d", { device_id: "d", state: "on" })
      .with("sensor.d_status", { device_id: "d", platform, category: "diagnostic", state, since: ago(1), ...parts });

  it("is not reachable where Z-Wave calls it dead, though its last values stand; asleep it is not", () => {
    expect(deviceUnavailable.look(status("zwave_js", "dead").now())).toMatchObject([
      { subject: { id: "d" }, evidence: { says: "dead", technology: "Z-Wave" }, since: ago(1) },
    ]);
    expect(deviceUnavailable.look(status("zwave_js", "asleep").now())).toEqual([]);
    expect(deviceUnavailable.look(status("mqtt", "dead").now())).toEqual([]);
  });

  it("is away where its own connection is off and nothing else answers; a cloud that is off says nothing", () => {
    const connected = (light: string) =>
      house()
        .device("d")
        .with("light.d", { device_id: "d", state: light, since: ago(1) })
        .with("binary_sensor.d", { device_id: "d", device_class: "connectivity", state: "off", since: ago(1) });
    expect(deviceUnavailable.look(connected("unavailable").now())).toMatchObject([{ evidence: { says: "off" } }]);
    expect(deviceUnavailable.look(connected("on").now())).toEqual([]);
  });
});

describe("a Bluetooth proxy that goes", () => {
  const built = (hours: number) =>
    home({ proxy: { entry: "esp", hours: 1.5 } })
      .integration("esp", { domain: "esphome" })
      .integration("scanner", { domain: "bluetooth" })
      .integration("x", { domain: "xiaomi_ble" })
      .device("scan", { entry_id: "scanner", via_device_id: "proxy" })
      .device("plant", { entry_id: "x" })
      .with("sensor.plant", { device_id: "plant", state: "unavailable", since: ago(hours) });

  it("explains what is no more heard within half an hour, and nothing else", () => {
    expect(said(built(1.25))).toEqual({ "device proxy": ["plant"] });
    expect(said(built(0.9))).toEqual({ "device proxy": [], "device plant": [] });
    expect(said(built(3))).toEqual({ "device proxy": [], "device plant": [] });
  });
});

it("explains silence as well: what hangs on a hub that is away", () => {
  const rhythm = { lastReported: ago(3), usual: 64, longest: 128, intervals: 5_000 };
  const built = home({ hub: { hours: 3 } })
    .device("leaf", { via_device_id: "hub" })
    .with("sensor.leaf", { device_id: "leaf", state: "21", rhythm });
  expect(deviceSilent.look(built.now())).toMatchObject([
    { subject: { id: "leaf" }, cause: { subject: { id: "hub" } } },
  ]);
});

it("gathers what falls silent together under its hub, and tells one that fell silent before by itself", () => {
  const rhythm = (hours: number) => ({ lastReported: ago(hours), usual: 512, longest: 1_024, intervals: 5_000 });
  const built = house().integration("zha").device("stick", { entry_id: "zha" });
  const silent = (id: string, hours: number) =>
    built
      .device(id, { entry_id: "zha", via_device_id: "stick" })
      .with(`sensor.${id}`, { device_id: id, state: "21", rhythm: rhythm(hours) });
  for (const id of ["a", "b", "c", "d"]) silent(id, 3);
  silent("e", 90);
  const found = deviceSilent.look(built.now());
  expect(found.map(({ subject, cause }) => [subject.id, cause?.subject.id])).toEqual([
    ["stick", undefined],
    ...["a", "b", "c", "d"].map((id) => [id, "stick"]),
    ["e", undefined],
  ]);
  expect(found[0]).toMatchObject({ severity: "warning", evidence: { devices: 4, technology: "ZHA" } });
  for (const id of ["f", "g", "h"]) silent(id, 0.1);
  expect(deviceSilent.look(built.now()).every(({ cause }) => cause === undefined)).toBe(true);
});
