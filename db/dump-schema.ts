import { readFileSync, writeFileSync } from "node:fs";
import { describeDoor } from "./describe-door.ts";
import { describeSchema } from "./describe-schema.ts";
import { testDatabase } from "./testing.ts";

await using db = await testDatabase();
const made = { "./schema.sql": await describeSchema(db.owner), "../docs/sql-views.md": await describeDoor(db.owner) };
for (const [name, text] of Object.entries(made)) {
  const file = new URL(name, import.meta.url);
  if (!process.argv.includes("--check")) writeFileSync(file, text);
  else if (readFileSync(file, "utf8") !== text) {
    console.error(`${name} is stale: run \`npm run schema\` and read what changed`);
    process.exitCode = 1;
  }
}
