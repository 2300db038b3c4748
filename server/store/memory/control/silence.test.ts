import { describe, expect, it } from "vitest";
import { mentions } from "#server/forgetter.ts";
import { seen } from "../testing.ts";
import { silenceOf } from "./silence.ts";

const at = (time: string) => `2026-11-21T${time}+00:00`;
const all = silenceOf([{ from: at("10:00:00"), to: at("11:00:00"), entityIds: null }]);
const hall = silenceOf([{ from: at("10:00:00"), to: at("11:00:00"), entityIds: ["light.hall"] }]);
const call = (data: object) =>
  seen("light.x", at("10:30:00"), {
    type: "call_service",
    entityId: null,
    state: null,
    attributes: JSON.stringify(data),
  });

describe("silence", () => {
  it.each([
    ["09:59:59.999999", false],
    ["10:00:00", true],
    ["10:59:59.999999", true],
    ["11:00:00", false],
  ])("covers its span without its end: %s", (time, isSilent) => {
    expect(all.isSilent(seen("light.hall", at(time)))).toBe(isSilent);
  });

  it("is of single entities, and of events that name them", () => {
    expect(hall.isSilent(seen("light.hall", at("10:30:00")))).toBe(true);
    expect(hall.isSilent(seen("light.shed", at("10:30:00")))).toBe(false);
    expect(hall.isSilent(call({ service_data: { entity_id: ["light.shed", "light.hall"] } }))).toBe(true);
    expect(hall.isSilent(call({ service_data: { entity_id: ["light.hall_2", "my.light.hall"] } }))).toBe(false);
  });

  it.each([
    ["light.hall", true],
    ['"light.hall,light.shed"', true],
    ["light.hall_2", false],
    ["light.hall_2 and light.hall", true],
    ["flight.hall", false],
  ])("finds a name standing by itself: %s", (text, isNamed) => {
    expect(mentions(text, ["light.hall"])).toBe(isNamed);
  });
});
