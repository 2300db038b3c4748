import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { addHome, addMember, addPerson, ensureOwner, homesOf, learnHome, removeMember } from "./people.ts";

describe.each(engines)("people on %s", (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  it("makes one owner, however many starters there are", async () => {
    const owners = await Promise.all([ensureOwner(db), ensureOwner(db), ensureOwner(db)]);
    expect(new Set([...owners, await ensureOwner(db)]).size).toBe(1);
    expect(await homesOf(db, { kind: "owner" })).toEqual([]);
  });

  it("shows the owner every home, a person only those that admit them, and a speaker none", async () => {
    const owner = await ensureOwner(db);
    const home = await db.transaction((tx) => addHome(tx, { owner }));
    const other = await addHome(db, { owner, name: "Cabin", timeZone: "Europe/Oslo" });
    const guest = await addPerson(db, "Ada");
    await addMember(db, { home: other, person: guest, role: "guest" });

    expect((await homesOf(db, { kind: "owner" })).map(({ id }) => id)).toEqual([home, other]);
    expect(await homesOf(db, { kind: "person", personId: guest })).toEqual([
      { id: other, name: "Cabin", time_zone: "Europe/Oslo", role: "guest" },
    ]);
    expect(await homesOf(db, { kind: "person", personId: owner })).toMatchObject([
      { role: "owner" },
      { role: "owner" },
    ]);
    expect(await homesOf(db, { kind: "speaker" })).toEqual([]);

    await removeMember(db, { home: other, person: guest });
    expect(await homesOf(db, { kind: "person", personId: guest })).toEqual([]);
  });

  it("learns a home's name later and keeps what it knew of the rest", async () => {
    const home = await addHome(db, { owner: await ensureOwner(db), timeZone: "Europe/Berlin" });
    await learnHome(db, home, { name: "Seaside" });
    expect((await homesOf(db, { kind: "owner" })).at(-1)).toMatchObject({
      name: "Seaside",
      time_zone: "Europe/Berlin",
    });
  });
});
