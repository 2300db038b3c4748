import { expect, it } from "vitest";
import { precedenceOf, wilson } from "./precedence.ts";

it.each([
  ["nearly always, and never else", { times: 44, before: 41, others: 440, beforeOthers: 20 }, 2],
  ["eight of eight", { times: 8, before: 8, others: 88, beforeOthers: 0 }, 0],
  ["two times in three, where chance is small", { times: 40, before: 30, others: 440, beforeOthers: 11 }, 1],
])("is usual: %s", (_, counted, expected) => expect(precedenceOf(counted)?.expected).toBe(expected));

it.each([
  ["always, and at any other moment too", { times: 44, before: 44, others: 440, beforeOthers: 430 }],
  ["often, and often else", { times: 44, before: 40, others: 440, beforeOthers: 150 }],
  ["too few times", { times: 5, before: 5, others: 55, beforeOthers: 0 }],
  ["as often as not", { times: 40, before: 21, others: 440, beforeOthers: 0 }],
  ["nothing to compare with", { times: 40, before: 40, others: 0, beforeOthers: 0 }],
])("is not: %s", (_, counted) => expect(precedenceOf(counted)).toBeUndefined());

it("bounds a share from both sides", () => {
  expect(wilson(0, 0, 2)).toEqual([0, 1]);
  const [least, most] = wilson(9, 10, 1.96);
  expect(least).toBeCloseTo(0.596, 2);
  expect(most).toBeCloseTo(0.982, 2);
});
