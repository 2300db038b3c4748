import { expect, it } from "vitest";
import { z } from "zod";
import { capabilities } from "#server/capabilities.ts";
import { InstantText } from "#server/store/memory/contract.ts";

const LARGEST = 2 ** 31 - 1;
/** Bytes of a file: no row is looked up by them. */
const ANY_SIZE = ["import/upload bytes"];

it("takes no number that the database cannot hold, so that a wrong one is named and not called a bug", () => {
  const asked = capabilities.flatMap(({ commands = [], feeds = [] }) => [...commands, ...feeds]);
  const tooWide = asked.flatMap(({ name, input }) =>
    integersIn(z.toJSONSchema(input, { io: "input", unrepresentable: "any" })).flatMap(({ at, maximum }) =>
      maximum > LARGEST ? [`${name} ${at}`] : [],
    ),
  );
  expect(tooWide).toEqual(ANY_SIZE);
});

it("takes no time that the database cannot hold", () => {
  const isTaken = (text: string) => InstantText.safeParse(text).success;
  expect(["0000-01-01T00:00:00Z", "0999-12-31T23:59:59Z", "banana"].map(isTaken)).toEqual([false, false, false]);
  expect(["1000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999-14:00"].map(isTaken)).toEqual([true, true]);
});

type Place = { at: string; maximum: number };

function integersIn(schema: unknown, at = ""): Place[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { type, maximum = Number.POSITIVE_INFINITY } = schema as { type?: string; maximum?: number };
  const inner = Object.entries(schema).flatMap(([key, one]) => integersIn(one, named(at, key)));
  return type === "integer" ? [{ at, maximum }, ...inner] : inner;
}

const named = (at: string, key: string): string =>
  ["properties", "items", "anyOf", "allOf"].includes(key) || /^\d+$/.test(key)
    ? at
    : [at, key].filter(Boolean).join(".");
