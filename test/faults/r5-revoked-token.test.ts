import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { parseAddress } from "#server/intake/connect/address.ts";
import { type Cause, type Patience, startPatience } from "#server/intake/connect/back-off.ts";
import { type Connection, keepConnected } from "#server/intake/connect/connection.ts";
import { learn } from "#server/intake/connect/learn.ts";
import { untilRunning } from "#server/intake/connect/running.ts";
import { jsonLog } from "#server/log.ts";
import { Secret } from "#server/secret.ts";
import { type HomeAssistant, startHomeAssistant } from "#test/world/home-assistant.ts";
import { figure } from "./figures.ts";
import { skippingClock } from "./skipping-clock.ts";

/** R5: a token revoked for an hour, against a Home Assistant that bans after five failed logins. */
let home: HomeAssistant;
const { clock, pass } = skippingClock();

beforeAll(async () => {
  home = await startHomeAssistant({ banAfter: 5 });
}, 180_000);

afterAll(() => home?.[Symbol.asyncDispose]());

const Tokens = z.array(z.looseObject({ id: z.string(), client_name: z.string().nullable() }));

async function newToken(client_name: string): Promise<Secret> {
  return new Secret(await home.client.call<string>({ type: "auth/long_lived_access_token", client_name, lifespan: 1 }));
}

async function revoke(name: string): Promise<void> {
  const tokens = Tokens.parse(await home.client.call({ type: "auth/refresh_tokens" }));
  const { id } = tokens.find(({ client_name }) => client_name === name)!;
  await home.client.call({ type: "auth/delete_refresh_token", refresh_token_id: id });
}

const connected = (token: Secret, patience?: Patience) =>
  keepConnected({
    ...{ address: parseAddress(home.url, { allowPrivate: true }), token, patience, clock, log: jsonLog("silent") },
    ...{ met: (link) => untilRunning(link, clock), changed: () => {} },
  });

const becomes = (connection: Connection, state: Connection["state"]) =>
  expect.poll(() => connection.state, { timeout: 30_000 }).toBe(state);

const loginsFailedByItsLog = () =>
  readFileSync(home.log, "utf8").split("Login attempt or request with invalid").length - 1;
const isBanned = () => existsSync(join(home.configDirectory, "ip_bans.yaml"));

it("learns from a real Home Assistant that nothing is missing for its owner", async () => {
  await using connection = connected(new Secret(home.token));
  await becomes(connection, "live");
  const learned = await learn(connection.link!);
  expect(learned).toMatchObject({ isAdmin: true, missing: [] });
  expect(learned.version).toBe(connection.link!.version);
});

it("costs at most three failed logins an hour and no ban, is shown within 30 s, and heals on a new token", async () => {
  await using connection = connected(await newToken("revoked"));
  await becomes(connection, "live");
  await revoke("revoked");
  await becomes(connection, "refused");
  expect(connection.reason).toContain("Make a new long-lived access token");
  await pass({ hours: 1 });
  expect(connection.counters.failedLogins).toBeGreaterThanOrEqual(2);
  expect(connection.counters.failedLogins).toBeLessThanOrEqual(3);
  await expect.poll(loginsFailedByItsLog, { timeout: 10_000 }).toBe(connection.counters.failedLogins);
  expect(isBanned()).toBe(false);
  connection.renew(await newToken("renewed"));
  await becomes(connection, "live");
  figure(
    "R5",
    `token revoked for an hour: ${connection.counters.failedLogins} failed logins, no ban, live again with a new token`,
  );
}, 120_000);

it("would end in a ban with a retry every minute, and that is told as what it is", async () => {
  const everyMinute = { ...startPatience(), miss: (cause: Cause) => (cause === "token" ? 60_000 : 100) };
  await using connection = connected(await newToken("banned"), everyMinute);
  await becomes(connection, "live");
  await revoke("banned");
  await becomes(connection, "refused");
  await pass({ minutes: 8 });
  expect(connection.counters.failedLogins).toBeGreaterThan(3);
  await expect.poll(isBanned, { timeout: 10_000 }).toBe(true);
  expect(connection.reason).toContain("has banned the address of HomeOps");
}, 120_000);
