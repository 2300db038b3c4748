import { describe, expect, it } from "vitest";
import { inOtherNames } from "./other-names.ts";

describe("other names", () => {
  it("tell what else people call a room and a thing that a sentence names", () => {
    const names = inOtherNames("Extractor turned on, Wet room").split(", ");
    expect(names).toEqual(expect.arrayContaining(["exhaust", "washroom"]));
  });

  it("know a thing by the plural too, and do not say again what was said", () => {
    const names = inOtherNames("Living room blinds opened").split(", ");
    expect(names).toContain("curtain");
    expect(names).not.toContain("blind");
  });

  it("tell nothing of what only has the letters of a name in it", () => {
    expect(inOtherNames("Boxing ring turned on")).toBe("");
  });
});
