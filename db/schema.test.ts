import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { describeDoor } from "./describe-door.ts";
import { describeSchema } from "./describe-schema.ts";
import { engines, testDatabase } from "./testing.ts";

const read = (file: string) => readFileSync(new URL(file, import.meta.url), "utf8");

it.each(engines)("schema.sql and the page of views tell what the migrations make on %s", async (engine) => {
  await using db = await testDatabase(engine);
  expect(await describeSchema(db.owner)).toBe(read("./schema.sql"));
  expect(await describeDoor(db.owner)).toBe(read("../docs/sql-views.md"));
});
