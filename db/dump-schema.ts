import { readFileSync, writeFileSync } from "node:fs";
import { describeSchema } from "./describe-schema.ts";
import { testDatabase } from "./testing.ts";

const GOLDEN = new URL("./schema.sql", import.meta.url);

await using db = await testDatabase();
const schema = await describeSchema(db.owner);
if (!process.argv.includes("--check")) writeFileSync(GOLDEN, schema);
else if (readFileSync(GOLDEN, "utf8") !== schema) {
  console.error("db/schema.sql is stale: run `npm run schema` and read what changed");
  process.exitCode = 1;
}
