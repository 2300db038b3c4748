import { describe, expect, it } from "vitest";
import { deviceFlapping } from "../checks/device-flapping.ts";
import { linkCliff } from "../checks/link-cliff.ts";
import { linkWeak } from "../checks/link-weak.ts";
import { house, NOW } from "../testing.ts";
import { languages, said } from "../words.ts";
import { scaleOf } from "./scale.ts";

const LQI = { unit: "lqi", state: "100" };
const DBM = { unit: "dBm", device_class: "signal_strength", state: "-60" };

/** Means of each day, the oldest first, and of the last hours. */
const heard = (days: readonly number[], lately: readonly number[]) => ({
  ago: days.map((_, place) => days.length - place),
  means: [...days],
  lately: [...lately],
  hours: lately.map((_, place) => NOW - (lately.length - place) * 3_600),
});
const many = (count: number, level: number, sway = 0): number[] =>
  Array.from({ length: count }, (_, n) => level + sway * Math.sin(n * 2.4));
const flaps = (week: number) => ({ today: Math.min(5, week), week, days_of_week: 5, before: week, days: 14 });

type Past = { days: number[]; lately: number[]; week?: number; parts?: object; entry?: string };
function home(devices: Record<string, Past>) {
  const built = house().integration("z", { domain: "zha" });
  for (const [id, { days, lately, week = 0, parts = LQI, entry = "z" }] of Object.entries(devices))
    built
      .device(id, { entry_id: entry })
      .with(`light.${id}`, { device_id: id, flaps: week > 0 ? flaps(week) : undefined })
      .with(`sensor.${id}_link`, { device_id: id, ...parts })
      .heard(`sensor.${id}_link`, heard(days, lately));
  return built.now();
}
const cliffs = (past: Past) => linkCliff.look(home({ a: past })).map(({ evidence }) => evidence);

describe("a link that falls", () => {
  it("is told once it has been far below its past for six hours, with both in numbers", () => {
    const days = many(20, 140, 8);
    expect(cliffs({ days, lately: [...many(3, 141), ...many(5, 45)] })).toEqual([]);
    expect(cliffs({ days, lately: many(6, 45) })).toMatchObject([
      { scale: "lqi", now: 45, usual: 140, weak_below: 60, outages: 0, technology: "ZHA", devices: null },
    ]);
    const [sighting] = linkCliff.look(home({ a: { days, lately: many(6, 45) } }));
    expect(sighting).toMatchObject({ severity: "info", since: NOW - 6 * 3_600, mentions: ["sensor.a_link"] });
  });

  it("is told for a month, though its past takes the new level in", () => {
    const fallen = (days: number) => ({ days: [...many(30, 140, 8), ...many(days, 45, 3)], lately: many(6, 44) });
    for (const days of [1, 3, 10, 25]) expect(cliffs(fallen(days))).toHaveLength(1);
    expect(cliffs(fallen(40))).toEqual([]);
    expect(cliffs({ ...fallen(5), lately: many(6, 139) })).toEqual([]);
  });

  it.each([
    ["it is strong enough still, and nothing suffers", { days: many(20, 240, 8), lately: many(6, 150) }],
    ["it is known for less than a week", { days: many(6, 140, 8), lately: many(6, 45) }],
    ["it always swayed as far", { days: many(20, 90, 55), lately: many(6, 40) }],
    ["it has hardly reported today", { days: many(20, 140, 8), lately: many(4, 45) }],
    ["a fall in dBm is small", { days: many(20, -76, 2), lately: many(6, -83), parts: DBM }],
  ])("is not told where %s", (_, past) => {
    expect(cliffs(past)).toEqual([]);
  });

  it("is told while it is strong enough where the device drops out since", () => {
    const past = { days: many(20, 240, 8), lately: many(6, 120), week: 3 };
    expect(cliffs(past)).toMatchObject([{ outages: 3 }]);
    expect(linkCliff.look(home({ a: past }))).toMatchObject([{ severity: "warning" }]);
  });

  it("is one finding where half of an integration's links fell together", () => {
    const fallen = { days: many(20, 140, 8), lately: many(6, 45) };
    const steady = { days: many(20, 140, 8), lately: many(6, 140) };
    const found = linkCliff.look(home({ a: fallen, b: fallen, c: fallen, d: steady, e: steady }));
    expect(found.map(({ subject, cause }) => [subject.id, cause?.subject.id])).toEqual([
      ["z", undefined],
      ...["a", "b", "c"].map((id) => [id, "z"]),
    ]);
    const alone = linkCliff.look(home({ a: fallen, b: fallen, d: steady, e: steady }));
    expect(alone.map(({ cause }) => cause)).toEqual([undefined, undefined]);
  });
});

