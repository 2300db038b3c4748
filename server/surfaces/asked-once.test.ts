import sql from "sql-template-tag";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Database } from "#db/database.ts";
import { engines } from "#db/testing.ts";
import { command } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import { startHomeOps } from "#server/testing.ts";
import { onceIn } from "./asked-once.ts";

const PATIENCE = { timeout: 20_000 };

let done = 0;
let gate: Promise<void> = Promise.resolve();
const add = command({
  name: "room/add",
  summary: "Adds one",
  scope: "server",
  access: "write",
  input: z.strictObject({ by: z.int(), fail: z.enum(["refused", "unheard", "broken"]).optional() }),
  output: z.object({ sum: z.int(), secret: z.string() }),
  run: async ({ by, fail }) => {
    await gate;
    done += by;
    if (fail === "refused") throw new Refusal("not_now", "Not now; ask again tomorrow", { status: 409 });
    if (fail === "unheard") throw new Refusal("timed_out", "It did not say; look there", { status: 504 });
    if (fail === "broken") throw new Error("a bug");
    return { sum: done, secret: "canary-of-an-answer" };
  },
});
const look = command({
  ...{ name: "room/look", summary: "Looks at it", scope: "server", input: z.strictObject({}) },
  output: z.object({ sum: z.int() }),
  run: async () => ({ sum: done }),
});

describe.each(engines)("an idempotency key on %s", (engine) => {
  let homeops: Awaited<ReturnType<typeof startHomeOps>>;
  let db: Database;
  beforeAll(async () => {
    homeops = await startHomeOps({ engine, capabilities: [{ name: "room", commands: [add, look] }] });
    db = homeops.world.db;
  }, 120_000);
  afterAll(() => homeops[Symbol.asyncDispose]());
  afterEach(() => {
    gate = Promise.resolve();
  });

  const post = async (key: string | undefined, body: object, path = "room/add") => {
    const answer = await fetch(`${homeops.url}/api/${path}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${homeops.token}`,
        "content-type": "application/json",
        ...(key !== undefined && { "idempotency-key": key }),
      },
      body: JSON.stringify(body),
    });
    const { sum, error } = (await answer.json()) as { sum?: number; error?: { code: string } };
    return { status: answer.status, sum, code: error?.code };
  };

  it("has the first answer given again, and nothing done again; without one everything is done", async () => {
    const first = await post("one", { by: 1 });
    expect(await post("one", { by: 1 })).toEqual(first);
    expect((await post("two", { by: 1 })).sum).toBe((first.sum ?? 0) + 1);
    expect((await post(undefined, { by: 1 })).sum).toBe((first.sum ?? 0) + 2);
  });

  it("does it once for ten who ask at once", async () => {
    const before = done;
    const opened = Promise.withResolvers<void>();
    gate = opened.promise;
    const asking = Array.from({ length: 10 }, () => post("at-once", { by: 1 }));
    await expect.poll(() => db.row(sql`select id from once.asked where answer is null`), PATIENCE).toBeDefined();
    opened.resolve();
    const answers = await Promise.all(asking);
    for (const answer of answers) expect(answer).toEqual({ status: 200, sum: before + 1, code: undefined });
    expect(done).toBe(before + 1);
  });

  it("is refused with another body, and where it is none", async () => {
    await post("mine", { by: 1 });
    expect(await post("mine", { by: 2 })).toMatchObject({ status: 409, code: "key_in_use" });
    expect(await post("two words", { by: 1 })).toMatchObject({ status: 400, code: "bad_input" });
    expect(await post("x".repeat(201), { by: 1 })).toMatchObject({ status: 400, code: "bad_input" });
  });

  it("may be sent again where nothing was changed, and says so where that is not known", async () => {
    const before = done;
    expect(await post("refused", { by: 1, fail: "refused" })).toMatchObject({ status: 409, code: "not_now" });
    expect(await post("refused", { by: 1, fail: "refused" })).toMatchObject({ status: 409, code: "not_now" });
    expect(done).toBe(before + 2);
    for (const fail of ["unheard", "broken"]) {
      await post(fail, { by: 1, fail });
      expect(await post(fail, { by: 1, fail })).toMatchObject({ status: 409, code: "outcome_unknown" });
    }
    expect(done).toBe(before + 4);
  });

  it("changes nothing where nothing is changed", async () => {
    await post("look", {}, "room/look");
    const { sum = 0 } = await post("more", { by: 1 });
    expect((await post("look", {}, "room/look")).sum).toBe(sum);
  });

  it("holds after a restart, for the one who sent it; what was cut off is never done a second time", async () => {
    const [earlier, later] = [onceIn(homeops.world), onceIn(homeops.world)];
    const asked = { name: "room/add", key: "kept", body: { by: 1 }, who: { asker: { kind: "owner" } as const } };
    const work = async () => ({ sum: ++done });
    const first = await earlier(asked, work);
    expect(await later(asked, work)).toEqual(first);
    const personId = "5f0c9a3e-7b1d-4a52-8c64-1e0f2d3a4b5c";
    expect(await later({ ...asked, who: { asker: { kind: "person", personId } } }, work)).not.toEqual(first);
    const never = Promise.withResolvers<never>();
    const open = () => db.rows(sql`select id from once.asked where answer is null`);
    const before = (await open()).length;
    void earlier({ ...asked, key: "cut" }, () => never.promise);
    await expect.poll(async () => (await open()).length, PATIENCE).toBe(before + 1);
    await expect(later({ ...asked, key: "cut" }, work)).rejects.toMatchObject({ code: "under_way" });
    await db.run(sql`update once.asked set begun_at = now() - interval '2 minutes' where answer is null`);
    await expect(later({ ...asked, key: "cut" }, work)).rejects.toMatchObject({ code: "outcome_unknown" });
  });

  it("is forgotten after a day, and its answer lies sealed until then", async () => {
    const { sum = 0 } = await post("day", { by: 1 });
    const kept = await db.rows<{ answer: string }>(sql`select answer from once.asked where answer is not null`);
    expect(kept.length).toBeGreaterThan(0);
    for (const { answer } of kept) expect(answer).toMatch(/^v1\.[\w-]+\.[\w-]+$/);
    await db.run(sql`update once.asked set begun_at = now() - interval '25 hours'`);
    expect((await post("day", { by: 1 })).sum).toBe(sum + 1);
    expect(await db.rows(sql`select id from once.asked`)).toHaveLength(1);
  });
});
