import { expect, it } from "vitest";
import { endOf } from "./week-end.ts";

it("ends the week before on the day on which the seven days until now begin, over months and years too", () => {
  expect(endOf("2026-11-28", 1)).toBe("2026-11-21");
  expect(endOf("2026-11-28", 4)).toBe("2026-10-31");
  expect(endOf("2027-01-03", 1)).toBe("2026-12-27");
});
