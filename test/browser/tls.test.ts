import { expect, it } from "vitest";
import { startSmallHouse } from "#demo/testing.ts";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { networkNamespace } from "../faults/network-namespace.ts";
import { aptInstall, exists } from "../provision/debian.ts";
import { faintTexts } from "./faint-texts.ts";
import { connect, PHONE, screenshot, signIn, visit } from "./visit.ts";

it("works by https: signs in, is live, and shows its fingerprint", async () => {
  await using home = await startSmallHouse();
  await using guest = await visit({ options: { host: "0.0.0.0" } }, ["--ignore-certificate-errors"]);
  const { page, context, complaints, homeops } = guest;
  expect(page.url()).toBe(`https://127.0.0.1:${homeops.port}/`);
  const sockets: string[] = [];
  page.on("websocket", (socket) => sockets.push(socket.url()));
  await signIn(guest);
  await connect(page, home);
  await page.getByText(/^Live · \d+ entities/).waitFor();
  expect(sockets.length).toBeGreaterThan(0);
  expect(sockets.every((url) => url.startsWith(`wss://127.0.0.1:${homeops.port}/`))).toBe(true);
  const cookies = await context.cookies();
  expect(cookies).toMatchObject([{ name: "__Host-homeops_session", secure: true, httpOnly: true, sameSite: "Strict" }]);

  await page.reload();
  await page.getByText(/^Live · \d+ entities/).waitFor();
  const { tls } = (await homeops.ask("system/status")) as SystemStatus;
  await page.getByRole("button", { name: /^All is well/ }).click();
  await page.getByText(tls?.fingerprint ?? "none", { exact: true }).waitFor();
  await page.setViewportSize(PHONE);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(PHONE.width);
  expect(await page.evaluate(faintTexts)).toEqual([]);
  await screenshot(page, "certificate");
  expect(complaints.filter((one) => !one.includes("401"))).toEqual([]);
}, 120_000);

it("is led to https where it is opened in plain from elsewhere", async () => {
  if (!(await exists("/usr/sbin/ip"))) await aptInstall("iproute2");
  await using network = await networkNamespace();
  await using guest = await visit({ options: { host: "0.0.0.0" } }, ["--ignore-certificate-errors"]);
  const { page, homeops } = guest;
  await page.goto(`http://${network.gateway}:${homeops.port}/`);
  expect(page.url()).toBe(`https://${network.gateway}:${homeops.port}/`);
  await page.getByLabel("API token").waitFor();
}, 120_000);
