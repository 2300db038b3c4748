import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import { type Asker, command } from "#server/command.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { addHome, addMember, addPerson, ensureOwner } from "#server/store/people/people.ts";
import { type Dispatch, dispatcher } from "./dispatch.ts";
import { trail } from "./trail.ts";

const seen = { input: z.strictObject({}), output: z.object({ home: z.int(), homes: z.int(), asker: z.string() }) };
const look = async (_: unknown, call: Parameters<Parameters<typeof command>[0]["run"]>[1]) => {
  const row = await call.db.row<{ n: number }>(sql`select count(*) as n from people.home`);
  return { home: call.home, homes: row?.n ?? 0, asker: call.asker.kind, left: "over" };
};
const room = {
  name: "room",
  commands: [
    command({ name: "room/look", summary: "Looks", isForGuests: true, isForSpeakers: true, ...seen, run: look }),
    command({ name: "room/change", summary: "Changes", access: "write", ...seen, run: look }),
    command({ name: "room/own", summary: "Changes one's own", isForGuests: true, access: "own", ...seen, run: look }),
    command({ name: "room/rebuild", summary: "Changes all", access: "write", scope: "server", ...seen, run: look }),
    command({
      name: "room/count",
      summary: "Counts",
      scope: "server",
      input: z.object({ from: z.iso.datetime(), limit: z.int().max(5), kind: z.enum(["a", "b"]) }),
      output: z.object({}),
      run: async () => ({}),
    }),
  ],
};

describe.each(engines)("dispatch on %s", (engine) => {
  let db: Database;
  let dispatch: Dispatch;
  let [ownerId, guest, admin] = ["", "", ""];
  let [house, cabin] = [0, 0];
  const owner: Asker = { kind: "owner" };
  const person = (personId: string): Asker => ({ kind: "person", personId });
  const ask = (name: string, body: unknown = {}, asker: Asker = owner) =>
    dispatch.run(name, body, { asker, requestId: "r1", from: { ip: "10.0.0.9" } });

  beforeAll(async () => {
    db = await testDatabase(engine);
    ownerId = await ensureOwner(db);
    [guest, admin] = [await addPerson(db, "Guest"), await addPerson(db, "Admin")];
    const world = { db, clock: systemClock, log: jsonLog("silent"), options: readOptions({}) };
    dispatch = dispatcher({ world, capabilities: [room], onTrail: trail(world) });
  });
  afterAll(() => db[Symbol.asyncDispose]());

  it("has no home to ask about before the first connection", async () => {
    await expect(ask("room/look")).rejects.toMatchObject({ code: "no_home", status: 404 });
  });

  it("means the only home, and wants to be told which of several", async () => {
    house = await addHome(db, { owner: ownerId, name: "House" });
    expect(await ask("room/look")).toEqual({ home: house, homes: 1, asker: "owner" });
    cabin = await addHome(db, { owner: ownerId, name: "Cabin" });
    await addMember(db, { home: cabin, person: guest, role: "guest" });
    await addMember(db, { home: cabin, person: admin, role: "admin" });
    await expect(ask("room/look")).rejects.toMatchObject({
      code: "which_home",
      status: 400,
      message: `Say which home is meant: set \`home\` to one of ${house} (House), ${cabin} (Cabin)`,
    });
    expect(await ask("room/look", { home: cabin })).toMatchObject({ home: cabin, homes: 2 });
    await expect(ask("room/look", { home: 999 })).rejects.toMatchObject({ code: "unknown_home", status: 404 });
  });

  it("lets a person see their homes only, asked by themselves or by the owner for them", async () => {
    const theirs = { home: cabin, homes: 1, asker: "person" };
    expect(await ask("room/look", {}, person(guest))).toEqual(theirs);
    expect(await ask("room/look", { as: { person: guest } })).toEqual(theirs);
    await expect(ask("room/look", { home: house }, person(guest))).rejects.toMatchObject({ code: "unknown_home" });
    await expect(ask("room/look", { as: { person: ownerId } }, person(guest))).rejects.toMatchObject({ status: 403 });
    expect(await ask("room/look", { as: { person: guest } }, person(guest))).toEqual(theirs);
  });

  it("shows a speaker the home it is in, and nobody an empty house", async () => {
    expect(await ask("room/look", { home: cabin, as: { speaker: true } })).toMatchObject({
      homes: 1,
      asker: "speaker",
    });
    expect(await ask("room/look", { as: { nobody: true } }, person(guest))).toMatchObject({
      homes: 0,
      asker: "nobody",
    });
  });

  it("answers a speaker and nobody only what is meant for them", async () => {
    for (const as of [{ speaker: true }, { nobody: true }])
      for (const name of ["room/own", "room/rebuild"])
        await expect(ask(name, { home: cabin, as }), name).rejects.toMatchObject({ code: "forbidden", status: 403 });
  });

  it("lets the person alone change what is their own", async () => {
    await expect(ask("room/own", { home: cabin })).rejects.toMatchObject({ code: "forbidden", status: 403 });
    expect(await ask("room/own", { home: cabin, as: { person: guest } })).toMatchObject({ asker: "person" });
  });

  it("lets owners and admins of a home change it, and of every home the server", async () => {
    await expect(ask("room/change", {}, person(guest))).rejects.toMatchObject({ code: "forbidden", status: 403 });
    await expect(ask("room/change", { home: cabin, as: { speaker: true } })).rejects.toMatchObject({ status: 403 });
    expect(await ask("room/change", {}, person(admin))).toMatchObject({ home: cabin });
    await expect(ask("room/rebuild", {}, person(admin))).rejects.toMatchObject({ code: "forbidden" });
    expect(await ask("room/rebuild", {}, person(ownerId))).toMatchObject({ home: 0 });
    expect(await ask("room/rebuild")).toMatchObject({ home: 0 });
  });

  it("leaves a row on the trail for every change and every refused one", async () => {
    const rows = await db.rows(sql`
      select action, success, user_id, home_id, host(ip_address) as ip, details ->> 'requestId' as request
      from home_assistant_audit_log
      where action = 'room/change'
      order by created_at
      limit 10`);
    expect(rows).toEqual([
      { action: "room/change", success: false, user_id: guest, home_id: null, ip: "10.0.0.9", request: "r1" },
      { action: "room/change", success: false, user_id: null, home_id: null, ip: "10.0.0.9", request: "r1" },
      { action: "room/change", success: true, user_id: admin, home_id: cabin, ip: "10.0.0.9", request: "r1" },
    ]);
  });

  it("says the first few problems of an input in one sentence", async () => {
    await expect(ask("room/count", { from: "yesterday", limit: 9, kind: "c", more: 1 })).rejects.toMatchObject({
      code: "bad_input",
      message:
        'The input was not understood: from: Invalid ISO datetime; limit: Too big: expected number to be <=5; kind: Invalid option: expected one of "a"|"b"; and 1 more',
    });
    await expect(ask("room/look", { homee: 1 })).rejects.toThrow('Unrecognized key: "homee"');
    await expect(ask("room/look", { home: cabin, as: { person: "me" } })).rejects.toThrow("as.person: Invalid UUID");
    await expect(ask("room/look", [])).rejects.toThrow("must be a JSON object");
    await expect(ask("room/nothing")).rejects.toMatchObject({ code: "unknown_command", status: 404 });
  });
});
