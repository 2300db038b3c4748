import { expect, it } from "vitest";
import { isMeant } from "./forget-letters.ts";

const what = {
  from: "2026-11-21T10:00:00+00:00",
  to: "2026-11-21T11:00:00+00:00",
  entities: null,
  entityIds: [] as string[],
};
const letter = (body: string, at = "2026-11-22T08:00:00+00:00") => ({ at, body: Buffer.from(body) });

it.each([
  ['{"at":"2026-11-21T10:30:00.000001+00:00"}', true],
  ['{"at":"2026-11-21T11:30:00+01:00"}', true],
  ['{"time_fired": "2026-11-21T10:59:59Z", "da', true],
  ['{"at":"2026-11-21T11:00:00+00:00"}', false],
  ['{"lu":1795257000.5}', true],
  ['{"lu":1795257000.5,"id":91795257000}', true],
  ['{"id":91795257000}', false],
  ["not a time at all", false],
])("a letter goes by the instants in it: %s", (body, isGone) => {
  expect(isMeant(letter(body), what)).toBe(isGone);
});

it("goes by when it was put aside, too, and of single entities only where it names one", () => {
  expect(isMeant(letter("torn", "2026-11-21T10:10:00+00:00"), what)).toBe(true);
  const hall = { ...what, entities: [1], entityIds: ["light.hall"] };
  const told = (entity: string) => letter(`{"entity_id":"${entity}","at":"2026-11-21T10:30:00Z"}`);
  expect(isMeant(told("light.hall"), hall)).toBe(true);
  expect(isMeant(told("light.hall_2"), hall)).toBe(false);
});
