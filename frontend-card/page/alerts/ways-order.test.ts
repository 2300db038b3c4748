import { expect, it } from "vitest";
import { inOrder, shifted, turned } from "./ways-order.ts";

const ways = [1, 2, 3].map((channel) => ({ channel, kind: "email", name: `way ${channel}`, is_on: true }));

it("lists what was chosen in its order, then the rest, and leaves out what has gone", () => {
  expect(inOrder(ways, [3, 9, 1]).map(({ channel, isChosen }) => [channel, isChosen])).toEqual([
    [3, true],
    [1, true],
    [2, false],
  ]);
});

it("moves a way by one place, not beyond the ends", () => {
  expect(shifted([1, 2, 3], 3, -1)).toEqual([1, 3, 2]);
  expect(shifted([1, 2, 3], 1, 1)).toEqual([2, 1, 3]);
  expect(shifted([1, 2, 3], 1, -1)).toEqual([1, 2, 3]);
  expect(shifted([1, 2], 7, 1)).toEqual([1, 2]);
});

it("chooses a way last, and takes it away again", () => {
  expect(turned([2], 1, true)).toEqual([2, 1]);
  expect(turned([2, 1], 2, false)).toEqual([1]);
});
