import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { describeSchema } from "./describe-schema.ts";
import { engines, testDatabase } from "./testing.ts";

it.each(engines)("schema.sql tells what the migrations make on %s", async (engine) => {
  await using db = await testDatabase(engine);
  expect(await describeSchema(db.owner)).toBe(readFileSync(new URL("./schema.sql", import.meta.url), "utf8"));
});
