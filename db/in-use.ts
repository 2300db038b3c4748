import sql from "sql-template-tag";
import type { Clock } from "#server/clock.ts";
import { Refusal } from "#server/refusal.ts";
import type { Database, Queries } from "./database.ts";
import { OWN_NAME } from "./postgres.ts";

const AGAIN = { seconds: 20 };
/** One that was killed is believed in for so long. */
const GONE = sql`interval '1 minute'`;

/** Says in the database that this program uses it, until disposed: sessions behind a pooler are nobody's. */
export async function stayInUse(db: Pick<Database, "for">, clock: Clock): Promise<AsyncDisposable> {
  const program = crypto.randomUUID();
  const asked = db.for("asked");
  const say = () => asked.run(sayAgain(program)).catch(() => {}); // that it is away is said elsewhere
  await say();
  const saying = clock.every(AGAIN, say);
  return {
    async [Symbol.asyncDispose]() {
      await saying[Symbol.asyncDispose]();
      await asked.run(sql`delete from memory.in_use where program = ${program}`).catch(() => {});
    },
  };
}

const sayAgain = (program: string) => sql`
  with gone as (delete from memory.in_use where seen_at < now() - ${GONE})
  insert into memory.in_use (program, name)
  values (${program}, ${OWN_NAME})
  on conflict (program) do update set seen_at = now()`;

/** @throws Refusal `database_in_use` where another HomeOps uses it: it would write on under what is being replaced */
export async function refuseOthers(db: Queries): Promise<void> {
  const there = await db.row<{ is_there: boolean }>(sql`select to_regclass('memory.in_use') is not null as is_there`);
  if (!there?.is_there) return;
  const other = await db.row<{ name: string }>(sql`
    select name
    from memory.in_use
    where seen_at > now() - ${GONE}
    limit 1`);
  if (!other) return;
  const message = `${other.name} (process and machine) uses this database; stop it first. Where it was killed, wait a minute`;
  throw new Refusal("database_in_use", message);
}
