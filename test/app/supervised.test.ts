import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { provisionApp } from "../provision/app-image.ts";
import { ROOT } from "../provision/app-recipe.ts";
import { type AppContainer, startApp } from "../world/app-container.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { type Supervisor, startSupervisor } from "./supervisor.ts";
import { type SupervisorNetwork, supervisorNetwork } from "./supervisor-network.ts";

const stack = new AsyncDisposableStack();
let core: HomeAssistant;
let supervisor: Supervisor;
let network: SupervisorNetwork;
let app: AppContainer;

beforeAll(async () => {
  await provisionApp();
  core = stack.use(await startHomeAssistant());
  supervisor = stack.use(await startSupervisor({ core }));
  network = stack.use(await supervisorNetwork(Number(new URL(supervisor.url).port)));
  supervisor.appPort = network.ports.ingress;
  const folder = stack.use(await temporaryDirectory("supervised"));
  await mkdir(path.join(folder.path, "data"));
  // As the Supervisor writes it: root's, with what the Configuration tab shows at first.
  const { options } = z
    .object({ options: z.looseObject({}) })
    .parse(parse(readFileSync(path.join(ROOT, "config.yaml"), "utf8")));
  await writeFile(path.join(folder.path, "data/options.json"), JSON.stringify(options), { mode: 0o600 });
  app = stack.use(
    await startApp({
      folder: folder.path,
      env: { SUPERVISOR_TOKEN: supervisor.token, TZ: "Europe/Berlin" },
      ...{ under: network.under, hosts: network.hosts, port: network.ports.api },
    }),
  );
}, 600_000);
afterAll(() => stack.disposeAsync());

const connections = () => app.ask<{ items: { state: string; url: string }[] }>("connections/list");

it("is connected to the home behind the Supervisor by itself, with no option wrong", async () => {
  await expect
    .poll(async () => (await connections()).items, { timeout: 60_000 })
    .toMatchObject([{ state: "live", url: "http://supervisor/core" }]);
  const { options } = await app.ask<{ options: { wrong: string[] } }>("system/status");
  expect(options.wrong).toEqual([]);
  expect(supervisor.refused).toEqual([]);
});

it("tells the integration where it is", async () => {
  await expect
    .poll(() => supervisor.pushed, { timeout: 20_000 })
    .toMatchObject([{ service: "homeops", config: { host: "local-homeops", port: 8099 } }]);
});

it("tells it once more when Home Assistant has got the integration, for it forgot what it had none for", async () => {
  const integration = async () => (await app.ask<{ app: { integration: string } }>("system/status")).app.integration;
  await expect.poll(integration, { timeout: 60_000 }).toBe("absent");
  const told = () => supervisor.asked.filter((one) => /discovery/.test(one)).map((one) => one.split(" ")[0]);
  expect(told()).toEqual(["POST"]);
  await core.stop();
  const folder = path.join(core.configDirectory, "custom_components/homeops");
  await mkdir(folder, { recursive: true });
  const manifest = { domain: "homeops", name: "HomeOps", version: "0.1.0", documentation: "https://example.com" };
  await writeFile(
    path.join(folder, "manifest.json"),
    JSON.stringify({ ...manifest, codeowners: [], requirements: [] }),
  );
  await core.start();
  await expect.poll(integration, { timeout: 120_000, interval: 1_000 }).toBe("installed");
  await expect.poll(told, { timeout: 60_000 }).toEqual(["POST", "DELETE", "POST"]);
}, 300_000);

it("shows its page through ingress to whom Home Assistant has signed in, and to nobody who asks by another way", async () => {
  const cookie = `ingress_session=${supervisor.session({ id: "0".repeat(32), name: "Anna" })}`;
  const page = await fetch(supervisor.ingressUrl, { headers: { cookie } });
  expect([page.status, await page.text()]).toEqual([200, expect.stringMatching(/assets\/page-[A-Z0-9]+\.js/)]);
  const headers = { "x-remote-user-id": "0".repeat(32), "x-ingress-path": "/api/hassio_ingress/x" };
  expect((await fetch(`http://127.0.0.1:${network.ports.stranger}/`, { headers })).status).toBe(403);
});

it("dumps its memory before a backup and removes the dump after it, by the hooks of its manifest", async () => {
  const dumps = () => app.exec("sh", "-c", "ls /data/backup 2>/dev/null || true");
  await app.exec("homeops-backup-pre");
  expect(await dumps()).toContain("memory.homeops");
  await app.exec("homeops-backup-post");
  expect(await dumps()).toBe("");
});

it("ends in order, and has told its log no secret: no way in, no token", async () => {
  expect(await app.stop()).toBe(0);
  const log = readFileSync(app.log, "utf8");
  expect(log).toContain("homeops stopped");
  const secrets = ["api.token", "integration.token"].map((name) =>
    readFileSync(path.join(app.data, name), "utf8").trim(),
  );
  for (const secret of ["ticket=", supervisor.token, ...secrets]) expect(log).not.toContain(secret);
});
