import fc from "fast-check";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { storableInstant, storableJson, storableText } from "./storable.ts";

const isTaken = (keep: () => unknown): boolean => {
  try {
    keep();
    return true;
  } catch {
    return false;
  }
};

describe("what is storable", () => {
  it.each([
    ["a NUL", "\0", false],
    ["half a character", "\ud83c", false],
    ["the other half", "a\udfe0", false],
    ["a whole one", "\ud83c\udfe0", true],
    ["words that look like an escape", "\\u0000", true],
    ["a backslash before such words", "\\\\ud800", true],
  ])("judges %s as text and inside JSON alike", (_, text, expected) => {
    expect(isTaken(() => storableText(text))).toBe(expected);
    expect(isTaken(() => storableJson({ key: text }))).toBe(expected);
    expect(isTaken(() => storableJson({ [text]: 1 }))).toBe(expected);
  });

  it("gives every instant the offset +00:00, and leaves one that has it untouched", () => {
    expect(storableInstant("2026-03-29T03:30:00.000001+02:00")).toBe("2026-03-29T01:30:00.000001+00:00");
    const plain = "2026-03-29T01:30:00.000001+00:00";
    expect(storableInstant(plain)).toBe(plain);
  });
});

describe.each(engines)("on %s", (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  it("is taken by the database as it is, whatever the text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
        if (!isTaken(() => storableText(text))) return;
        const body = storableJson({ text });
        const row = await db.row<{ kept: string; body: { text: string } }>(
          sql`select ${text}::text as kept, ${body}::jsonb as body`,
        );
        expect(row).toEqual({ kept: text, body: { text } });
      }),
      { numRuns: 150 },
    );
  });

  it("refuses nothing that the database would take", async () => {
    for (const text of ["\0", "\ud800"]) {
      await expect(db.rows(sql`select ${JSON.stringify({ text })}::jsonb`)).rejects.toMatchObject({
        code: expect.stringMatching(/^22/),
      });
    }
  });
});
