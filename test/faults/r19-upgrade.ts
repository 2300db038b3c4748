import { createHash } from "node:crypto";
import sql from "sql-template-tag";
import { type Database, type Engine, openDatabase, type Session } from "#db/database.ts";
import { describeSchema } from "#db/describe-schema.ts";
import { migrations } from "#db/migrate.ts";
import { pglite } from "#db/pglite.ts";
import { postgres } from "#db/postgres.ts";
import { upgrade } from "#db/snapshot/upgrade.ts";
import { jsonLog } from "#server/log.ts";
import { statementsIn } from "./statements.ts";

/** What a database holds after its upgrade, in a form that two runs can be compared by. */
type Told = { statements: number; schema: string; steps: number; people: unknown[] };

/**
 * Brings one database up to the given number of steps and says what is in it; or ends like a power switch after so many statements.
 * Arguments: address or folder, data folder, steps, the statement to end after (0: none), whether somebody moves in.
 */
const [where = "", dataFolder = "", steps = "", endAfter = "0", movesIn = ""] = process.argv.slice(2);
let statements = 0;

function ending(engine: Engine): Engine {
  const connect: Engine["connect"] = async (kind) => {
    const session = await engine.connect(kind);
    return { ...session, query: (text, values) => oneByOne(session, text, values) };
  };
  return { ...engine, connect };
}

async function oneByOne(session: Session, text: string, values?: unknown[]) {
  let answer = { rows: [] as unknown[], count: 0 };
  for (const one of values?.length ? [text] : statementsIn(text)) {
    const isLast = ++statements === Number(endAfter);
    const answered = session.query(one, values);
    if (isLast && statements % 2 === 0) setImmediate(() => process.kill(process.pid, "SIGKILL")); // under way
    answer = await answered;
    if (isLast) process.kill(process.pid, "SIGKILL"); // and done
  }
  return answer;
}

const engine = where.startsWith("postgres:") ? postgres(where) : await pglite({ dataDir: where });
await using db: Database = openDatabase(ending(engine));
const wanted = migrations().slice(0, Number(steps));
await upgrade(db, { dataFolder, snapshots: 3, keyMark: null, log: jsonLog("silent") }, wanted);
const upgraded = statements;
if (movesIn) {
  await db.run(sql`insert into users (name) values ('anna')`);
  await db.run(sql`insert into people.home (name) select 'home ' || n from generate_series(1, 500) as n`);
}
const applied = await db.owner.row<{ n: number }>(sql`select count(*) as n from homeops_migration`);
const people = await db.rows(sql`select users.*, (select count(*) from people.home) as homes from users`);
const schema = createHash("sha256")
  .update(await describeSchema(db.owner))
  .digest("hex");
const told: Told = { statements: upgraded, schema, steps: applied?.n ?? 0, people };
console.log(JSON.stringify(told));
