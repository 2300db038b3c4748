import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chooseManner } from "../look/locale.ts";
import { type Alert, howItStands, toldIn } from "./alert-row.ts";

beforeAll(() => void chooseManner({ dates: "en-GB", timeZone: "UTC" }));
afterAll(() => void chooseManner({}));

const NOW = Date.parse("2026-11-28T10:00:00Z");
const alert = (parts: Partial<Alert> = {}): Alert => ({
  ...{ alert: 1, finding: 7, kind: "battery-low", severity: "error", is_danger: false, title: "Battery low", text: "" },
  ...{ rule: "error", level: 1, levels: 3, opened_at: "2026-11-28T09:00:00Z", closed_at: null, acked_at: null },
  ...{ acked_by: null, snoozed_until: null, told: [] },
  ...parts,
});

describe("how an alert stands", () => {
  it.each<[string, Partial<Alert>, RegExp]>([
    ["nobody has it, and how far its rule has come", {}, /^Nobody has it yet · step 1 of 3 · since 28 Nov.*09:00$/],
    ["nobody has it, of one step", { levels: 1 }, /^Nobody has it yet · since /],
    ["who has it", { acked_at: "2026-11-28T09:30:00Z", acked_by: "Anna" }, /^Anna has it, since 28 Nov.*09:30$/],
    ["that somebody has it", { acked_at: "2026-11-28T09:30:00Z" }, /^Somebody has it, since /],
    ["until when it is quiet", { snoozed_until: "2026-11-29T06:00:00Z" }, /^Quiet until 29 Nov.*06:00$/],
    ["that the quiet is over", { snoozed_until: "2026-11-28T06:00:00Z" }, /^Nobody has it yet/],
  ])("says %s", (_, parts, told) => {
    expect(howItStands(alert(parts), NOW)).toMatch(told);
  });
});

it.each<[Parameters<typeof toldIn>[0], string]>([
  [{ person: "Anna", by: "companion", kind: "alert", state: "sent", why: null }, "Anna · Phone: told, sent"],
  [
    { person: null, by: "light", kind: "reminder", state: "unknown", why: "no answer in time" },
    "The household · Light: told again, nobody knows whether it arrived, no answer in time",
  ],
  [
    { person: "Ben", by: null, kind: "alert", state: "held", why: "budget" },
    "Ben: told, waits for the digest, the pushes of this month are used up",
  ],
])("says of a message %j", (telling, told) => {
  expect(toldIn(telling)).toBe(told);
});
