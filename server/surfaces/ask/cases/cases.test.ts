import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { memoryHome } from "#server/store/memory/testing.ts";
import { keepCase, localCases } from "#server/store/memory/wrong-answers/queries.ts";

const told = {
  answer: "Garage door last opened yesterday at 07:20.",
  result: { kind: "instant" as const, value: "2026-11-25T07:20:15.000000+00:00" },
  understood: { intent: "last" as const, entities: ["cover.garage"], from: null, to: null },
};
const at = "2026-11-26T13:30:00.000000+00:00";
const wrongly = (question: string, correction: string | null = null) => ({
  ...{ question, correction, told, before: null, asked_at: at },
});

describe.each(engines)("answers that somebody called wrong, on %s", (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase(engine);
  }, 120_000);
  afterAll(() => db[Symbol.asyncDispose]());

  it("keeps the question, what was understood and what would have been right, newest first", async () => {
    const { home } = await memoryHome(db);
    await keepCase(db, home, wrongly("when did the garage open", "at eight"));
    await keepCase(db, home, wrongly("when did it close"));
    expect(await localCases(db, home, 10)).toMatchObject([
      wrongly("when did it close"),
      wrongly("when did the garage open", "at eight"),
    ]);
  });

  it("keeps no more than a thousand of a home", async () => {
    const { home } = await memoryHome(db);
    await db.run(sql`
      insert into memory.wrong_answer (home_id, asked_at, question, told)
      select ${home}, ${at}, 'question ' || n, ${JSON.stringify(told)}::jsonb
      from generate_series(0, 999) as n`);
    await keepCase(db, home, wrongly("question 1000"));
    const kept = await localCases(db, home, 2_000);
    expect([kept.length, kept[0]?.question, kept.at(-1)?.question]).toEqual([1_000, "question 1000", "question 1"]);
  });

  it("shows one home's cases to nobody else", async () => {
    const { home } = await memoryHome(db);
    await keepCase(db, home, wrongly("when did the garage open"));
    const seen = await db.as("00000000-0000-4000-8000-000000000001").rows(sql`select id from memory.wrong_answer`);
    expect(seen).toEqual([]);
  });
});
