import { expect, it } from "vitest";
import { forecast } from "./forecast.ts";

const MB = 1_000_000;
const days = (n: number, bytes = 30 * MB) => Array.from({ length: n }, (_, i) => ({ day: String(i), bytes }));
const room = { bytes: 1_000 * MB, capBytes: null, freeBytes: 10_000 * MB, keptDays: 90, sizes: [] };

it.each([
  ["nothing is known yet", { ...room, days: [] }, { bytes_a_day: null, days_left: null, levels_off_at: null }],
  ["it fills before days go", { ...room, freeBytes: 1_230 * MB, days: days(10) }, { days_left: 41 }],
  ["days go before it fills", { ...room, days: days(10) }, { days_left: null, levels_off_at: (1_000 + 81 * 30) * MB }],
  ["as many go as come", { ...room, days: days(91) }, { days_left: null, levels_off_at: 1_000 * MB, bytes_a_day: 0 }],
  ["the cap is nearer than the disk", { ...room, capBytes: 1_300 * MB, days: days(10) }, { days_left: 10 }],
  [
    "nothing ever goes",
    { ...room, keptDays: null, freeBytes: 3_000 * MB, days: days(5) },
    { days_left: 100, levels_off_at: null },
  ],
  ["over the cap already", { ...room, capBytes: 900 * MB, days: days(5) }, { days_left: 0 }],
  [
    "summaries grow on after the days do not",
    {
      ...room,
      days: days(91),
      sizes: [
        { day: "2026-11-01", bytes: 900 * MB, event_bytes: 800 * MB },
        { day: "2026-11-11", bytes: 1_000 * MB, event_bytes: 850 * MB },
      ],
      freeBytes: 500 * MB,
    },
    { bytes_a_day: 5 * MB, days_left: 100 },
  ],
])("where %s", (_, parts, expected) => {
  expect(forecast(parts)).toMatchObject(expected);
});
