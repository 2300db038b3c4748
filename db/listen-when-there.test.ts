import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { DatabaseAway } from "#server/database-away.ts";
import type { Database } from "./database.ts";
import { listenWhenThere } from "./listen-when-there.ts";
import { engines, testDatabase } from "./testing.ts";

describe.each(engines)("listening to a database that is not there yet, on %s", (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());
  const tell = (channel: string, payload: string) => db.rows(sql`select pg_notify(${channel}, ${payload})`);

  it("hears each of its channels from when it can, is told once that something was missed, and then no more", async () => {
    const heard: (string | undefined)[] = [];
    let isAway = true;
    const late: Pick<Database, "listen"> = {
      listen: async (channel, told) => {
        if (isAway && channel === "second") throw new DatabaseAway("it is not there yet");
        return db.listen(channel, told);
      },
    };
    const listening = listenWhenThere(late, ["first", "second"], (told) => heard.push(told));
    expect(await listening.isHearing()).toBe(false);
    expect(heard).toEqual([]);
    isAway = false;
    expect(await Promise.all([listening.isHearing(), listening.isHearing()])).toEqual([true, true]);
    expect(await listening.isHearing()).toBe(true);
    expect(heard).toEqual([undefined]);
    await tell("first", "1");
    await tell("second", "2");
    await vi.waitFor(() => expect(heard).toEqual([undefined, "1", "2"]));
    await listening[Symbol.asyncDispose]();
    await tell("first", "3");
    await db.rows(sql`select 1`);
    expect(heard).toHaveLength(3);
  });

  it("does not hide what is wrong with the channel itself", async () => {
    const listen = () => Promise.reject(new Error("no such thing"));
    await using listening = listenWhenThere({ listen }, ["first"], () => {});
    await expect(listening.isHearing()).rejects.toThrow("no such thing");
  });
});
