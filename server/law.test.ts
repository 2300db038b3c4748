import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { emptyHome, testDatabase } from "#db/testing.ts";
import { lawOf } from "./law.ts";
import { addMember, addPerson } from "./store/people/people.ts";

const THINGS = 500;

it("looks up once who is hidden from somebody, and not for each thing of the home", async () => {
  await using db = await testDatabase();
  const { home, connectionId } = await emptyHome(db);
  await db.run(sql`
    insert into house.entity (home_id, connection_id, entity_id)
    select ${home}, ${connectionId}, (case when n % 100 = 0 then 'person.p' else 'light.l' end) || n
    from generate_series(1, ${THINGS}) as n`);
  const personId = await addPerson(db, "Anna");
  await addMember(db, { home, person: personId, role: "member" });
  await db.owner.script("set track_functions = 'all'");
  await db.as(personId).transaction(async (tx) => {
    const { hidden } = await lawOf(tx, { kind: "person", personId });
    expect(hidden.size).toBe(THINGS / 100);
    await tx.row(sql`select people.hidden_ids(), people.hidden_pattern(), people.seen_names()`);
    const called = await tx.row<{ hidden: number; homes: number }>(sql`
      select pg_stat_get_xact_function_calls('people.hidden'::regproc)::int as hidden,
        pg_stat_get_xact_function_calls('people.visible_homes'::regproc)::int as homes`);
    expect(called?.hidden).toBeLessThanOrEqual(5);
    expect(called?.homes).toBeLessThanOrEqual(40);
  });
});
