import { expect, it } from "vitest";
import { bandOf } from "./bands.ts";
import { spansWhere } from "./spans-where.ts";

const hours = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ min: 3.2 + (i % 5) / 10, max: 4.6 + (i % 7) / 10 }));

it("is learned from what an entity nearly always reads, and not from a day", () => {
  const band = bandOf([...hours(200), { min: 4, max: 12 }]); // one warm hour is no habit
  expect(band?.inside.map((edge) => edge.toFixed(1))).toEqual(["3.2", "5.2"]);
  expect(band?.high).toBeCloseTo(5.7);
  expect(bandOf(hours(24))).toBeUndefined();
});

it("is left until it is reached again, and a time without a number in between changes nothing", () => {
  const states = ["4", "6", "5.5", "unavailable", "5.4", "5", "5.6", "4"].map((state, i) => ({ at: i, state }));
  const spans = spansWhere(states, (state, isOpen) => Number(state) > (isOpen ? 5.2 : 5.7), 10);
  expect(spans).toEqual([{ from: 1, to: 5, isCarried: false, isOngoing: false }]);
});

it("has no end where it goes on, and none at once where what followed is not known", () => {
  const known = [
    { at: 0, state: "open" },
    { at: 2, state: "unknown" },
  ];
  expect(spansWhere(known, (state) => state === "open", 5)).toEqual([
    { from: 0, to: 5, isCarried: true, isOngoing: true },
  ]);
  const lost = [...known, { at: 4, state: "closed" }];
  expect(spansWhere(lost, (state) => state === "open", 5)).toEqual([
    { from: 0, to: 2, isCarried: true, isOngoing: false },
  ]);
});
