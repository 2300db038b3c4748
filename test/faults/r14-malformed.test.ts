import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { goodToken, pretendHome } from "#server/intake/connect/pretend-home.ts";
import { fillSpan } from "#server/intake/past/fill-gap.ts";
import { intakeHome, linkTo } from "#server/intake/testing.ts";
import { Secret } from "#server/secret.ts";
import { startHomeOps } from "#server/testing.ts";
import { connections } from "../intake-asked.ts";
import { figure } from "./figures.ts";
import { brokenFrames, DAY, HOSTILE, malformedEvents, malformedRows, strangeFrames } from "./r14-corpus.ts";

const GOOD = 499;
/** What all events are heard on: the second command of a link, after its features. */
const SUBSCRIPTION = 2;
/** In seconds; the rows of history follow from there, a thousand seconds a turn. */
const EARLIER = Date.parse(DAY) / 1_000 - 86_400;

let lastMicrosecond = 0;
/** A good state, at an instant of its own. */
function good(entityId = "sensor.good"): string {
  lastMicrosecond++;
  const at = `${DAY}T10:00:${String(Math.floor(lastMicrosecond / 1e6) % 60).padStart(2, "0")}.${String(lastMicrosecond % 1e6).padStart(6, "0")}+00:00`;
  const state = {
    entity_id: entityId,
    state: String(lastMicrosecond),
    attributes: {},
    last_changed: at,
    last_updated: at,
  };
  const event = {
    event_type: "state_changed",
    data: { entity_id: entityId, old_state: null, new_state: state },
    time_fired: at,
    context: { id: `c${lastMicrosecond}` },
  };
  return JSON.stringify(event);
}
const framed = (events: readonly string[]) =>
  `[${events.map((event) => `{"id":${SUBSCRIPTION},"type":"event","event":${event}}`).join(",")}]`;

describe.each(engines)("R14 on %s", (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  it("malformed events cost themselves: no crash, no hang, no link, and not one of the 499 beside each", async () => {
    await using demo = await startSmallHouse();
    await using homeops = await startHomeOps({
      engine,
      options: { homeAssistant: { url: demo.url, token: new Secret(demo.token) } },
    });
    const { db: own } = homeops.world;
    const isLive = async () => (await connections(homeops))[0]?.state;
    await expect.poll(isLive, { timeout: 20_000 }).toBe("live");
    const stored = async () =>
      (
        await own.row<{ n: number }>(sql`
        select count(*) as n
        from memory.event
        join house.entity on entity.id = event.entity_id
        where entity.entity_id = 'sensor.good'`)
      )?.n ?? 0;

    const since = performance.now();
    let sent = 0;
    let longestMs = 0;
    // Some of them in a batch of 500 each, the rest side by side.
    for (const [place, [, event]] of malformedEvents.entries()) {
      const beside = place % 30 === 0 ? GOOD : 2;
      const events = Array.from({ length: beside }, () => good());
      events.splice(beside >> 1, 0, event);
      const from = performance.now();
      demo.sendRaw(framed(events));
      sent += beside;
      if (beside === GOOD) {
        await expect.poll(stored, { timeout: 10_000, interval: 50 }).toBe(sent);
        longestMs = Math.max(longestMs, performance.now() - from);
      }
    }
    for (const frame of strangeFrames) demo.sendRaw(frame);
    demo.sendRaw(framed([good()]));
    await expect.poll(stored, { timeout: 20_000, interval: 50 }).toBe(sent + 1);
    expect(await isLive()).toBe("live");
    expect(longestMs).toBeLessThan(5_000);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    const letters = await own.row<{ n: number; longest: number }>(sql`
      select count(*) as n, max(length(reason)) as longest
      from memory.dead_letter`);
    expect(letters?.n).toBeGreaterThan(malformedEvents.length / 3);
    expect(letters?.longest).toBeLessThanOrEqual(1_000);
    figure(
      "R14",
      `${malformedEvents.length} malformed events and ${strangeFrames.length} frames live (${engine}): 0 crashes, ${sent + 1} of ${sent + 1} good ones stored, ${letters?.n} dead letters, ${((performance.now() - since) / 1000).toFixed(1)} s`,
    );
  }, 120_000);

  it("malformed rows of history cost themselves, and 499 beside each are kept", async () => {
    await using home = await intakeHome(db);
    await using source = await pretendHome();
    await using _ = home.rememberer;
    const link = await linkTo({ url: `http://127.0.0.1:${source.port}`, token: goodToken.reveal() });
    let turn = 0;
    source.answers = (message) => {
      if (message.type !== "history/history_during_period") return false;
      const [, hostile] = malformedRows[turn]!;
      const rows = Array.from({ length: GOOD }, (_, n) => `{"s":"${n}","a":{},"lu":${EARLIER + turn * 1_000 + n}.25}`);
      rows.splice(200, 0, hostile);
      source.pushText(
        `{"id":${message.id},"type":"result","success":true,"result":{"sensor.past":[${rows.join(",")}]}}`,
      );
      return true;
    };
    const poisoned: string[] = [];
    const from = `${DAY}T06:45:10.000000+00:00`;
    for (; turn < malformedRows.length; turn++) {
      const before = poisoned.length;
      const { stored } = await fillSpan(
        {
          link,
          has: (feature) => feature === "history",
          entityIds: new Set(["sensor.past"]),
          source: "import",
          keep: home.rememberer.keep,
          poisoned: (reason) => poisoned.push(reason),
          signal: new AbortController().signal,
        },
        { from, to: `${DAY}T06:45:14.000000+00:00` },
      );
      expect(stored, malformedRows[turn]![0]).toBeGreaterThanOrEqual(GOOD);
      expect(poisoned.length - before, malformedRows[turn]![0]).toBeLessThanOrEqual(1);
    }
    link.close();
    figure(
      "R14",
      `${malformedRows.length} malformed rows of history (${engine}): ${poisoned.length} put aside, each with 499 of 499 kept`,
    );
  }, 120_000);

  it("what only the database refuses is found among 500 and put aside", async () => {
    await using home = await intakeHome(db);
    const { rememberer, where } = home;
    const observation = (n: number, at: string) => ({
      at,
      type: "state_changed",
      entityId: "sensor.n",
      state: String(n),
      attributes: "{}",
      context: null,
      source: "import" as const,
    });
    const batch = Array.from({ length: GOOD }, (_, n) =>
      observation(n, `${DAY}T10:00:00.${String(n).padStart(6, "0")}+00:00`),
    );
    batch.splice(250, 0, observation(-1, `${DAY.slice(0, 8)}32T00:00:00.000000+00:00`));
    expect(await rememberer.keep(batch)).toBe(GOOD);
    const letters = await db.rows<{ reason: string; body: Buffer }>(sql`
      select reason, body from memory.dead_letter where home_id = ${where.home}`);
    expect(letters).toHaveLength(1);
    expect(JSON.parse(Buffer.from(letters[0]!.body).toString())).toMatchObject({ state: "-1" });
  });
});

