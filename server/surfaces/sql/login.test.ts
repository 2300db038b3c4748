import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { startHomeOps } from "#server/testing.ts";

it.each(["embedded", "postgresql"] as const)(
  "says how to make a login on a database that is not ours: %s",
  async (engine) => {
    await using homeops = await startHomeOps({ engine });
    await homeops.world.db.run(sql`insert into people.home (name) values ('House')`);
    await expect(homeops.ask("sql/login")).rejects.toMatchObject({
      code: "not_own_database",
      message: expect.stringContaining("docs/sql.md"),
    });
  },
);
