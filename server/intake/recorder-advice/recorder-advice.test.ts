import sql from "sql-template-tag";
import { describe, expect, it } from "vitest";
import { engines } from "#db/testing.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { startHomeOps } from "#server/testing.ts";

describe.each(engines)("advice on the recorder on %s", (engine) => {
  it("comes once its past is here, and minds how long nobody listened", async () => {
    await using demo = await startSmallHouse();
    await using homeops = await startHomeOps({ engine });
    const { db } = homeops.world;
    const advice = () => homeops.ask("memory/recorder-advice");
    await homeops.ask("connections/add", { url: demo.url, token: demo.token, name: "Cottage" });
    await expect
      .poll(advice, { timeout: 60_000 })
      .toMatchObject({ state: "short_already", longest_absence_seconds: 0 });

    await db.run(sql`
      update memory.import
      set oldest = (select min(started_at) from memory.coverage where source = 'live') - interval '10 days'
      where part = 'history'`);
    expect(await advice()).toMatchObject({
      ...{ state: "advised", reaches_back_days: 10, keep_days: 3, database_bytes: 96 * 1_048_576 },
      yaml: "recorder:\n  purge_keep_days: 3",
    });

    await db.run(sql`
      insert into memory.coverage (home_id, connection_id, source, started_at, ended_at)
      select home_id, connection_id, source, started_at - interval '10 days', started_at - interval '101 hours'
      from memory.coverage
      where source = 'live'`);
    await db.run(sql`update memory.import set oldest = oldest - interval '10 days' where part = 'history'`);
    expect(await advice()).toMatchObject({ state: "advised", keep_days: 6, longest_absence_seconds: 101 * 3_600 });
  }, 90_000);
});
