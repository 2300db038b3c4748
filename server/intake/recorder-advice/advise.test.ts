import { describe, expect, it } from "vitest";
import { advise, type Known } from "./advise.ts";

const GIB = 1_073_741_824;
const known: Known = {
  isConnected: true,
  isRead: true,
  reachesBackDays: 10,
  longestAbsenceSeconds: 3_600,
  keptDays: 90,
  databaseBytes: 2 * GIB,
};

describe("how short the recorder may be", () => {
  it("is three days where HomeOps was never away for long, with what that saves at most", () => {
    expect(advise(known)).toEqual({
      ...{ state: "advised", reaches_back_days: 10, longest_absence_seconds: 3_600, keep_days: 3 },
      ...{ database_bytes: 2 * GIB, saves_bytes: Math.round(1.4 * GIB), yaml: "recorder:\n  purge_keep_days: 3" },
    });
  });

  it("leaves a day more than the longest absence", () => {
    expect(advise({ ...known, longestAbsenceSeconds: 4.2 * 86_400 })).toMatchObject({ keep_days: 6 });
  });

  it("says nothing of room where Home Assistant does not tell its size", () => {
    expect(advise({ ...known, databaseBytes: null })).toMatchObject({ keep_days: 3, saves_bytes: null });
  });

  it.each([
    ["not_connected", { isConnected: false }],
    ["importing", { isRead: false }],
    ["importing", { reachesBackDays: null }],
    ["kept_here_shorter", { keptDays: 7 }],
    ["short_already", { reachesBackDays: 3 }],
    ["short_already", { longestAbsenceSeconds: 9.5 * 86_400 }],
  ] as const)("is not said: %s", (state, other) => {
    expect(advise({ ...known, ...other })).toMatchObject({ state, keep_days: null, saves_bytes: null, yaml: null });
  });

  it("is said where the memory keeps for ever", () => {
    expect(advise({ ...known, keptDays: null })).toMatchObject({ state: "advised" });
  });
});
