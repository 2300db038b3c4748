import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ConnectionList } from "#server/intake/contract.ts";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { type FreshDatabase, freshDatabase } from "../world/fresh-database.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";
import { addUser } from "../world/people.ts";
import { type TemporaryDirectory, temporaryDirectory } from "../world/temporary.ts";
import { type App, startApp } from "./in-app.ts";
import { type Supervisor, startSupervisor } from "./supervisor.ts";

/** So long a list of users is believed that does not have the one who asks. */
const LIST_OF_STRANGERS_MS = 2_100;

type Connections = (typeof ConnectionList)["_output"];

let home: HomeAssistant;
let supervisor: Supervisor;
let database: FreshDatabase;
let folder: TemporaryDirectory;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  home = stack.use(await startHomeAssistant());
  supervisor = stack.use(await startSupervisor({ core: home }));
  database = stack.use(await freshDatabase());
  folder = stack.use(await temporaryDirectory("app"));
}, 180_000);
afterAll(() => stack.disposeAsync());

const started = (options: object | string = {}) => startApp({ folder: folder.path, supervisor, database, options });

const becomes = (app: App, state: string) =>
  expect
    .poll(async () => (await app.ask<Connections>("connections/list")).items.map((one) => one.state), {
      timeout: 90_000,
    })
    .toEqual([state]);

const integrationToken = () => readFileSync(path.join(folder.path, "data/integration.token"), "utf8").trim();

it("is connected by itself, tells the integration where it is, and goes on with the next start's token", async () => {
  {
    await using app = await started();
    await becomes(app, "live");
    const { items } = await app.ask<Connections>("connections/list");
    expect(items).toMatchObject([{ name: "Test Home", url: `${supervisor.url}/core`, missing: [] }]);
    await expect.poll(() => supervisor.pushed.length, { timeout: 20_000 }).toBe(1);
    expect(supervisor.pushed[0]).toEqual({
      service: "homeops",
      config: { host: "local-homeops", port: app.homeops.port, auth_token: integrationToken() },
    });
    await home.client.setState("sensor.told_to_the_app", "7");
    await expect.poll(() => app.ask("house/entities", {}).then(JSON.stringify)).toContain("sensor.told_to_the_app");
  }
  expect(statSync(path.join(folder.path, "data/integration.token")).mode & 0o777).toBe(0o600);
  const before = supervisor.refused.length;
  supervisor.renewToken();
  await using app = await started();
  await becomes(app, "live");
  expect((await app.ask<Connections>("connections/list")).items).toHaveLength(1);
  expect(supervisor.refused.slice(before)).toEqual([]); // the old token was not even tried
  expect(app.lines.join()).not.toContain(integrationToken());
  expect(app.lines.join()).not.toContain(supervisor.token);
}, 240_000);

