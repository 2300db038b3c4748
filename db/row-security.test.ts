import sql, { raw } from "sql-template-tag";
import { describe, expect, it } from "vitest";
import type { Database } from "./database.ts";
import { engines, testDatabase } from "./testing.ts";

type Household = { person: string; home: number };

async function household(db: Database, name: string): Promise<Household> {
  const user = await db.row<{ id: string }>(sql`insert into users (name) values (${name}) returning id`);
  const home = await db.row<{ id: number }>(sql`insert into people.home (name) values (${name}) returning id`);
  const person = user?.id ?? "";
  const id = home?.id ?? 0;
  await db.run(sql`insert into people.member (home_id, user_id, role) values (${id}, ${person}, 'owner')`);
  const connection = await db.row<{ id: string }>(sql`
    insert into home_assistant_connections (home_id, user_id, name, url, encrypted_token)
    values (${id}, ${person}, ${name}, ${`http://${name}`}, 'sealed')
    returning id`);
  const entity = await db.row<{ id: number }>(sql`
    insert into house.entity (home_id, connection_id, entity_id)
    values (${id}, ${connection?.id}, ${`light.${name}`})
    returning id`);
  await db.run(sql`
    insert into memory.event (at, home_id, entity_id, type_id, source, state)
    values ('2026-11-21T10:00:00+00:00', ${id}, ${entity?.id}, 0, 'l', 'on')`);
  await db.run(sql`insert into memory.posting (hour, home_id, entity_id, times)
    values ('2026-11-21T10:00:00+00:00', ${id}, ${entity?.id}, array['2026-11-21T10:00:00+00:00'::timestamptz])`);
  return { person, home: id };
}

describe.each(engines)("row level security on %s", (engine) => {
  it("shows a person the rows of their own homes, in every table that has any, and nobody else any", async () => {
    await using db = await testDatabase(engine);
    await db.rows(sql`select memory.make_day('2026-11-21')`);
    const anna = await household(db, "anna");
    const ben = await household(db, "ben");
    const tables = await db.owner.rows<{ name: string }>(sql`
      select c.oid::regclass::text as name
      from pg_class as c
      join pg_attribute as a on a.attrelid = c.oid and a.attname = 'home_id'
      where c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'member'`);
    expect(tables.length).toBeGreaterThan(15);
    for (const { name } of tables) {
      const others = sql`select count(*) as n from ${raw(name)} where home_id <> ${anna.home}`;
      expect(await db.as(anna.person).row(others), name).toEqual({ n: 0 });
      expect(await db.as(crypto.randomUUID()).row(sql`select count(*) as n from ${raw(name)}`), name).toEqual({ n: 0 });
    }
    expect(await db.as(ben.person).rows(sql`select entity_id, new_state from home_assistant_events`)).toEqual([
      { entity_id: "light.ben", new_state: "on" },
    ]);
    const span = sql`memory.events_between(${anna.home}::int, '2026-11-21', '2026-11-22', null)`;
    expect(await db.as(ben.person).rows(sql`select at from ${span}`)).toEqual([]);
    expect(await db.as(anna.person).rows(sql`select at from ${span}`)).toHaveLength(1);
  });

  it("lets a person change nothing, and read no sealed token", async () => {
    await using db = await testDatabase(engine);
    await db.rows(sql`select memory.make_day('2026-11-21')`);
    const { person } = await household(db, "carla");
    await expect(db.as(person).rows(sql`select encrypted_token from home_assistant_connections`)).rejects.toMatchObject(
      { code: "42501" },
    );
    await expect(db.as(person).run(sql`delete from memory.event`)).rejects.toMatchObject({ code: "42501" });
    await expect(db.as(person).run(sql`update people.home set name = 'mine'`)).rejects.toMatchObject({ code: "42501" });
    await expect(db.as(person).rows(sql`select memory.make_day('2026-11-22')`)).rejects.toMatchObject({
      code: "42501",
    });
  });
});
