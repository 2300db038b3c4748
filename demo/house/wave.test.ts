import { describe, expect, it } from "vitest";
import { day, hour, minute } from "../moment.ts";
import { Entity } from "./entity.ts";
import { countingSamples, waveSamples } from "./track.ts";

const shape = { mean: 4.2, amplitude: 0.8, period: 45 * minute, noise: 0.1, decimals: 2 };
const dayZero = 20_000 * day;
const samples = (entityId: string, zero = dayZero) =>
  waveSamples(entityId, shape, { from: zero - day, to: zero + day, every: 5 * minute, dayZero: zero });

describe("a wave", () => {
  it("is the same each time, and the same whatever the date on which the demo starts", () => {
    const values = (zero: number) => [...samples("sensor.a", zero).onward(zero - hour)].map(({ state }) => state);
    expect(values(dayZero)).toEqual(values(dayZero));
    expect(values(dayZero + 7 * day)).toEqual(values(dayZero));
  });

  it("has noise of its own for each entity", () => {
    const [a] = samples("sensor.a").onward(dayZero);
    const [b] = samples("sensor.b").onward(dayZero);
    expect(a?.state).not.toBe(b?.state);
  });

  it("keeps to its mean, its amplitude and its noise", () => {
    const values = [...samples("sensor.a").onward(0)].map(({ state }) => Number(state));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(values).toHaveLength(576);
    expect(mean).toBeCloseTo(4.2, 1);
    expect(Math.max(...values)).toBeLessThan(4.2 + 0.8 + 0.5);
    expect(values.every((value) => Number.isInteger(Math.round(value * 1e6) / 1e4))).toBe(true);
  });

  it("tells the same backwards and from anywhere", () => {
    const all = [...samples("sensor.a").onward(0)];
    expect([...samples("sensor.a").backward(dayZero + day)].reverse()).toEqual(all);
    expect([...samples("sensor.a").onward(all[100]?.at ?? 0)]).toEqual(all.slice(100));
    expect([...samples("sensor.a").backward(all[100]?.at ?? 0)]).toHaveLength(100);
  });

  it("says nothing twice: equal samples are no change", () => {
    const flat = waveSamples(
      "sensor.a",
      { ...shape, amplitude: 0, noise: 0 },
      { from: 0, to: day, every: minute, dayZero: 0 },
    );
    expect([...new Entity("sensor.a", {}, flat).statesBetween(-1, day)]).toHaveLength(1);
  });

  it("counts only what was counted so far", () => {
    let count = 3;
    const counting = countingSamples(0, 1000, () => count);
    expect([...counting.onward(0)].map(({ state }) => state)).toEqual(["0", "0.01", "0.02"]);
    count = 5;
    expect([...counting.backward(100_000)].map(({ at }) => at)).toEqual([4000, 3000, 2000, 1000, 0]);
  });
});