describe("a link that is weak", () => {
  const weeks = (levels: number[]) => levels.flatMap((level) => many(7, level, 2));
  const weak = (past: Past) => linkWeak.look(home({ a: past })).map(({ evidence }) => evidence);

  it("is told where it became worse from week to week until it is weak", () => {
    const days = weeks([110, 95, 75, 52]);
    expect(weak({ days, lately: [] })).toMatchObject([{ now: 52, month_ago: 110, is_fading: true, outages: 0 }]);
    expect(weak({ days: weeks([180, 165, 145, 120]), lately: [] })).toEqual([]);
    expect(weak({ days: weeks([110, 50, 110, 52]), lately: [] })).toEqual([]);
  });

  it("is nobody's business where it has been so for long and the device stays in reach", () => {
    const days = many(28, 35, 3);
    expect(weak({ days, lately: many(6, 35) })).toEqual([]);
    expect(weak({ days, lately: many(6, 35), week: 3 })).toEqual([]);
    expect(weak({ days, lately: many(6, 35), week: 4 })).toMatchObject([{ is_fading: false, outages: 4 }]);
  });

  it("explains that its device drops out again and again", () => {
    const found = deviceFlapping.look(
      home({
        a: { days: many(28, 35, 3), lately: [], week: 20 },
        b: { days: many(28, 150, 3), lately: [], week: 20 },
        ...Object.fromEntries(["c", "d", "e", "f"].map((id) => [id, { days: many(28, 150), lately: [], week: 1 }])),
      }),
    );
    const causes = found.map(({ subject, cause }) => [subject.id, cause?.check]);
    expect(causes).toEqual([
      ["a", "link-weak"],
      ["b", undefined],
    ]);
  });
});

it.each([
  ["sensor.lamp_lqi", { platform: "zha", unit: null }, "lqi"],
  ["sensor.lamp_rssi", { platform: "zha", unit: "dBm", device_class: "signal_strength" }, "dbm"],
  ["sensor.anything", { platform: "mqtt", unit: "lqi" }, "lqi"],
  ["sensor.plug_wifi_signal", { platform: "esphome", unit: "dBm", device_class: "signal_strength" }, "dbm"],
  ["sensor.plug_rssi", { platform: "tasmota", unit: "%" }, "percent"],
  ["sensor.stick_signal_noise_channel_0", { unit: "dBm", device_class: "signal_strength" }, undefined],
  ["sensor.anna_phone_signal", { platform: "mobile_app", unit: "dBm", device_class: "signal_strength" }, undefined],
  ["sensor.power", { unit: "W" }, undefined],
])("%s tells a link by %o: %s", (id, parts, scale) => {
  const thing = house().with(id, parts).now().things.get(id);
  expect(thing && scaleOf(thing)).toBe(scale);
});

it("says both in each language, with seen and expected in numbers", () => {
  const [cliff] = cliffs({ days: many(20, -60, 2), lately: many(6, -85), parts: DBM, week: 2 });
  for (const language of ["en", "de"] as const) {
    const told = said("link-cliff", cliff ?? {}, { name: "Plug", lasting: "" }, language);
    expect(`${told.sentence} ${told.expected}`).toMatch(/-85 dBm.*-60 dBm.*-62 dBm/);
  }
  expect(Object.keys(languages.de.checks)).toEqual(expect.arrayContaining(["link-cliff", "link-weak"]));
});
