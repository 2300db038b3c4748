import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { json } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { type HomeOpsProcess, homeopsProcess } from "#test/world/homeops-process.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { figure, isFull } from "./figures.ts";

const patience = { timeout: 60_000, interval: 100 };
const SENSORS = { cellar: "moisture", attic: "smoke", kitchen: "gas", stairs: "safety" };
const DANGERS = { cellar: "leak", attic: "smoke", kitchen: "gas", stairs: "unsafe" };
type Place = keyof typeof SENSORS;
const entities = Object.entries(SENSORS).map(([place, device_class]) => ({
  entity_id: `binary_sensor.${place}`,
  name: place,
  state: "off",
  attributes: { device_class },
}));

it("H6: of two servers on one PostgreSQL one tells; killed, the other goes on; nothing is told twice or not at all", async () => {
  await using folder = await temporaryDirectory("h6-two");
  await using database = await testDatabaseUrl();
  await using demo = await startSmallHouse({ entities });
  await using other = await listener();
  const key = randomBytes(32).toString("base64"); // for both, since they share what is sealed
  const started = async (name: string) => {
    await mkdir(path.join(folder.path, name));
    return homeopsProcess(path.join(folder.path, name), {
      DATABASE_URL: database.url,
      HOMEOPS_HA_URL: demo.url,
      HOMEOPS_HA_TOKEN: demo.token,
      HOMEOPS_SECRET_KEY: key,
    });
  };
  const tells = async (place: Place) => {
    const from = performance.now();
    demo.say(`binary_sensor.${place}`, "on");
    await expect.poll(() => other.tags, patience).toContain(`homeops-danger-${DANGERS[place]}`);
    return (performance.now() - from) / 1000;
  };
  await using one = await started("one");
  await using db = openDatabase(postgres(database.url));
  const holder = async () =>
    (await db.row<{ holder: string }>(sql`select holder from alerts.runner where until > now()`))?.holder;
  await isLive(one);
  await expect.poll(holder, patience).toBeDefined();
  const first = await holder();
  const target = { url: other.url, secret: `whsec_${randomBytes(24).toString("base64")}` };
  await one.ask("alerts/keep-channel", { kind: "webhook", name: "Listener", target, whose: "household" });
  await using two = await started("two");
  await isLive(two);

  const seconds = { both: await tells("cellar"), killed: 0 };
  expect(await holder(), "who has it keeps it").toBe(first);
  await one.kill();
  seconds.killed = await tells("attic");
  expect(await holder()).not.toBe(first);
  if (isFull) await fromOneToTheOther([one, two], tells);

  await pause(3_000); // whatever were told twice would be by now
  expect(other.tags.toSorted(), "each once").toEqual([...new Set(other.tags)].toSorted());
  const states = await db.rows<{ state: string; n: number }>(sql`
    select state, count(*)::int as n from alerts.sending where kind = 'alert' group by state`);
  expect(states).toEqual([{ state: "sent", n: other.tags.length }]);
  figure(
    "H6",
    `two servers on one PostgreSQL: a danger told once, after ${seconds.both.toFixed(1)} s; ${seconds.killed.toFixed(1)} s after the one that told was killed, by the other; ${other.tags.length} dangers, each told once`,
  );
}, 180_000);

/** The killed one comes back, the other is stopped in order, and then killed ones take turns. */
async function fromOneToTheOther(
  [one, two]: [HomeOpsProcess, HomeOpsProcess],
  tells: (place: Place) => Promise<number>,
) {
  await one.start();
  await isLive(one);
  await two.stop();
  await tells("kitchen");
  await two.start();
  await isLive(two);
  await one.kill();
  await tells("stairs");
}

const isLive = (homeops: HomeOpsProcess) =>
  expect.poll(async () => JSON.stringify(await homeops.ask("connections/list")), patience).toContain('"live"');

/** Whoever is told over HTTP: what it was told, by tags, in that order; what comes again under the same key is known, as Standard Webhooks wants it. */
async function listener() {
  const tags: string[] = [];
  const keys = new Set<unknown>();
  const server = createServer(async (request, response) => {
    const { tag } = ((await json(request)) as { data: { tag: string } }).data;
    const key = request.headers["webhook-id"];
    if (!keys.has(key)) tags.push(tag);
    keys.add(key);
    response.writeHead(204).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { tags, url, [Symbol.asyncDispose]: async () => void server.close().closeAllConnections() };
}
