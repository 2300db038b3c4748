import { describe, expect, it } from "vitest";
import { linkingContexts } from "./linking.ts";
import type { Context } from "./observation.ts";
import { seen } from "./testing.ts";

const at = (second: number) => `2026-11-21T06:45:${String(second).padStart(2, "0")}.000000+00:00`;
const key = (second: number, entity_id = 1) => ({ at: at(second), entity_id, type_id: 0 });
const row = (second: number, rest: object, entity_id = 1) => ({
  ...key(second, entity_id),
  context_id: null,
  parent_id: null,
  user_id: null,
  cause: null,
  ...rest,
});

function linking() {
  const link = linkingContexts();
  return (second: number, context: Context | null, { entity = 1, cause }: { entity?: number; cause?: string } = {}) =>
    link(seen("light.hall", at(second), { context, cause }), key(second, entity));
}

describe("a context", () => {
  it("is not kept where it stands alone", () => {
    const link = linking();
    expect(link(1, { id: "a" })).toEqual([]);
    expect(link(2, { id: "b", parent_id: null, user_id: null })).toEqual([]);
    expect(link(3, null)).toEqual([]);
  });

  it("is kept with a user, and with a parent", () => {
    const link = linking();
    expect(link(1, { id: "a", user_id: "anna" })).toEqual([row(1, { context_id: "a", user_id: "anna" })]);
    expect(link(2, { id: "b", parent_id: "elsewhere" })).toEqual([row(2, { context_id: "b", parent_id: "elsewhere" })]);
  });

  it("is kept of both when a second event shares it, and of each that follows once", () => {
    const link = linking();
    link(1, { id: "a" });
    expect(link(2, { id: "a" }, { entity: 2 })).toEqual([row(1, { context_id: "a" }), row(2, { context_id: "a" }, 2)]);
    expect(link(3, { id: "a" }, { entity: 3 })).toEqual([row(3, { context_id: "a" }, 3)]);
  });

  it("is kept of an earlier event when a later one names it as its parent", () => {
    const link = linking();
    link(1, { id: "a" });
    expect(link(2, { id: "b", parent_id: "a" })).toEqual([
      row(1, { context_id: "a" }),
      row(2, { context_id: "b", parent_id: "a" }),
    ]);
    expect(link(3, { id: "c", parent_id: "a" })).toEqual([row(3, { context_id: "c", parent_id: "a" })]);
  });

  it("does not link an event with itself when it is told again", () => {
    const link = linking();
    link(1, { id: "a" });
    expect(link(1, { id: "a" })).toEqual([]);
    expect(link(1, { id: "a" })).toEqual([]);
    expect(link(2, { id: "a" })).toHaveLength(2);
  });

  it("is not needed for a cause that the logbook told", () => {
    const link = linking();
    expect(link(1, null, { cause: '{"context_name":"Dusk"}' })).toEqual([row(1, { cause: '{"context_name":"Dusk"}' })]);
    expect(link(2, { id: "a" }, { cause: "{}" })).toEqual([row(2, { context_id: "a", cause: "{}" })]);
  });
});
