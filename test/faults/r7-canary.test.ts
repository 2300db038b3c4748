import { once } from "node:events";
import type { AddressInfo } from "node:net";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { startSmallHouse } from "#demo/testing.ts";
import { hurriedClock } from "#server/intake/connect/hurried-clock.ts";
import { Secret } from "#server/secret.ts";
import { startHomeOps } from "#server/testing.ts";
import { connections } from "../intake-asked.ts";
import { figure } from "./figures.ts";

const TIMES = 20; // three minutes of silence last nine seconds

/** Between a home and its clients: passes everything on, or everything but events. */
async function deafener(url: string) {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const told = { isDeaf: false, clients: 0 };
  server.on("connection", (near) => {
    told.clients++;
    const far = new WebSocket(`${url.replace("http", "ws")}/api/websocket`);
    const opened = once(far, "open");
    near.on("message", async (data) => {
      await opened;
      far.send(String(data));
    });
    far.on("message", (data) => {
      const passed = told.isDeaf ? withoutEvents(String(data)) : String(data);
      if (passed) near.send(passed);
    });
    near.on("close", () => far.close());
    far.on("close", () => near.close());
    far.on("error", () => near.close());
  });
  return {
    told,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

function withoutEvents(text: string): string | undefined {
  const frame: { type: string } | { type: string }[] = JSON.parse(text);
  const kept = [frame].flat().filter(({ type }) => type !== "event");
  return kept.length > 0 ? JSON.stringify(kept.length === 1 ? kept[0] : kept) : undefined;
}

it("R7: gives up a link on which nothing is heard for three minutes although it answers, says so, and comes back", async () => {
  await using demo = await startSmallHouse({
    timeline: [{ at: "-3d 05:00:00", entity_id: "light.lamp", state: "on" }], // a home that has been there for days
  });
  demo.acceptToken("bens-own-token", "u-ben");
  await using watched = await deafener(demo.url);
  await using unwatched = await deafener(demo.url);
  const start = (url: string, token: string) =>
    startHomeOps({
      engine: "postgresql",
      clock: hurriedClock(TIMES),
      options: { homeAssistant: { url, token: new Secret(token) } },
    });
  await using homeops = await start(watched.url, demo.token);
  await using without = await start(unwatched.url, "bens-own-token"); // a member's token may not send a canary
  const state = async (of: typeof homeops) => (await connections(of))[0]?.state;
  for (const each of [homeops, without]) await expect.poll(() => state(each), { timeout: 20_000 }).toBe("live");

  watched.told.isDeaf = true;
  unwatched.told.isDeaf = true;
  const from = performance.now();
  await expect.poll(() => watched.told.clients, { timeout: 30_000, interval: 50 }).toBe(2);
  const noticedSeconds = ((performance.now() - from) / 1000) * TIMES;
  expect(noticedSeconds).toBeLessThanOrEqual(300);
  expect(unwatched.told.clients, "without a canary nobody notices").toBe(1);
  expect(await state(without)).toBe("live");

  watched.told.isDeaf = false;
  await expect.poll(() => state(homeops), { timeout: 30_000 }).toBe("live");
  const trail = await homeops.world.db.rows<{ error_message: string }>(sql`
    select error_message from home_assistant_audit_log where error_message like '%three minutes%'`);
  expect(trail).not.toEqual([]);
  const alerted = async () => JSON.stringify(await homeops.ask("alerts/list"));
  await expect.poll(alerted, { timeout: 30_000, interval: 250 }).toContain('"kind":"connection-deaf"');
  const stored = await homeops.world.db.rows(sql`select name from memory.event_type where name = 'homeops_canary'`);
  expect(stored, "a canary is no event of the home").toEqual([]);
  figure(
    "R7",
    `deaf link given up after ${noticedSeconds.toFixed(0)} s, made anew, and on its way to a person as an alert`,
  );
}, 120_000);
