import path from "node:path";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrations } from "#db/migrate.ts";
import { openedBy, plainLogin } from "#db/plain-login.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { type HomeOps, start } from "#server/homeops.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { becomes, timeline } from "../intake-asked.ts";
import { provisionPgBouncer } from "../provision/pgbouncer.ts";
import { makeCertificates } from "../world/certificates.ts";
import { startPgBouncer } from "../world/pgbouncer.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { liveEvents } from "./live-events.ts";

const TOKEN = crypto.randomUUID();
const FOR_A_LOOK = 20_000;

beforeAll(provisionPgBouncer, 600_000);

/** An empty database with pgvector, of a login that is no superuser, and the way to it through a pooler with two connections. */
async function pooled(isOverTls: boolean) {
  await using making = new AsyncDisposableStack();
  const database = making.use(await testDatabaseUrl());
  const direct = await plainLogin(database.url);
  await openedBy(database.url, (admin) => admin.query("create extension vector"));
  const certificates = making.use(await temporaryDirectory("certificates"));
  const tls = isOverTls ? await makeCertificates(certificates.path) : undefined;
  const { url } = making.use(await startPgBouncer({ url: direct, tls }));
  const made = making.move();
  return { url, direct, [Symbol.asyncDispose]: () => made.disposeAsync() };
}

describe.each(["with", "without"] as const)("through a transaction pooler, %s DATABASE_DIRECT_URL", (how) => {
  const stack = new AsyncDisposableStack();
  const said: { level: string; msg: string }[] = [];
  let demo: Awaited<ReturnType<typeof startSmallHouse>>;
  let homeops: HomeOps;

  beforeAll(async () => {
    const { url, direct } = stack.use(await pooled(how === "without"));
    const folder = stack.use(await temporaryDirectory("pooled"));
    demo = stack.use(await startSmallHouse());
    const options = readOptions({
      DATABASE_URL: url,
      ...(how === "with" && { DATABASE_DIRECT_URL: direct }),
      HOMEOPS_DATA: path.join(folder.path, "data"),
      HOMEOPS_PORT: "0",
      HOMEOPS_API_TOKEN: TOKEN,
      HOMEOPS_COMMIT_SECONDS: "0.25",
      HOMEOPS_HA_URL: demo.url,
      HOMEOPS_HA_TOKEN: demo.token,
    });
    const log = jsonLog("info", { write: (line) => void said.push(JSON.parse(line)) });
    homeops = stack.use(await start(options, { log }));
  });
  afterAll(() => stack.disposeAsync());

  const told = (level: string) => said.filter((one) => one.level === level).map(({ msg }) => msg);

  it("is migrated to the last step, and reaches the home", async () => {
    await becomes(homeops, "live");
    const { owner } = homeops.world.db;
    expect(await owner.row(sql`select count(*) as n from homeops_migration`)).toEqual({ n: migrations().length });
  });

  it("says once whether it hears at once, and if not what to set", () => {
    const advice = expect.stringContaining("set DATABASE_DIRECT_URL to PostgreSQL's own address");
    expect(told("warn")).toEqual(how === "with" ? [] : [advice]);
    expect(told("error")).toEqual([]);
  });

  it("remembers what happens, and tells who follows", async () => {
    using live = await liveEvents(homeops.url, TOKEN);
    for (const state of ["on", "off", "on"]) demo.say("light.lamp", state);
    await expect.poll(() => live.heard, { timeout: FOR_A_LOOK }).toContain("light.lamp on");
    const stored = async () => (await timeline(homeops, { entities: ["light.lamp"] })).map(({ state }) => state);
    await expect.poll(stored, { timeout: FOR_A_LOOK }).toEqual(["on", "off", "on", "off"]);
  });

  it("finds the sentences of the hour under way, and answers a question", async () => {
    type Found = { items: { sentence: string }[] };
    const search = async () =>
      ((await homeops.ask("memory/search", { query: "lamp turned on" })) as Found).items.map(
        ({ sentence }) => sentence,
      );
    await expect.poll(search, { timeout: 60_000, interval: 500 }).toContainEqual(expect.stringMatching(/lamp/i));
    expect(await homeops.ask("ask/question", { question: "When was the lamp last turned on?" })).toMatchObject({
      result: { kind: "instant", value: expect.stringContaining("T") },
      citations: [{ entity_id: "light.lamp" }],
    });
  });

  it("serves many that ask at once over its two connections", async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        n % 2 ? timeline(homeops, { limit: 5 }) : homeops.ask("house/entities", { limit: 10 }),
      ),
    );
    expect(answers).toHaveLength(60);
    expect(told("error")).toEqual([]);
  });
});
