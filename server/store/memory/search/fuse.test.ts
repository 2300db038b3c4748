import { expect, it } from "vitest";
import { fuse } from "./fuse.ts";
import { marksIn } from "./marks.ts";

const hits = (...scored: [number, number][]) => scored.map(([id, score]) => ({ id, score }));
const order = (fused: Map<number, number>) => [...fused].toSorted(([, a], [, b]) => b - a).map(([id]) => id);

it("puts first what both lists have near their heads", () => {
  const fused = fuse([
    { hits: hits([1, 9], [2, 8], [3, 7]), weight: 1 },
    { hits: hits([4, 0.9], [2, 0.8], [5, 0.7]), weight: 1 },
  ]);
  expect(order(fused)[0]).toBe(2);
});

it("gives those of one score one rank, and follows the heavier list", () => {
  const fused = fuse([
    { hits: hits([1, 5], [2, 5]), weight: 0.1 },
    { hits: hits([3, 1]), weight: 1 },
  ]);
  expect(fused.get(1)).toBe(fused.get(2));
  expect(order(fused)[0]).toBe(3);
});

it("marks words in other forms, in letters of any alphabet, and nothing inside of others", () => {
  expect(marksIn("Garage doors opened", ["door", "open"])).toEqual([
    [7, 12],
    [13, 19],
  ]);
  expect(marksIn("Küche: Licht an", ["küche"])).toEqual([[0, 5]]);
  expect(marksIn("Outdoor light", ["door"])).toEqual([]);
});
