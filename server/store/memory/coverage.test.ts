import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { emptyHome, engines, testDatabase } from "#db/testing.ts";
import {
  coveredUntil,
  extendCoverage,
  keepGap,
  keepHistoryCoverage,
  latestGaps,
  mergeHistoryCoverage,
  startCoverage,
  type Where,
} from "./coverage.ts";

const at = (hour: number) => `2026-11-21T${String(hour).padStart(2, "0")}:00:00.000000+00:00`;

describe.each(engines)("coverage on %s", (engine) => {
  let db: Database;
  let where: Where;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  beforeEach(async () => {
    where = await emptyHome(db);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const spans = async (source: string) =>
    (
      await db.rows<{ started_at: string; ended_at: string }>(sql`
        select started_at, ended_at
        from memory.coverage
        where connection_id = ${where.connectionId} and source = ${source}
        order by started_at`)
    ).map(({ started_at, ended_at }) => [started_at, ended_at].map((each) => Number(each.slice(11, 13))));

  it("grows with what is durable, and never shrinks", async () => {
    expect(await coveredUntil(db, where, at(20))).toBe(undefined);
    const id = await startCoverage(db, where, at(3));
    await extendCoverage(db, id, at(7));
    await extendCoverage(db, id, at(5));
    expect(await coveredUntil(db, where, at(20))).toEqual({ until: at(7), since: at(3) });
    await startCoverage(db, where, at(9));
    expect(await coveredUntil(db, where, at(20))).toEqual({ until: at(9), since: at(9) });
    expect(await coveredUntil(db, where, at(8)), "what began later was told by a clock that was wrong").toEqual({
      until: at(7),
      since: at(3),
    });
    expect(await spans("live")).toEqual([
      [3, 7],
      [9, 9],
    ]);
  });

  it.each<[string, [number, number][], [number, number][]]>([
    [
      "side by side",
      [
        [1, 2],
        [2, 3],
        [3, 4],
      ],
      [[1, 4]],
    ],
    [
      "newest first, as an import leaves them",
      [
        [8, 9],
        [7, 8],
        [6, 7],
      ],
      [[6, 9]],
    ],
    [
      "apart",
      [
        [1, 2],
        [3, 4],
      ],
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      "overlapping",
      [
        [1, 4],
        [3, 6],
      ],
      [[1, 6]],
    ],
    [
      "inside one another",
      [
        [1, 9],
        [3, 4],
        [8, 9],
      ],
      [[1, 9]],
    ],
    [
      "one long and two apart inside it",
      [
        [1, 9],
        [2, 3],
        [5, 6],
        [10, 11],
      ],
      [
        [1, 9],
        [10, 11],
      ],
    ],
    [
      "twice the same",
      [
        [1, 2],
        [1, 2],
      ],
      [[1, 2]],
    ],
    [
      "two islands",
      [
        [1, 2],
        [6, 7],
        [2, 3],
        [5, 6],
      ],
      [
        [1, 3],
        [5, 7],
      ],
    ],
    ["alone", [[1, 2]], [[1, 2]]],
    ["none", [], []],
  ])("merges spans of history that lie %s", async (_, given, expected) => {
    const live = await startCoverage(db, where, at(0));
    await extendCoverage(db, live, at(2));
    for (const [from, to] of given) await keepHistoryCoverage(db, where, { from: at(from), to: at(to) });
    await mergeHistoryCoverage(db, where);
    expect(await spans("history")).toEqual(expected);
    await mergeHistoryCoverage(db, where);
    expect(await spans("history")).toEqual(expected);
    expect(await spans("live")).toEqual([[0, 2]]);
  });

  it("keeps one gap for one absence, as it is known last", async () => {
    const gap = { from: at(1), to: at(2), reason: "HomeOps was not connected", missing: "events" } as const;
    await keepGap(db, where, gap);
    await keepGap(db, where, { ...gap, to: at(3) });
    await keepGap(db, where, { ...gap, missing: "unrecorded entities", entities: ["light.hall"] });
    expect(await latestGaps(db, [where.home])).toMatchObject([
      { to: at(3), missing: "events" },
      { to: at(2), missing: "unrecorded entities" },
    ]);
  });
});