it("waits for a Home Assistant that is not up, without an error, and takes it up when it is", async () => {
  supervisor.isCoreUp = false;
  await using app = await started();
  await becomes(app, "unreachable");
  const { items } = await app.ask<Connections>("connections/list");
  expect(items[0]?.reason).toContain("not up yet");
  expect(app.lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  supervisor.isCoreUp = undefined;
  await becomes(app, "live");
  supervisor.isCoreUp = true;
}, 240_000);

it("says which options are wrong, in the log and in its status, and heeds the rest", async () => {
  await using app = await started({ retention_days: 0, leave_out: ["sensor.told_*"], log_level: "debug" });
  await becomes(app, "live");
  const { options } = await app.ask<SystemStatus>("system/status");
  expect(options.wrong).toEqual([expect.stringContaining("retention_days")]);
  expect(app.lines.join()).toContain("The option retention_days is not heeded");
  expect(app.lines.join()).toContain('"level":"debug"');
  await home.client.setState("sensor.told_in_confidence", "7");
  await home.client.setState("sensor.said_aloud", "7");
  const told = () => app.ask("memory/timeline", { limit: 50 }).then((page) => JSON.stringify(page));
  await expect.poll(told, { timeout: 20_000 }).toContain("sensor.said_aloud");
  expect(await told()).not.toContain("sensor.told_in_confidence");
}, 240_000);

it("goes on with a database that refuses it, and says so to whoever opens the page", async () => {
  const away = new URL(database.url);
  away.pathname = "/not_there";
  await using app = await started({ database_url: away.href });
  const { id } = await home.client.call<{ id: string }>({ type: "auth/current_user" });
  const cookie = `ingress_session=${supervisor.session({ id, name: "Olivia" })}`;
  const answer = await fetch(`${supervisor.ingressUrl}api/system/status`, {
    ...{ method: "POST", body: "{}" },
    headers: { cookie, "content-type": "application/json" },
  });
  expect([answer.status, await answer.json()]).toMatchObject([
    200,
    { options: { wrong: [expect.stringContaining("The database refused the login")] }, engine: { state: "away" } },
  ]);
  expect(app.lines.filter((line) => line.includes("the database cannot be used"))).toHaveLength(1);
}, 240_000);

it("lets the integration ask for users of Home Assistant, each with their rank, and for nobody else", async () => {
  await using app = await started();
  await becomes(app, "live");
  const guest = await addUser(home, "Greta");
  const { id: owner } = await home.client.call<{ id: string }>({ type: "auth/current_user" });
  const asked = async (name: string, input: object, said: Record<string, string> = {}) => {
    const headers = { authorization: `Bearer ${integrationToken()}`, "content-type": "application/json", ...said };
    const answer = await fetch(`${app.homeops.url}/api/${name}`, {
      method: "POST",
      headers,
      body: JSON.stringify(input),
    });
    return [answer.status, await answer.json()] as const;
  };
  expect(await asked("system/status", {})).toMatchObject([400, { error: { code: "as_missing" } }]);
  expect(await asked("system/status", { as: { user: owner } })).toMatchObject([200, { you: { may_change: true } }]);
  expect(await asked("system/status", { as: { user: guest.userId } })).toMatchObject([
    200,
    { you: { may_change: false } },
  ]);
  expect(await asked("memory/pause", { minutes: 120, as: { user: guest.userId } })).toMatchObject([403, {}]);
  for (const [user, may_change] of [
    [owner, true],
    [guest.userId, false],
  ] as const)
    expect(await asked("system/status", {}, { "x-homeops-user": user })).toMatchObject([200, { you: { may_change } }]);
  expect(await asked("memory/pause", { minutes: 120 }, { "x-homeops-user": guest.userId })).toMatchObject([403, {}]);
  expect(await asked("system/status", {}, { "x-homeops-user": "0".repeat(32) })).toMatchObject([403, {}]);
  expect(await asked("people/list", { as: { user: owner } })).toMatchObject([
    200,
    { items: [{ role: "owner" }, { name: "Olivia", role: "admin" }, { name: "Greta", role: "member" }] },
  ]);
  expect(await asked("system/status", { as: { user: "0".repeat(32) } })).toMatchObject([403, {}]);
  const ada = await addUser(home, "Ada", { isAdmin: true });
  await home.client.call({ type: "person/create", name: "Ada", user_id: ada.userId, device_trackers: [] });
  await expect
    .poll(() => app.ask("house/entities", {}).then(JSON.stringify), { timeout: 20_000 })
    .toContain("person.ada");
  await pause(LIST_OF_STRANGERS_MS);
  const people = await asked("people/list", { as: { user: ada.userId } });
  expect(people[1].items.at(-1)).toMatchObject({ name: "Ada", role: "admin", entity_id: "person.ada" });
  // Another home is the app's as well: whoever administers the app is not locked out by it.
  const { id: second } = await app.ask<{ id: string }>("connections/add", {
    url: home.url,
    token: home.token,
    name: "Cabin",
  });
  expect(await asked("system/status", { as: { user: ada.userId } })).toMatchObject([
    200,
    { you: { may_change: true }, connections: [{}, { name: "Cabin" }] },
  ]);
  expect(await asked("system/status", { as: { user: guest.userId } })).toMatchObject([200, { connections: [{}] }]);
  expect(await asked("connections/remove", { id: second, as: { user: ada.userId } })).toMatchObject([200, {}]);
  const locked = await addUser(home, "Ivan");
  await home.client.call({ type: "config/auth/update", user_id: locked.userId, is_active: false });
  await pause(LIST_OF_STRANGERS_MS);
  expect(await asked("system/status", { as: { user: locked.userId } })).toMatchObject([403, {}]);
  const { items } = (await app.ask("people/list")) as { items: { person: string }[] };
  expect(await asked("system/status", { as: { person: items[0]?.person } })).toMatchObject([400, {}]);
  expect(
    (await fetch(`${app.homeops.url}/metrics`, { headers: { authorization: `Bearer ${integrationToken()}` } })).status,
  ).toBe(403);
}, 240_000);
