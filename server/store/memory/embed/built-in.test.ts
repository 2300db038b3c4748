import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { builtIn } from "./built-in.ts";
import card from "./table/table.json" with { type: "json" };

const nearness = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

it("is the table that its card describes", () => {
  const body = readFileSync(new URL("./table/table.bin", import.meta.url));
  expect(createHash("sha256").update(body).digest("hex")).toBe(card.sha256);
  expect(body.length).toBeLessThanOrEqual(8_000_000);
});

it("finds what was meant without a shared word", async () => {
  const sentences = [
    "Garage door opened",
    "Vacuum returned to its dock",
    "Smoke detected on the landing",
    "Anna arrived home",
  ];
  const questions = [
    "where the car is parked",
    "hoover parked itself at the charger",
    "is there a fire",
    "when did she get back",
  ];
  const [found, asked] = [await builtIn.embed(sentences), await builtIn.embed(questions)];
  const best = asked.map((question) => found.map((one) => nearness(one, question)));
  expect(best.map((scores) => scores.indexOf(Math.max(...scores)))).toEqual([0, 1, 2, 3]);
});

it("gives vectors of length one, and nothing for a text without words", async () => {
  const [some, none] = await builtIn.embed(["Kitchen light turned on", "  "]);
  expect(Math.hypot(...(some ?? []))).toBeCloseTo(1, 5);
  expect(some).toHaveLength(card.width);
  expect(none?.every((value) => value === 0)).toBe(true);
});

it("tells how well each word of a question is met by one of a text's", () => {
  const [all = 0, half = 0, none = 0] =
    builtIn.met?.("laundry flood", ["The laundry is flooded", "The laundry door opened", "Anna arrived"]) ?? [];
  expect(all).toBeGreaterThan(half);
  expect(half).toBeGreaterThan(none);
  expect(builtIn.met?.("lamp", ["lamp", ""])).toEqual([expect.closeTo(1, 5), 0]);
});
