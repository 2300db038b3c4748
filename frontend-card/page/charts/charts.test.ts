import { describe, expect, it } from "vitest";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import type { Chart } from "#server/store/series/contract.ts";
import { columnsOf } from "./columns.ts";
import { marksOf } from "./marks.ts";
import { closer, spanUpTo, stepMs, within } from "./span.ts";
import { valueAt } from "./value-at.ts";
import { withNews, withOpenEnd } from "./with-news.ts";

const instant = (minute: number) => `2026-11-21T06:${String(minute).padStart(2, "0")}:00.000000+00:00`;
const ms = (minute: number) => Date.parse(instant(minute));
const point = (minute: number, value: number | null) => ({
  ...{ at: instant(minute), mean: value, min: value, max: value, last: value },
  ...{ change: null, count: 1 },
});
const gap = (from: number, to: number) => ({ from: instant(from), to: instant(to), reason: "HomeOps was off" });
const numbers: Chart = {
  ...{ entity_id: "sensor.fridge", name: "Fridge", unit: "°C", kind: "measurement", resolution: "raw" },
  points: [point(0, 4), point(10, 5), point(30, 6)],
  gaps: [gap(15, 25)],
};
const door: Chart = {
  ...{ entity_id: "binary_sensor.door", name: "Door", unit: null, kind: "states", resolution: "raw" },
  ...{ points: [], gaps: [gap(15, 25)] },
  states: [
    { from: instant(0), to: instant(10), state: "off" },
    { from: instant(10), to: instant(40), state: "on" },
  ],
};
const event = (minute: number, more: Partial<RememberedEvent> = {}): RememberedEvent => ({
  ...{ event: `event-${minute}`, at: instant(minute), kind: "state_changed", entity_id: "binary_sensor.door" },
  ...{ name: "Door", area: null, state: "on", old_state: "off", unit: null, device_class: null, attributes: null },
  ...{ source: "live", sentence: null },
  ...more,
});

describe("the columns of a drawing", () => {
  it("break a line where nobody recorded, and lead it to now", () => {
    const [moments, mean] = columnsOf([numbers], ms(40));
    expect(moments.map((at) => (at - ms(0)) / 60_000)).toEqual([0, 10, 20, 30, 40]);
    expect(mean).toEqual([4, 5, null, 6, 6]);
  });

  it("have the moments of all, and nothing where another one has a number", () => {
    const other = { points: [point(5, 1)], gaps: [] };
    const [moments, first, , , second] = columnsOf([{ ...numbers, gaps: [] }, other], ms(30));
    expect(moments).toHaveLength(4);
    expect(first).toEqual([4, undefined, 5, 6]);
    expect(second).toEqual([undefined, 1, undefined, 1]);
  });

  it("do not lead a line into what nobody recorded", () => {
    const [, mean] = columnsOf([{ points: [point(10, 5)], gaps: [gap(15, 40)] }], ms(40));
    expect(mean).toEqual([5]);
  });
});

it.each([
  [12, { value: "5" }],
  [20, { gap: "HomeOps was off" }],
  [59, { value: "6" }],
])("knows what a number was at minute %i", (minute, was) => {
  expect(valueAt(numbers, ms(minute))).toEqual(was);
});

it.each([
  [5, { value: "off" }],
  [12, { value: "on" }],
  [20, { gap: "HomeOps was off" }],
  [50, {}],
])("knows what a state was at minute %i", (minute, was) => {
  expect(valueAt(door, ms(minute))).toEqual(was);
});

describe("marks", () => {
  const span = { from: ms(0), to: ms(50) };

  it("stand where something happened, not where it was measured or found", () => {
    const told = [
      event(40),
      event(30, { source: "snapshot" }),
      event(20, { entity_id: "sensor.fridge", unit: "°C", state: "4", old_state: "5" }),
      event(10, { state: "on", old_state: "on" }),
      event(5, { kind: "automation_triggered", state: null, old_state: null }),
    ];
    expect(marksOf(told, span, 0.1).map(({ share }) => share)).toEqual([0.8, 0.1]);
  });

  it("are one where they are too close to be told apart", () => {
    const marks = marksOf([event(40), event(38), event(37), event(20)], span, 0.1);
    expect(marks.map(({ events }) => events.length)).toEqual([3, 1]);
  });
});

describe("what is told live", () => {
  it("goes on with a line", () => {
    const news = event(45, { entity_id: "sensor.fridge", state: "7.5", unit: "°C" });
    expect(withNews(numbers, news).points.at(-1)).toMatchObject({ at: instant(45), mean: 7.5 });
    expect(withNews(withNews(numbers, news), news).points).toHaveLength(4);
  });

  it("breaks it where the sensor is lost, and leaves other units alone", () => {
    const lost = event(45, { entity_id: "sensor.fridge", state: "unavailable", unit: null });
    expect(withNews(numbers, lost).points.at(-1)).toMatchObject({ mean: null, count: 0 });
    expect(withNews(numbers, event(45, { entity_id: "sensor.fridge", state: "70", unit: "°F" }))).toBe(numbers);
  });

  it("ends a state and begins the next", () => {
    expect(withNews(door, event(45, { state: "off" })).states?.slice(1)).toEqual([
      { from: instant(10), to: instant(45), state: "on" },
      { from: instant(45), to: expect.stringMatching(/^9999/), state: "off" },
    ]);
    expect(withNews(door, event(45, { entity_id: "light.hall" }))).toBe(door);
  });
});

it("goes on with the state of now, not with one that ended", () => {
  expect(withOpenEnd(door, instant(40)).states?.at(-1)).toMatchObject({
    state: "on",
    to: expect.stringMatching(/^9999/),
  });
  expect(withOpenEnd(door, instant(50))).toBe(door);
});

it("comes closer around a moment, down to a minute", () => {
  const span = spanUpTo(ms(60 - 1), 1);
  const nearer = closer(span, ms(59));
  expect(nearer).toEqual({ from: ms(59) - 1_800_000, to: ms(59) });
  expect(within(span, ms(40), ms(20))).toEqual({ from: ms(20), to: ms(40) });
  expect(within(span, ms(20), ms(20) + 5_000)).toBeUndefined();
  expect(stepMs(spanUpTo(ms(0), 1))).toBe(5_000);
  expect(stepMs(spanUpTo(ms(0), 8_784))).toBe(300_000);
});
