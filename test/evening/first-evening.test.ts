import { setTimeout as pause } from "node:timers/promises";
import type { FrameLocator } from "playwright-core";
import { expect, it } from "vitest";
import type { Answer } from "#server/surfaces/ask/contract.ts";
import { SystemStatus } from "#server/surfaces/system/contract.ts";
import { startSupervisor } from "../app/supervisor.ts";
import { supervisorNetwork } from "../app/supervisor-network.ts";
import { controlGroup } from "../bench/small/control-group.ts";
import { childrenOf } from "../bench/small/processes.ts";
import { limitsOfASmallMachine } from "../bench/small/small-machine.ts";
import { DESKTOP, screenshot } from "../browser/visit.ts";
import { provisionApp } from "../provision/app-image.ts";
import { type AppContainer, startApp } from "../world/app-container.ts";
import { startChromium } from "../world/chromium.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { corePings } from "./core-pings.ts";
import { eveningHome } from "./evening-home.ts";
import { lastNightDoor } from "./past.ts";

/** By which most homes are opened, without https: browsers then keep from a page what they give to localhost. */
const NAME = "homeassistant.local";
const NIGHT_SECONDS = 120;
const ANSWER_SECONDS = 300;
/** So long Core is watched after the installation, while its past is read. */
const WATCHED_SECONDS = 90;
const PATIENCE_MS = 300_000;
const QUIET_MS = 20_000;
const ASKED_EACH_MS = 10_000;

it("shows last night and answers a question within minutes of its installation, on a small machine beside a large home", async () => {
  await provisionApp(); // built by the publisher, not by the household
  await using machine = controlGroup("homeops-evening");
  const limits = limitsOfASmallMachine("0:0").filter(({ limit }) => limit.controller !== "blkio");
  const missing = limits.filter(({ limit }) => !machine.limit(limit)).map(({ name }) => name);
  await using home = await eveningHome();
  machine.add([home.pid ?? 0, ...childrenOf(home.pid ?? 0)]);
  await using supervisor = await startSupervisor({ core: home });
  await using network = await supervisorNetwork(Number(new URL(supervisor.url).port));
  supervisor.appPort = network.ports.ingress;
  await using chromium = await startChromium(DESKTOP, [`--host-resolver-rules=MAP ${NAME} 127.0.0.1`]);
  const panel = supervisor.panelUrl.replace("127.0.0.1", NAME);
  const { id } = await home.client.call<{ id: string }>({ type: "auth/current_user" });
  const session = supervisor.session({ id, name: "Owner" });
  await chromium.context.addCookies([{ name: "ingress_session", value: session, url: new URL(panel).origin }]);
  await using folder = await temporaryDirectory("evening");
  await using pings = await corePings(home);
  await pause(QUIET_MS);
  const before = pings.p95();

  const began = Date.now();
  const since = () => (Date.now() - began) / 1000;
  await using app = await startApp({
    folder: folder.path,
    env: { SUPERVISOR_TOKEN: supervisor.token },
    ...{ under: network.under, hosts: network.hosts, port: network.ports.api },
  });
  machine.add([app.pid, ...childrenOf(app.pid)]);
  const healthy = since();
  const page = await chromium.context.newPage();
  await page.goto(panel);
  const frame = page.frameLocator("iframe");
  await frame.locator("homeops-first-evening .told", { hasText: /(opened|closed) / }).waitFor({ timeout: PATIENCE_MS });
  const night = since();
  await screenshot(page, "first-evening-night");
  const { time_zone: timeZone } = await home.client.call<{ time_zone: string }>({ type: "get_config" });
  const opened = new Date(lastNightDoor(began)).toLocaleTimeString("en-GB", { timeZone, timeStyle: "short" });
  const doorOpened = new RegExp(`Kitchen door .*opened .* at ${opened}`);
  await expect.poll(() => told(frame), { timeout: PATIENCE_MS, interval: ASKED_EACH_MS / 2 }).toMatch(doorOpened);
  const answered = since();
  await screenshot(page, "first-evening");
  const slowest = await askedAgain(app, () => since() < WATCHED_SECONDS);
  const during = pings.p95();
  const { import: past } = SystemStatus.parse(await app.ask("system/status"));

  console.table({
    ...{ "healthy, s": healthy, "last night in sentences, s": night, "an answer, s": answered },
    ...{ "Core's ping before, p95 ms": before, "and meanwhile": during },
    "slowest answer while the past is read, s": slowest,
    [`events read of the past after ${WATCHED_SECONDS} s`]: past.done,
    "not throttled here": [...missing, "the disk"].join(", "),
  });
  expect(night).toBeLessThanOrEqual(NIGHT_SECONDS);
  expect(answered).toBeLessThanOrEqual(ANSWER_SECONDS);
  expect(await app.stop()).toBe(0);
}, 900_000);

/** What the page answers; somebody who is told that the past is being read asks again, and is told nothing else that is not true. */
async function told(frame: FrameLocator): Promise<string> {
  await frame.getByLabel("Your question").fill("When did the kitchen door last open?");
  await frame.getByRole("button", { name: "Ask" }).click();
  const answer = frame.locator("homeops-ask .answer");
  await answer.waitFor({ timeout: ASKED_EACH_MS });
  const text = await answer.innerText();
  expect(text).toMatch(/is being read|Kitchen door/);
  return text;
}

/** Somebody is curious, while day after day comes in: each time there is an answer. Tells how long the slowest took, in seconds. */
async function askedAgain(app: AppContainer, goesOn: () => boolean): Promise<number> {
  const taken: number[] = [];
  while (goesOn()) {
    const asked = performance.now();
    const { result } = await app.ask<Answer>("ask/question", { question: "What happened last night?" });
    taken.push((performance.now() - asked) / 1000);
    expect(result.kind).not.toBe("none");
    await pause(ASKED_EACH_MS);
  }
  return Math.max(...taken);
}