it("R14: frames that nobody can read cost the link, and it comes back", async () => {
  await using demo = await startSmallHouse();
  await using homeops = await startHomeOps({
    engine: "postgresql",
    options: { homeAssistant: { url: demo.url, token: new Secret(demo.token) } },
  });
  const isLive = async () => (await connections(homeops))[0]?.state;
  for (const frame of [...brokenFrames, `{"id":2,"type":"event","event":"${"x".repeat(16 * 2 ** 20)}"}`]) {
    await expect.poll(isLive, { timeout: 20_000, interval: 50 }).toBe("live");
    demo.sendRaw(frame);
    await pause(100);
  }
  await expect.poll(isLive, { timeout: 20_000 }).toBe("live");
}, 120_000);

it("R14: malformed questions are refused in a sentence, and never fail", async () => {
  await using demo = await startSmallHouse();
  await using homeops = await startHomeOps({
    engine: "postgresql",
    options: { homeAssistant: { url: demo.url, token: new Secret(demo.token) } },
  });
  const headers = { authorization: `Bearer ${homeops.token}`, "content-type": "application/json" };
  const post = (path: string, body: string) => fetch(`${homeops.url}${path}`, { method: "POST", headers, body });
  const book = (await (await fetch(`${homeops.url}/api/openapi.json`, { headers })).json()) as OpenApi;
  const verdicts = new Map<number, number>(); // by status
  const failed: string[] = [];
  for (const [path, { post: operation }] of Object.entries(book.paths)) {
    if (!operation || path === "/api/session") continue;
    const { properties = {} } = operation.requestBody?.content["application/json"].schema ?? {};
    const bodies = HOSTILE.flatMap(([what, hostile]): [string, string][] => [
      [what, hostile],
      ...Object.keys(properties).map((key): [string, string] => [`${what} as ${key}`, `{"${key}":${hostile}}`]),
    ]);
    const asking = bodies.map(async ([what, body]) => {
      const answer = await post(path, body);
      const text = await answer.text();
      verdicts.set(answer.status, (verdicts.get(answer.status) ?? 0) + 1);
      if (answer.status >= 500 || /\bat \S+:\d+|select |insert /i.test(text))
        failed.push(`${path} ${what}: ${answer.status} ${text.slice(0, 200)}`);
    });
    await Promise.all(asking);
  }
  expect(failed).toEqual([]);
  expect((await connections(homeops)).length).toBe(1);
  figure("R14", `malformed questions: ${[...verdicts].map(([status, count]) => `${count} x ${status}`).join(", ")}`);
}, 120_000);

type Schema = { properties?: Record<string, unknown> };
type OpenApi = {
  paths: Record<string, { post?: { requestBody?: { content: { "application/json": { schema: Schema } } } } }>;
};
