import { expect, it } from "vitest";
import { Refusal } from "#server/refusal.ts";
import { isTurningAway, repeats } from "./turned-away.ts";

const refusal = (status: number) => new Refusal(`code ${status}`, "Not so", { status });

it("writes the first at once and counts what follows, so that whoever knocks without end fills no disk", async () => {
  const written: [string, number][] = [];
  const book = repeats<string>(async (who, _, times) => void written.push([who, times]));
  for (let n = 0; n < 500; n++) book.note("anna", "anna", refusal(401));
  book.note("ben", "ben", refusal(401));
  await Promise.resolve();
  expect(written).toEqual([
    ["anna", 1],
    ["ben", 1],
  ]);
  await book.flush();
  await book.flush();
  expect(written.slice(2)).toEqual([["anna", 499]]);
});

it("counts all of them where they are too many kinds to be kept apart", async () => {
  let [rows, times] = [0, 0];
  const book = repeats<number>(async (_, __, more) => {
    rows++;
    times += more;
  });
  for (let n = 0; n < 5_000; n++) book.note(`peer ${n}`, n, refusal(n % 2 ? 401 : 429));
  await book.flush();
  expect([rows, times]).toEqual([1_004, 5_000]);
});

it("tells being turned away from being wrong", () => {
  expect([400, 401, 403, 404, 409, 429, 500].filter((status) => isTurningAway(refusal(status)))).toEqual([
    401, 403, 429,
  ]);
  expect(isTurningAway(new Error("bug"))).toBe(false);
});
