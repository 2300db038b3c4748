import { existsSync } from "node:fs";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { testDatabase } from "#db/testing.ts";
import { seedMap, seedNames } from "./seed-names.ts";

const named = Object.values(seedNames).flatMap((group) => Object.entries(group));

it("has a view for each name that is said to have one, and no view besides", async () => {
  await using db = await testDatabase();
  const views = await db.owner.rows<{ name: string }>(sql`
    select relname as name
    from pg_class
    where relnamespace = 'door'::regnamespace and relkind = 'v'
    limit 1000`);
  const said = named.filter(([, where]) => where === "view").map(([name]) => name);
  expect(said.toSorted()).toEqual(views.map(({ name }) => name).toSorted());
});

it("names rooms that are there, and each name once", () => {
  for (const [name, where] of named)
    if (typeof where === "object")
      expect(existsSync(new URL(`../../../${where.room}`, import.meta.url)), name).toBe(true);
  const names = named.map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(70);
});

it("tells of every name where it is", () => {
  for (const [name] of named) expect(seedMap()).toContain(`| \`${name}\` |`);
});
