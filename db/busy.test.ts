import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { DatabaseAway, DatabaseBusy } from "#server/database-away.ts";
import { circuit } from "./circuit.ts";
import { KINDS } from "./kind-of-work.ts";
import { testDatabase } from "./testing.ts";

const LONGER_MS = KINDS.asked.seconds * 1_000 + 500;

it("lets those who ask wait for their turn while the only session has other work, and tells nobody that it is away", async () => {
  await using db = await testDatabase("embedded");
  const begun = Promise.withResolvers<void>();
  const working = db.for("background").transaction(async (tx) => {
    begun.resolve();
    for (const until = performance.now() + LONGER_MS; performance.now() < until; await pause(100))
      await tx.rows(sql`select 1`);
  });
  await begun.promise;
  const asking = Array.from({ length: 3 }, (_, n) => db.for("asked").row(sql`select ${n}::int as n`));
  expect(await Promise.all(asking)).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }]);
  expect(db.away()).toBeUndefined();
  await working;
}, 60_000);

it("asks on after one had no turn in time, and no longer where it does not answer at all", async () => {
  const line = circuit();
  const failing = (error: Error) => line.ask(() => Promise.reject(error)).catch((it: Error) => it);
  expect(await failing(new DatabaseBusy("others were answered"))).toBeInstanceOf(DatabaseBusy);
  expect(line.away()).toBeUndefined();
  expect(await line.ask(async () => "answer")).toBe("answer");
  await failing(new DatabaseAway("it is silent"));
  expect(line.away()).toBe("it is silent");
  await expect(line.ask(async () => "answer")).rejects.toBeInstanceOf(DatabaseAway);
});
