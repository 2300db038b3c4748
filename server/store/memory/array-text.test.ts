import fc from "fast-check";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { arrayText } from "./array-text.ts";

const ODD = ["", "NULL", "null", "{}", '"', "\\", 'a\\"b,c', " x ", "\n", "{1,2}", null];
const any = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\0", "").toWellFormed());

describe.each(engines)("an array as text on %s", (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  it("is read as what it was, whatever the texts", async () => {
    const texts = [...ODD, ...fc.sample(any, 500)];
    const numbers = [0, -1, null, 32_767];
    const row = await db.row(sql`
      select ${arrayText(texts)}::text[] as texts, ${arrayText(numbers)}::int[] as numbers, ${arrayText([])}::int[] as none`);
    expect(row).toEqual({ texts, numbers, none: [] });
  });
});
