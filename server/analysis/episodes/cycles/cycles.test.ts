import { describe, expect, it } from "vitest";
import { f1, lived, score } from "../testing.ts";
import { type Appliance, appliances, unending } from "../testing-appliances.ts";
import { cyclesIn } from "./cycles.ts";

const SEEDS = [9001, 9002]; // not those by which the rules were found
const CIRCUMSTANCES = [
  { every: 5, restarts: 0.5 },
  { every: 20, restarts: 0.3, isTerse: true, noisy: 3 },
  { every: 60, restarts: 0.3, isTerse: true },
];
const daysOf = (name: string) => (["fridge", "heatPump", "airConditioner"].includes(name) ? 3 : 14);

describe("cycles of appliances that draw power", () => {
  it.each(Object.entries(appliances))("are found for a %s, whatever the noise and the restarts", (name, appliance) => {
    const scores = CIRCUMSTANCES.flatMap((circumstances) =>
      SEEDS.map((seed) => {
        const home = lived(appliance, { ...circumstances, days: daysOf(name) }, seed);
        return score(home, cyclesIn(home.samples, home.end));
      }),
    );
    expect(f1(scores)).toBeGreaterThanOrEqual(0.95);
  });

  it.each(Object.entries<Appliance>(unending))("are none for a %s, which is never off", (_, appliance) => {
    const home = lived(appliance, { days: 3, every: 10 }, 9001);
    expect(home.truth.length).toBeGreaterThan(10);
    expect(cyclesIn(home.samples, home.end)).toEqual([]);
  });

  it("have the energy that was drawn in them", () => {
    const home = lived(appliances.washer, { days: 14, every: 10 }, 9003);
    const cycles = cyclesIn(home.samples, home.end);
    expect(cycles).toHaveLength(home.truth.length);
    for (const [i, { energy }] of cycles.entries())
      expect(Math.abs(energy / (home.truth[i]?.energy ?? 0) - 1)).toBeLessThan(0.05);
  });

  it("go on where nothing was known in their middle, and say how long that was", () => {
    const home = lived(appliances.tumbleDryer, { days: 14, every: 10, restarts: 1 }, 9004);
    const cycles = cyclesIn(home.samples, home.end);
    expect(cycles).toHaveLength(home.truth.length);
    for (const { unknown } of cycles) expect(unknown / 1e6).toBeGreaterThan(40);
  });

  it("are not over while they go on, and have no beginning where the samples begin in them", () => {
    const home = lived(appliances.dishwasher, { days: 14, every: 30 }, 9005);
    const [first, second] = home.truth;
    const middle = (run = { from: 0, to: 0 }) => (run.from + run.to) / 2;
    const samples = home.samples.filter(({ at }) => at > middle(first) && at < middle(second));
    const cycles = cyclesIn(samples, middle(second));
    expect(cycles.map(({ isCarried, isOngoing }) => [isCarried, isOngoing])).toEqual([
      [true, false],
      [false, true],
    ]);
  });
});
