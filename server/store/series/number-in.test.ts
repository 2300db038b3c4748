import { describe, expect, it } from "vitest";
import { numberIn } from "./number-in.ts";

describe("a state is a number where Python says so", () => {
  it.each([
    ["21.5", 21.5],
    ["-3", -3],
    [" +.5 ", 0.5],
    ["5.", 5],
    ["1e3", 1000],
    ["1_000", 1000],
    ["unavailable", null],
    ["unknown", null],
    ["", null],
    ["nan", null],
    ["inf", null],
    ["1e999", null],
    ["0x10", null],
    ["1,5", null],
    [null, null],
  ])("%j is %j", (state, value) => expect(numberIn(state)).toBe(value));
});
