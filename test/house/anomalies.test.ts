import { describe, expect, it } from "vitest";
import { earned, normalised, type Stream } from "../evaluation/anomalies/benchmark.ts";
import { figuresOfHomes, type Told } from "../evaluation/anomalies/homes.ts";
import { sensors } from "../evaluation/anomalies/sensors.ts";
import { seriesOf } from "../evaluation/anomalies/series.ts";
import { scoreBenchmark } from "../evaluation/anomalies/tuned.ts";
import { partIn, withPart } from "../evaluation/page-part.ts";

const rows = Array.from({ length: 1000 }, (_, i) => ({ at: i * 300_000, value: i % 7 }));
const stream: Stream = { folder: "made", name: "up", rows, windows: [[400, 499]] };

describe("the score of labelled streams", () => {
  it("is nought for silence, and nearly all for an alarm at the begin of each window", () => {
    expect(normalised([earned(stream, [])])).toBe(0);
    expect(normalised([earned(stream, [400])])).toBeCloseTo(100, 1);
  });

  it("counts the first alarm in a window, and takes the less for a false one the sooner it comes after", () => {
    const [middle, both] = [earned(stream, [450]), earned(stream, [450, 490])];
    expect(middle).toEqual(both);
    expect(middle.points).toBeGreaterThan(0.8);
    expect(middle.points).toBeLessThan(1);
    expect(earned(stream, [200]).points).toBeCloseTo(-1.11);
    expect(earned(stream, [501]).points).toBeCloseTo(-1.003, 2);
    expect(earned(stream, [999]).points).toBeCloseTo(-1.11);
  });

  it("judges nothing in the first rows", () => {
    expect(earned(stream, [149]).falseAlarms).toBe(0);
    expect(earned(stream, [150]).falseAlarms).toBe(1);
  });

  it("leaves folders out of the choosing", () => {
    const jumps = rows.map((row, i) => ({ ...row, value: row.value + (i >= 440 ? 90 : 0) }));
    const two = ["one", "other"].map((folder) => ({ ...stream, folder, rows: jumps }));
    const { score, leftOut, folders } = scoreBenchmark(two);
    expect(folders.map(({ found }) => found)).toEqual([1, 1]);
    expect(score).toBeGreaterThan(85);
    expect(leftOut).toBeGreaterThan(85);
  });
});

describe("made-up homes", () => {
  it.each(sensors)("have the same $name for the same seed, and another for another", (sensor) => {
    const of = (seed: number) => [...seriesOf({ sensor, seed, weeks: 1 }).readings];
    expect(of(5)).toEqual(of(5));
    expect(of(5).map(({ value }) => value)).not.toEqual(of(6).map(({ value }) => value));
  });

  it.each(sensors.flatMap((sensor) => sensor.faults.map((fault) => [sensor, fault] as const)))(
    "have a $0.name as it would be until a $1 begins",
    (sensor, fault) => {
      const faulty = seriesOf({ sensor, seed: 8, weeks: 4, fault });
      const told = [seriesOf({ sensor, seed: 8, weeks: 4 }).readings, faulty.readings].map((one) => [...one]);
      const [usual, other] = told.map((all) => all.filter(({ at }) => at < (faulty.fault?.from ?? 0)));
      expect(other).toEqual(usual);
      expect(told[1]).not.toEqual(told[0]);
    },
  );

  it("are counted by what was told and when", () => {
    const one: Told = { sensor: "room temperature", falsely: [], alarms: 3, weeks: 6 };
    const told = [
      one,
      { ...one, falsely: ["level"] },
      { ...one, fault: "shift" as const, delayHours: 5 },
      { ...one, fault: "shift" as const },
    ];
    const figures = figuresOfHomes(told);
    expect(figures).toMatchObject({ series: 4, weeks: 24, precision: 0.5, alarmsASeriesAndWeek: 0.5 });
    expect(figures.falseAHomeAndWeek).toBe(12.5);
    expect(figures.byFault[0]).toEqual({ fault: "shift", faults: 2, found: 1, medianHours: 5 });
  });
});

describe("a part of a page", () => {
  const page = "# Page\n\n## One\n\ntext\n\n## Other\n\nmore\n";

  it("is put in its place, or at the end", () => {
    expect(withPart(page, "One", "## One\n\nnew\n")).toBe("# Page\n\n## One\n\nnew\n\n## Other\n\nmore\n");
    expect(withPart(page, "Third", "## Third\n")).toBe(`${page}\n## Third\n`);
    expect(withPart(page, "Third", partIn(page, "Third"))).toBe(page);
  });
});
