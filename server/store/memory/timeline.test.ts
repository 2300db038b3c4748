import fc from "fast-check";
import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { Timeline } from "./contract.ts";
import { type MemoryHome, memoryHome, seen } from "./testing.ts";
import { timeline } from "./timeline.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const at = (time: string, day = 21) => `2026-11-${day}T${time}+00:00`;

describe.each(engines)("the timeline on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  beforeEach(async () => {
    home = await memoryHome(db);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  const page = (wanted: object = {}) => timeline(db, { ...Timeline.parse(wanted), home: home.home, now: NOW });
  const told = async (wanted: object = {}) =>
    (await page(wanted)).items.map(({ at, entity_id, state }) => `${at.slice(8, 19)} ${entity_id} ${state}`);
  /** All pages, one after the other. */
  async function walk(wanted: { limit: number; kinds?: string[] }) {
    const pages: { event: string; at: string }[][] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const next = await page({ ...wanted, ...(cursor ? { cursor } : {}) });
      pages.push(next.items);
      cursor = next.cursor;
    }
    return pages;
  }
  const furnish = (entityId: string, { area = null, labels = [] }: { area?: string | null; labels?: string[] }) =>
    db.run(sql`
      update house.entity
      set area_id = ${area}, labels = ${labels}::text[]
      where home_id = ${home.home} and entity_id = ${entityId}`);

  it("tells newest first, with what was before, names as they are now, and attributes where wished", async () => {
    await home.remember(
      seen("light.hall", at("11:00:00.000001"), { state: "off", oldState: null, attributes: '{"a":1}' }),
      seen("light.hall", at("11:30:00.000002"), { state: "on", oldState: "off" }),
      seen("light.hall", at("11:40:00"), {
        type: "doorbell",
        entityId: null,
        state: null,
        attributes: '{"b":2}',
        source: "backfill",
      }),
    );
    await db.run(sql`
      insert into house.item (home_id, connection_id, kind, item_id, name, body)
      values (${home.home}, ${home.connectionId}, 'area', 'hall', 'Hall', '{}')`);
    await furnish("light.hall", { area: "hall" });
    await db.run(sql`
      update house.entity
      set entity_id = 'light.entrance', name = 'Entrance'
      where home_id = ${home.home}`);
    const { items, cursor } = await page({ attributes: true });
    expect(cursor).toBeNull();
    expect(items).toMatchObject([
      {
        kind: "doorbell",
        entity_id: null,
        name: null,
        state: null,
        old_state: null,
        attributes: { b: 2 },
        source: "backfill",
      },
      {
        kind: "state_changed",
        entity_id: "light.entrance",
        name: "Entrance",
        area: "Hall",
        state: "on",
        old_state: "off",
      },
      { at: at("11:00:00.000001"), state: "off", old_state: null, attributes: { a: 1 }, source: "live" },
    ]);
    expect((await page()).items.map(({ attributes }) => attributes)).toEqual([null, null, null]);
  });

  it("answers from the first instant on and up to the last without it, so that spans lie side by side", async () => {
    const [first, last] = [at("09:00:00.000000"), at("10:00:00.000000")];
    await home.remember(seen("light.hall", first), seen("light.hall", at("09:30:00")), seen("light.hall", last));
    expect(await told({ from: first, to: last })).toEqual(["21T09:30:00 light.hall on", "21T09:00:00 light.hall on"]);
    expect(await told({ from: last })).toEqual(["21T10:00:00 light.hall on"]);
  });

  it.each<[string, object, string[]]>([
    ["entities", { entities: ["light.attic"] }, ["light.attic"]],
    ["areas", { areas: ["hall"] }, ["light.hall"]],
    ["areas by name", { areas: ["the HALL"] }, ["light.hall"]],
    ["labels", { labels: ["night", "never"] }, ["light.attic", "light.hall"]],
    ["two at once", { labels: ["night"], entities: ["light.hall", "light.shed"] }, ["light.hall"]],
    ["nobody", { entities: [] }, []],
    ["strangers", { entities: ["light.elsewhere"] }, []],
    ["states", { kinds: ["state_changed"] }, ["light.shed", "light.attic", "light.hall"]],
    ["actions", { kinds: ["call_service"] }, ["light.shed"]],
    ["actions on one", { kinds: ["call_service"], entities: ["light.hall"] }, []],
    ["what never happened", { kinds: ["doorbell"] }, []],
  ])("tells only of %s, open or closed", async (_, wanted, expected) => {
    await home.remember(
      seen("light.hall", at("09:00:00")),
      seen("light.attic", at("09:01:00")),
      seen("light.shed", at("09:02:00")),
      seen("light.shed", at("09:03:00"), { type: "call_service", state: null, context: { id: "c" } }),
    );
    await db.run(sql`
      insert into house.item (home_id, connection_id, kind, item_id, name, body)
      values (${home.home}, ${home.connectionId}, 'area', 'hall', 'The hall', '{}')`);
    await furnish("light.hall", { area: "hall", labels: ["night"] });
    await furnish("light.attic", { labels: ["night", "up"] });
    const entities = async () => (await page(wanted)).items.map(({ entity_id }) => entity_id);
    const expectedWithActions =
      "kinds" in wanted || !expected.includes("light.shed") ? expected : ["light.shed", ...expected];
    expect(await entities()).toEqual(expectedWithActions);
    await home.close(at("09:00:00"));
    expect(await entities()).toEqual(expectedWithActions);
  });

  it("finds the last word of a quiet entity, years back", async () => {
    await home.remember(seen("light.shed", "2021-01-01T00:00:00+00:00"), seen("light.hall", at("11:00:00")));
    expect(await told({ entities: ["light.shed"] })).toEqual(["01T00:00:00 light.shed on"]);
    await home.close("2021-01-01T00:00:00+00:00");
    expect(await told({ entities: ["light.shed"] })).toEqual(["01T00:00:00 light.shed on"]);
  });

  it.each(["due", "closed"])("finds rare kinds among many states page by page, while hours are %s", async (how) => {
    const rings = [
      "2026-06-01T08:00:00",
      "2026-11-20T23:59:59.999999",
      "2026-11-21T00:00:00",
      "2026-11-21T10:59:00",
    ].map((ring) => `${ring}+00:00`);
    const ring = (time: string, entityId: string | null, id = "r") =>
      seen("", time, { type: "doorbell", entityId, state: null, context: { id } });
    await home.remember(
      ...rings.map((time) => ring(time, null)),
      ring(at("10:58:00"), "light.hall"),
      ring(at("10:58:00"), null),
      ...Array.from({ length: 30 }, (_, n) => seen("light.hall", at(`10:${n + 10}:30`), { state: `s${n}` })),
    );
    const due = await db.rows<{ hour: string }>(sql`
      select hour from memory.due_hour where home_id = ${home.home} limit 10`);
    if (how === "closed") for (const { hour } of due) await home.close(hour);
    const pages = await walk({ limit: 2, kinds: ["doorbell", "never"] });
    expect(pages.map((each) => each.map((one) => one.at.slice(5, 19)))).toEqual([
      ["11-21T10:59:00", "11-21T10:58:00"],
      ["11-21T10:58:00", "11-21T00:00:00"],
      ["11-20T23:59:59", "06-01T08:00:00"],
    ]);
    expect(await told({ kinds: ["doorbell"], entities: ["light.hall"] })).toEqual(["21T10:58:00 light.hall null"]);
    expect(await told({ kinds: ["doorbell"], from: rings[1], to: rings[2] })).toEqual(["20T23:59:59 null null"]);
    expect((await page({ kinds: ["doorbell", "state_changed"], limit: 500 })).items).toHaveLength(36);
  });

  it("neither skips nor repeats from page to page, however many share an instant", async () => {
    const event = fc.record({
      entity: fc.nat(5),
      minute: fc.nat(4),
      isCall: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        async (events, limit, isClosed) => {
          home = await memoryHome(db);
          await home.remember(
            ...events.map(({ entity, minute, isCall }) =>
              seen(`light.n${entity}`, fromMicroseconds(toMicroseconds(at("07:58:00")) + minute * 60_000_000), {
                ...(isCall ? { type: "call_service", state: null, context: { id: "c" } } : {}),
              }),
            ),
          );
          if (isClosed) await home.close(at("07:00:00"));
          const distinct = new Set(events.map((each) => JSON.stringify(each))).size;
          const pages = await walk({ limit });
          const walked = pages.flat();
          expect(new Set(walked.map(({ event: id }) => id)).size).toBe(distinct);
          expect(walked).toHaveLength(distinct);
          expect(walked.map((each) => each.at)).toEqual(
            walked
              .map((each) => each.at)
              .toSorted()
              .reverse(),
          );
          expect(pages.slice(0, -1).every(({ length }) => length === limit)).toBe(true);
        },
      ),
      { numRuns: engine === "embedded" ? 10 : 30 },
    );
  }, 60_000);

  it("goes on from a cursor past events that came meanwhile", async () => {
    for (let n = 0; n < 4; n++) await home.remember(seen("light.hall", at(`10:0${n}:00`), { state: `s${n}` }));
    const first = await page({ limit: 2 });
    await home.remember(seen("light.hall", at("11:00:00"), { state: "new" }));
    const second = await page({ limit: 2, cursor: first.cursor });
    expect([...first.items, ...second.items].map(({ state }) => state)).toEqual(["s3", "s2", "s1", "s0"]);
  });

  it("refuses a cursor that it never gave", async () => {
    await expect(page({ cursor: "tomorrow" })).rejects.toMatchObject({ code: "unknown_event" });
  });
});
